package io.relance.examples.quickstart;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Letters of a run: a folder that can't be written ends it, as with mails. */
final class FolderOfLetters implements RunChannel {
    private final Channel letters;
    private @Nullable OutputException failure;

    FolderOfLetters(Channel letters) {
        this.letters = letters;
    }

    @Override
    public ChannelId id() {
        return letters.id();
    }

    @Override
    public Set<ChannelFeature> features() {
        return letters.features();
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        if (failure != null) {
            return new DeliveryReceipt.TemporaryFailure("an earlier letter could not be written");
        }
        DeliveryReceipt receipt = letters.deliver(message, timeout);
        if (receipt instanceof DeliveryReceipt.TemporaryFailure temporary) {
            failure = new OutputException(temporary.reason());
        }
        return receipt;
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
        return letters.lookup(id, timeout);
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        return letters.preview(message);
    }

    /** The first letters of a program that has just begun take seconds. */
    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void requireIntact() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        letters.close();
    }
}
