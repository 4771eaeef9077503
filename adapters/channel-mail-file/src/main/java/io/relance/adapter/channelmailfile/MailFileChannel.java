package io.relance.adapter.channelmailfile;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.mail.Mail;
import io.relance.mail.MailComposer;
import io.relance.mail.MailFileName;
import io.relance.mail.UnsendableMailException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The channel {@code email} of a trial: every message becomes a file {@code outbox/<business date>_<customer>_<first 16 of
 * the message id>.eml} that any mail program opens. No socket is ever opened.
 *
 * <p>A file is complete from the moment it can be seen, and is the same, byte for byte, whenever and wherever it is written.
 * The delivery id is honoured: handed over again, whatever it then says, the first file stays. A recipient other than the
 * first adds its ordinal to the name ({@code ...-1.eml}). The bytes are not forced to the disk: a power cut may lose what
 * was just written.
 *
 * <p>Answers {@code PermanentFailure} for an address that can't be read, a sender that is missing, a subject that is
 * too long, and a file name that another delivery has taken; {@code TemporaryFailure} when the directory can't
 * be written. Names and subjects are folded to one line, so that no text adds headers. The timeout plays no part. For several threads.
 */
public final class MailFileChannel implements Channel {
    private final Path outbox;
    private final InstantSource clock;
    private final MailComposer composer = MailComposer.withIdsUnder(MailComposer.NOBODYS_DOMAIN);

    private MailFileChannel(Path outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A channel that writes into {@code directory/outbox}; both are made with the first message.
     *
     * @param clock gives the instants of the receipts; the mails bear their planned instant
     */
    public static MailFileChannel into(Path directory, InstantSource clock) {
        return new MailFileChannel(directory.resolve("outbox"), clock);
    }

    @Override
    public ChannelId id() {
        return ChannelId.EMAIL;
    }

    @Override
    public Set<ChannelFeature> features() {
        return Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.CARRIES_FILES);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        Mail mail;
        try {
            mail = composer.compose(message);
        } catch (UnsendableMailException e) {
            return new DeliveryReceipt.PermanentFailure(e.getMessage());
        }
        Path file = outbox.resolve(MailFileName.of(message, MailFileName.MAX_BYTES));
        try {
            Files.createDirectories(outbox);
            if (!Files.exists(file)) {
                write(file, mail.bytes());
            } else if (!isOf(file, mail.messageId())) {
                return new DeliveryReceipt.PermanentFailure("another message has the file name " + file.getFileName());
            }
        } catch (IOException e) {
            return new DeliveryReceipt.TemporaryFailure("can't write " + file + ": " + reason(e));
        }
        return new DeliveryReceipt.Accepted(
                clock.instant(), Optional.of(file.getFileName().toString()));
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        try {
            return Optional.of(composer.compose(message).document(MailFileName.of(message, Attachment.MAX_NAME)));
        } catch (UnsendableMailException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Whether the file is a mail of that id. */
    private static boolean isOf(Path file, String messageId) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            String[] ids = new InternetHeaders(in).getHeader("Message-ID");
            return ids != null && Arrays.asList(ids).contains(messageId);
        } catch (MessagingException e) {
            throw new IOException("can't read the headers of " + file, e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? "the file system refused" : reason.toLowerCase(Locale.ROOT);
    }

    /** Writes beside and moves into place, so that nobody sees half a mail. The name beside is nobody else's. */
    private void write(Path file, byte[] mail) throws IOException {
        Path beside = outbox.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(beside, mail, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
