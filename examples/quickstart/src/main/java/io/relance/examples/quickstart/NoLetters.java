package io.relance.examples.quickstart;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Stands where letters would be, of a creditor that has no address: it refuses each, with what would be right. */
final class NoLetters implements Channel {
    private static final String WHY =
            "a letter needs the creditor's address: give --sender a file with lines of address";

    @Override
    public ChannelId id() {
        return ChannelId.LETTER;
    }

    @Override
    public Set<ChannelFeature> features() {
        return Set.of(ChannelFeature.PRINTED, ChannelFeature.PROOF_OF_DISPATCH);
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        throw new IllegalArgumentException(WHY);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        return new DeliveryReceipt.PermanentFailure(WHY);
    }
}
