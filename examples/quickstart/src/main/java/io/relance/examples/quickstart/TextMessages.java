package io.relance.examples.quickstart;

import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.callback.RawCallback;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Text messages of a run. */
final class TextMessages implements RunChannel {
    private final SmsChannel channel;
    private final Postponed postponed = new Postponed("text message was not taken", "text messages were not taken");

    TextMessages(SmsGateway gateway) {
        this.channel = SmsChannel.create(gateway);
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
        DeliveryReceipt receipt = channel.deliver(message, timeout);
        postponed.count(receipt);
        return receipt;
    }

    @Override
    public List<LateReceipt> verify(RawCallback callback) {
        return channel.verify(callback);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public boolean takesTime() {
        return true;
    }

    @Override
    public Optional<String> notTaken() {
        return postponed.sentence();
    }

    @Override
    public void close() {
        channel.close();
    }
}
