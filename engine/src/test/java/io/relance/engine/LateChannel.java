package io.relance.engine;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Passes mails on, and tells later what became of them: all that is in its mailbox, until it is acknowledged. */
final class LateChannel implements Channel {
    final List<LateReceipt> mailbox = new ArrayList<>();
    private final Channel channel;
    int refusedToForget;

    LateChannel(Channel channel) {
        this.channel = channel;
    }

    @Override
    public ChannelId id() {
        return channel.id();
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        return channel.deliver(message, timeout);
    }

    @Override
    public Set<ChannelFeature> features() {
        return Set.of(ChannelFeature.LATE_RECEIPTS);
    }

    @Override
    public List<LateReceipt> verify(RawCallback callback) {
        if (callback.header("signature").isEmpty()) {
            throw new CallbackRefusedException("no signature");
        }
        return List.copyOf(mailbox);
    }

    @Override
    public List<LateReceipt> poll(int limit, Duration timeout) {
        return mailbox.stream().limit(limit).toList();
    }

    @Override
    public void acknowledge(List<LateReceipt> receipts) {
        if (refusedToForget > 0) {
            refusedToForget--;
            throw new IllegalStateException("the line dropped");
        }
        mailbox.removeAll(receipts);
    }
}
