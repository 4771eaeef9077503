package io.relance.reliability;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where all engines hand over: e-mail, which honours delivery ids, and letters, which promise nothing. For several threads. It
 * counts what debtors get.
 */
final class PostOffice {
    private final InstantSource clock;
    private final Map<DeliveryId, DeliveryReceipt> receipts = new ConcurrentHashMap<>();
    private final Map<DeliveryId, List<OutboundMessage>> taken = new ConcurrentHashMap<>();
    private final Set<MessageId> arrived = ConcurrentHashMap.newKeySet();

    PostOffice(InstantSource clock) {
        this.clock = clock;
    }

    /** What debtors got, by delivery id: one each, if all is well. */
    Collection<List<OutboundMessage>> taken() {
        return taken.values();
    }

    boolean has(MessageId message) {
        return arrived.contains(message);
    }

    Channel email() {
        return new Counter(ChannelId.EMAIL, Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY));
    }

    Channel letters() {
        return new Counter(ChannelId.LETTER, Set.of());
    }

    private DeliveryReceipt take(OutboundMessage message) {
        taken.computeIfAbsent(message.delivery(), id -> new CopyOnWriteArrayList<>())
                .add(message);
        arrived.add(message.delivery().message());
        return new DeliveryReceipt.Accepted(
                clock.instant(), Optional.of(message.delivery().toString()));
    }

    private final class Counter implements Channel {
        private final ChannelId id;
        private final Set<ChannelFeature> features;

        Counter(ChannelId id, Set<ChannelFeature> features) {
            this.id = id;
            this.features = features;
        }

        @Override
        public ChannelId id() {
            return id;
        }

        @Override
        public Set<ChannelFeature> features() {
            return features;
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            return features.isEmpty()
                    ? take(message)
                    : receipts.computeIfAbsent(message.delivery(), delivery -> take(message));
        }
    }
}
