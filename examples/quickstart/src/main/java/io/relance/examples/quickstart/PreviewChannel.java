package io.relance.examples.quickstart;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Shows what a channel would put into debtors' hands, and hands nothing over. */
final class PreviewChannel implements Channel {
    private final Channel shown;
    private final UnaryOperator<OutboundMessage> finish;
    private final InstantSource clock;
    private final List<PreviewedMessage> messages;

    /**
     * @param finish what becomes of a message before it leaves
     * @param messages where those go that would have left
     */
    PreviewChannel(
            Channel shown,
            UnaryOperator<OutboundMessage> finish,
            InstantSource clock,
            List<PreviewedMessage> messages) {
        this.shown = shown;
        this.finish = finish;
        this.clock = clock;
        this.messages = messages;
    }

    /** Those that would have gone. */
    List<PreviewedMessage> messages() {
        return messages;
    }

    @Override
    public ChannelId id() {
        return shown.id();
    }

    @Override
    public Set<ChannelFeature> features() {
        return shown.features();
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        return shown.preview(finish.apply(message));
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage written, Duration timeout) {
        OutboundMessage message = finish.apply(written);
        Optional<Attachment> document;
        try {
            document = shown.preview(message);
        } catch (IllegalArgumentException e) {
            return new DeliveryReceipt.PermanentFailure(String.valueOf(e.getMessage()));
        }
        messages.add(PreviewedMessage.of(message, document));
        return new DeliveryReceipt.Accepted(clock.instant(), Optional.empty());
    }

    @Override
    public void close() {
        shown.close();
    }
}
