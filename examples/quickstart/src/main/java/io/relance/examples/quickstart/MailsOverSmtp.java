package io.relance.examples.quickstart;

import io.relance.adapter.channelsmtp.SmtpChannel;
import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.mail.MailFileName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages as mails, and keeps a copy of each that the server took beside the other results. From the first copy that can't
 * be written nothing more is sent, and the run ends.
 */
final class MailsOverSmtp implements RunChannel {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final OutputDirectory directory;
    private final SmtpChannel channel;
    private final UnaryOperator<OutboundMessage> finish;
    private final Postponed postponed = new Postponed("mail was not taken", "mails were not taken");
    private @Nullable RuntimeException failure;

    /** @param finish what becomes of a mail before it leaves */
    MailsOverSmtp(OutputDirectory directory, SmtpSettings settings, UnaryOperator<OutboundMessage> finish) {
        this.directory = directory;
        this.channel = SmtpChannel.create(settings);
        this.finish = finish;
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
    public DeliveryReceipt deliver(OutboundMessage written, Duration timeout) {
        if (failure != null) {
            return new DeliveryReceipt.TemporaryFailure("the copy of an earlier mail could not be written");
        }
        OutboundMessage message = finish.apply(written);
        DeliveryReceipt receipt = channel.deliver(message, timeout);
        postponed.count(receipt);
        if (receipt instanceof DeliveryReceipt.Accepted) {
            keep(message);
        }
        return receipt;
    }

    /** The mail has left, whatever becomes of its copy: what goes wrong is kept for the end of the day. */
    private void keep(OutboundMessage message) {
        String name = MailFiles.FOLDER + "/" + MailFileName.of(message, MailFileName.MAX_BYTES);
        try {
            directory.write(name, channel.preview(message).orElseThrow().bytes());
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        return channel.preview(finish.apply(message));
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public boolean takesTime() {
        return true;
    }

    @Override
    public void requireIntact() {
        if (failure != null) {
            throw failure;
        }
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
