package io.relance.adapter.channelmailfile;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.StreamProvider;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An outbound message as RFC 5322 and MIME write it, a function of the message alone: boundary and Message-ID come from the
 * delivery id, the date from the planned instant.
 */
final class MimeMail {
    /** The longest subject, in characters; far beyond what any mail program shows. */
    static final int MAX_SUBJECT = 500;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final String CRLF = "\r\n";

    /** Found through the class path, which takes a while: once is enough. */
    private final StreamProvider encodings = StreamProvider.provider();

    MimeMail() {}

    /**
     * The whole mail, lines ended by CR LF. Headers and bodies are put together here: the library's own message would look for
     * handlers through the thread's class loader, which is the host's affair, and for its configuration with every mail.
     *
     * @throws UnsendableException when an address can't be read
     */
    byte[] bytes(OutboundMessage message) throws UnsendableException {
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
        InternetHeaders headers = new InternetHeaders();
        // Folded by hand: the library folds a list between its addresses only, not within a long name.
        headers.setHeader("From", MimeUtility.fold(6, from.toString()));
        headers.setHeader("To", MimeUtility.fold(4, to.toString()));
        replyTo.ifPresent(address -> headers.setHeader("Reply-To", MimeUtility.fold(10, address.toString())));
        headers.setHeader("Subject", MimeUtility.fold(9, encoded(subject)));
        headers.setHeader("Date", DATE.format(message.plannedAt().atOffset(ZoneOffset.UTC)));
        headers.setHeader("Message-ID", messageId(message.delivery()));
        headers.setHeader("MIME-Version", "1.0");
        headers.setHeader("Content-Type", alternatives(boundary(message)));
        headers.setHeader("Content-Language", message.language());
        // RFC 3834: asks autoresponders to keep quiet.
        headers.setHeader("Auto-Submitted", "auto-generated");
        return bytes(headers, message);
    }

    private byte[] bytes(InternetHeaders headers, OutboundMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : Collections.list(headers.getAllHeaderLines())) {
            out.writeBytes(ascii(line + CRLF));
        }
        out.writeBytes(ascii(CRLF));
        String boundary = "--" + boundary(message);
        body("plain", message.text(), boundary, out);
        message.html().ifPresent(html -> body("html", html, boundary, out));
        out.writeBytes(ascii(boundary + "--" + CRLF));
        return out.toByteArray();
    }

    private void body(String subtype, String text, String boundary, ByteArrayOutputStream out) {
        byte[] bytes = LINE_END.matcher(text).replaceAll(CRLF).getBytes(StandardCharsets.UTF_8);
        boolean base64 = isShorterInBase64(bytes);
        out.writeBytes(ascii(boundary + CRLF
                + "Content-Type: text/" + subtype + "; charset=utf-8" + CRLF
                + "Content-Transfer-Encoding: " + (base64 ? "base64" : "quoted-printable") + CRLF
                + CRLF));
        try {
            OutputStream encoder = base64 ? encodings.outputBase64(out) : encodings.outputQP(out);
            encoder.write(bytes);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.writeBytes(ascii(CRLF));
    }

    /** Quoted-printable writes other bytes than ASCII as three characters, base64 any three bytes as four. */
    private static boolean isShorterInBase64(byte[] bytes) {
        int beyondAscii = 0;
        for (byte b : bytes) {
            beyondAscii += b < 0 ? 1 : 0;
        }
        return beyondAscii > bytes.length / 6;
    }

    private static String encoded(String subject) {
        try {
            return MimeUtility.encodeText(subject, StandardCharsets.UTF_8.name(), null);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java runtime has UTF-8", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Alternatives whose boundary can stand in no body: neither encoding writes {@code =_}. */
    private static String boundary(OutboundMessage message) {
        return "=_" + Sha256.hex(message.delivery().toString()).substring(0, 32);
    }

    private static String alternatives(String boundary) {
        ParameterList parameters = new ParameterList();
        parameters.set("boundary", boundary);
        return new ContentType("multipart", "alternative", parameters).toString();
    }

    /** Whether the file is the mail of that hand-over. */
    static boolean isOf(Path file, DeliveryId delivery) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
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
}
