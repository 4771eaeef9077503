package io.relance.examples.quickstart;

import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes every message of a channel and writes none: for asking what a run would decide. */
final class NoMails implements RunChannel {
    private final ChannelId id;
    private final InstantSource clock;

    private NoMails(ChannelId id, InstantSource clock) {
        this.id = id;
        this.clock = clock;
    }

    /** One for every channel that the program has. */
    static List<RunChannel> all(InstantSource clock) {
        return List.of(new NoMails(ChannelId.EMAIL, clock), new NoMails(ChannelId.LETTER, clock), texts(clock));
    }

    /** Text messages. */
    static NoMails texts(InstantSource clock) {
        return new NoMails(ChannelId.SMS, clock);
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public Set<ChannelFeature> features() {
        if (id.equals(ChannelId.SMS)) {
            return Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        }
        return id.equals(ChannelId.LETTER)
                ? Set.of(
                        ChannelFeature.HONOURS_IDEMPOTENCY_KEY,
                        ChannelFeature.CARRIES_FILES,
                        ChannelFeature.PROOF_OF_DISPATCH)
                : Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.CARRIES_FILES);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        return new DeliveryReceipt.Accepted(clock.instant(), Optional.empty());
    }
}
