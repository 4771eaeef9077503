package io.relance.engine;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Lets something happen during every hand-over, before the channel behind it has taken the message. */
final class SlowChannel implements Channel {
    private final RecordingChannel channel;
    private final Runnable meanwhile;

    SlowChannel(RecordingChannel channel, Runnable meanwhile) {
        this.channel = channel;
        this.meanwhile = meanwhile;
    }

    @Override
    public ChannelId id() {
        return channel.id();
    }

    @Override
    public Set<ChannelFeature> features() {
        return channel.features();
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        meanwhile.run();
        return channel.deliver(message, timeout);
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId delivery, Duration timeout) {
        return channel.lookup(delivery, timeout);
    }
}
