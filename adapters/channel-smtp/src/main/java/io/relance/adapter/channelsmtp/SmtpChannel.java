package io.relance.adapter.channelsmtp;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.mail.Mail;
import io.relance.mail.MailComposer;
import io.relance.mail.MailFileName;
import io.relance.mail.UnsendableMailException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * E-mail over SMTP. Each mail bears the delivery id in its Message-ID and, where the server supports delivery status notifications, as the id of
 * its envelope.
 *
 * <p>Answers: {@code Accepted} when the server took the whole mail, with its answer as the reference; {@code TemporaryFailure} when no line
 * can be had, when it ends before the whole mail was sent, for answers from 400, and for whatever is wrong with the sender or the password;
 * {@code PermanentFailure} when the server refuses the recipient or the mail (from 500), for an address that
 * can't be read and for a mail that is too large; {@code InDoubt} when the line ends, or the time is over, after the whole mail was sent and
 * before the server's answer. SMTP knows no delivery ids: a mail that is handed over again arrives again.
 *
 * <p>With a {@link BounceMailbox} the channel promises late receipts. It has no threads of its own, and needs none; the caller's timeout bounds
 * everything but the look-up of the server's name. For several threads.
 */
public final class SmtpChannel implements Channel {
    private final SmtpSettings settings;
    private final MailComposer composer;
    private final Lines lines;
    private final Optional<Bounces> bounces;

    private SmtpChannel(SmtpSettings settings) {
        this.settings = settings;
        this.composer =
                settings.messageIdDomain().map(MailComposer::withIdsUnder).orElseGet(MailComposer::withIdsOfSenders);
        this.lines = new Lines(settings);
        this.bounces = settings.bounces().map(mailbox -> new Bounces(mailbox, settings.channel()));
    }

    /** A channel with these settings. It speaks to no server before the first hand-over. */
    public static SmtpChannel create(SmtpSettings settings) {
        return new SmtpChannel(settings);
    }

    @Override
    public ChannelId id() {
        return settings.channel();
    }

    @Override
    public Set<ChannelFeature> features() {
        return bounces.isPresent()
                ? Set.of(ChannelFeature.CARRIES_FILES, ChannelFeature.LATE_RECEIPTS)
                : Set.of(ChannelFeature.CARRIES_FILES);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        Deadline deadline = Deadline.in(timeout, SmtpLine.MOST_READ);
        Mail mail;
        try {
            mail = compose(message);
        } catch (UnsendableMailException e) {
            return new DeliveryReceipt.PermanentFailure(e.getMessage());
        }
        try {
            return send(mail, message.delivery().toString(), deadline);
        } catch (LineException e) {
            return new DeliveryReceipt.TemporaryFailure(e.getMessage() + "; nothing was sent");
        }
    }

    private Mail compose(OutboundMessage message) throws UnsendableMailException {
        Mail mail = composer.compose(settings.signed(message));
        if (mail.size() > settings.maxBytes()) {
            throw new UnsendableMailException(
                    "the mail has " + mail.size() + " bytes; at most " + settings.maxBytes() + " are sent");
        }
        return mail;
    }

    /** The mail as it would be transmitted, without the dots that SMTP doubles on the way. No server is asked. */
    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        try {
            return Optional.of(compose(message).document(MailFileName.of(message, Attachment.MAX_NAME)));
        } catch (UnsendableMailException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private DeliveryReceipt send(Mail mail, String envelopeId, Deadline deadline) throws LineException {
        String sender = settings.bouncesTo().orElse(mail.sender());
        SmtpLine line = lines.take(deadline);
        boolean held = true;
        try {
            boolean wasUsed = line.isUsed();
            DeliveryReceipt receipt = line.send(mail, sender, envelopeId, deadline);
            if (wasUsed && line.wasGone()) {
                // the server had dropped it while it was idle: nothing was taken
                held = false;
                line = lines.replace(line, deadline);
                held = true;
                receipt = line.send(mail, sender, envelopeId, deadline);
            }
            return receipt;
        } finally {
            if (held) {
                lines.giveBack(line);
            }
        }
    }

    @Override
    public List<LateReceipt> poll(int limit, Duration timeout) {
        return bounces.map(mailbox -> mailbox.poll(limit, timeout)).orElse(List.of());
    }

    @Override
    public void acknowledge(List<LateReceipt> receipts) {
        bounces.ifPresent(mailbox -> mailbox.acknowledge(receipts));
    }

    @Override
    public void close() {
        lines.close();
    }

    /** The server and the user, without the password. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
