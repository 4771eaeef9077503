package io.relance.adapter.channelmailfile;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * An outbound message as RFC 5322 and MIME write it, a function of the message alone: boundary and Message-ID come from the
 * delivery id, the date from the planned instant.
 */
final class MimeMail {
    /** The longest subject, in characters; far beyond what any mail program shows. */
    static final int MAX_SUBJECT = 500;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private final Mail mail;
    private final MimeMultipart bodies;

    private MimeMail(Mail mail, MimeMultipart bodies) {
        this.mail = mail;
        this.bodies = bodies;
    }

    /** @throws UnsendableException when an address can't be read */
    static MimeMail of(OutboundMessage message) throws UnsendableException {
        InternetAddress to = MailAddress.of("recipient", message.recipientAddress(), message.recipientName());
        String sender = message.senderAddress()
                .orElseThrow(() -> new UnsendableException("a mail needs a sender's address, and none is set"));
        InternetAddress from = MailAddress.of("sender", sender, message.senderName());
        String subject = Headers.oneLine(message.subject().orElse(""));
        if (subject.length() > MAX_SUBJECT) {
            throw new UnsendableException(
                    "the subject has " + subject.length() + " characters; at most " + MAX_SUBJECT + " are sent");
        }
        Headers.requireOneLine("language", message.language());
        Optional<InternetAddress> replyTo = Optional.empty();
        if (message.replyTo().isPresent()) {
            replyTo = Optional.of(MailAddress.of("reply-to", message.replyTo().get(), Optional.empty()));
        }
        try {
            Mail mail = new Mail(message.delivery());
            // Folded by hand: the library folds a list between its addresses only, not within a long name.
            mail.setHeader("From", MimeUtility.fold(6, from.toString()));
            mail.setHeader("To", MimeUtility.fold(4, to.toString()));
            if (replyTo.isPresent()) {
                mail.setHeader("Reply-To", MimeUtility.fold(10, replyTo.get().toString()));
            }
            mail.setSubject(subject, StandardCharsets.UTF_8.name());
            mail.setHeader("Date", DATE.format(message.plannedAt().atOffset(ZoneOffset.UTC)));
            mail.setHeader("Content-Language", message.language());
            // RFC 3834: asks autoresponders to keep quiet.
            mail.setHeader("Auto-Submitted", "auto-generated");
            MimeMultipart bodies = bodies(message);
            mail.setContent(bodies);
            mail.saveChanges();
            return new MimeMail(mail, bodies);
        } catch (MessagingException e) {
            throw new IllegalStateException("can't compose the mail " + message.delivery(), e);
        }
    }

    /**
     * The whole mail, lines ended by CR LF. Headers and bodies are written here: the message's own writeTo looks for its
     * handlers through the thread's class loader, which is the host's affair.
     */
    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (String line : Collections.list(mail.getAllHeaderLines())) {
                out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            bodies.writeTo(out);
        } catch (MessagingException e) {
            throw new IllegalStateException("can't write the mail", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Whether the file is the mail of that hand-over. */
    static boolean isOf(Path file, DeliveryId delivery) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String[] ids = new InternetHeaders(in).getHeader("Message-ID");
            return ids != null && Arrays.asList(ids).contains(messageId(delivery));
        } catch (MessagingException e) {
            throw new IOException("can't read the headers of " + file, e);
        }
    }

    /** The top-level domain {@code invalid} belongs to nobody, so no other sender makes the same id (RFC 2606). */
    static String messageId(DeliveryId delivery) {
        return "<" + delivery + "@relance.invalid>";
    }

    private static MimeMultipart bodies(OutboundMessage message) throws MessagingException {
        MimeMultipart bodies = new Alternatives(message.delivery());
        bodies.addBodyPart(body("plain", message.text()));
        if (message.html().isPresent()) {
            bodies.addBodyPart(body("html", message.html().get()));
        }
        return bodies;
    }

    private static MimeBodyPart body(String subtype, String text) throws MessagingException {
        byte[] bytes = text.replaceAll("\r\n|\r|\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "text/" + subtype + "; charset=utf-8")));
        part.setHeader("Content-Type", "text/" + subtype + "; charset=utf-8");
        part.setHeader("Content-Transfer-Encoding", shorterEncoding(bytes));
        return part;
    }

    /** Quoted-printable writes other bytes than ASCII as three characters, base64 any three bytes as four. */
    private static String shorterEncoding(byte[] bytes) {
        int beyondAscii = 0;
        for (byte b : bytes) {
            beyondAscii += b < 0 ? 1 : 0;
        }
        return beyondAscii > bytes.length / 6 ? "base64" : "quoted-printable";
    }

    /** A message that names itself after its delivery instead of host, process and time. */
    private static final class Mail extends MimeMessage {
        private final DeliveryId delivery;

        Mail(DeliveryId delivery) {
            super(Session.getInstance(new Properties()));
            this.delivery = delivery;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId(delivery));
        }
    }

    /** Alternatives whose boundary can stand in no body: neither encoding writes {@code =_}. */
    private static final class Alternatives extends MimeMultipart {
        Alternatives(DeliveryId delivery) {
            super("alternative");
            ParameterList parameters = new ParameterList();
            parameters.set("boundary", "=_" + Sha256.hex(delivery.toString()).substring(0, 32));
            contentType = new ContentType("multipart", "alternative", parameters).toString();
        }
    }
}
