package io.relance.examples.quickstart;

import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Takes every message and writes none: for asking what a run would decide. */
final class NoMails implements RunChannel {
    private final InstantSource clock;

    NoMails(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public ChannelId id() {
        return ChannelId.EMAIL;
    }

    @Override
    public Set<ChannelFeature> features() {
        return Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        return new DeliveryReceipt.Accepted(clock.instant(), Optional.empty());
    }
}
