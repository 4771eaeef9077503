package io.relance.mail;

import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes an outbound message as RFC 5322 and MIME have it, a function of the message and the domain of its id alone: boundaries and
 * Message-ID come from the delivery id, the date from the planned instant.
 *
 * <p>Text and HTML are alternatives in UTF-8, attachments go beside them. Names and subjects are folded to one line, so that no
 * text adds headers; names are cut after 100 characters. For several threads.
 */
public final class MailComposer {
    /** The longest subject, in characters; far beyond what any mail program shows. */
    public static final int MAX_SUBJECT = 500;

    /** A domain that belongs to nobody, so that no other sender makes the same id (RFC 2606). */
    public static final String NOBODYS_DOMAIN = "relance.invalid";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final String CRLF = "\r\n";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, CRLF.getBytes(StandardCharsets.US_ASCII));

    /** Found through the class path, which takes a while: once is enough. */
    private final StreamProvider encodings = StreamProvider.provider();

    private final Optional<String> domain;

    private MailComposer(Optional<String> domain) {
        this.domain = domain;
    }

    /**
     * Message-IDs are under that domain, whoever sends.
     *
     * @throws IllegalArgumentException when it is no domain in ASCII
     */
    public static MailComposer withIdsUnder(String domain) {
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "a domain is letters, digits, dots and hyphens, but was \"" + domain + "\"");
        }
        return new MailComposer(Optional.of(domain));
    }

    /** Message-IDs are under the domain of the sender's address, as filters of mail expect. */
    public static MailComposer withIdsOfSenders() {
        return new MailComposer(Optional.empty());
    }

    /**
     * The whole mail. Headers and bodies are put together here: the library's own message would look for
     * handlers through the thread's class loader, which is the host's affair, and for its configuration with every mail.
     *
     * @throws UnsendableMailException when an address can't be read, there is no sender, or the subject is too long
     */
    public Mail compose(OutboundMessage message) throws UnsendableMailException {
        InternetAddress to = MailAddress.of("recipient", message.recipientAddress(), message.recipientName());
        String sender = message.senderAddress()
                .orElseThrow(() -> new UnsendableMailException("a mail needs a sender's address, and none is set"));
        InternetAddress from = MailAddress.of("sender", sender, message.senderName());
        String subject = Headers.oneLine(message.subject().orElse(""));
        if (subject.length() > MAX_SUBJECT) {
            throw new UnsendableMailException(
                    "the subject has " + subject.length() + " characters; at most " + MAX_SUBJECT + " are sent");
        }
        Headers.requireOneLine("language", message.language());
        Optional<InternetAddress> replyTo = Optional.empty();
        if (message.replyTo().isPresent()) {
            replyTo = Optional.of(MailAddress.of("reply-to", message.replyTo().get(), Optional.empty()));
        }
        String messageId = MailIds.of(message.delivery(), domain.orElse(domainOf(from)));
        InternetHeaders headers = new InternetHeaders();
        // Folded by hand: the library folds a list between its addresses only, not within a long name.
        headers.setHeader("From", MimeUtility.fold(6, from.toString()));
        headers.setHeader("To", MimeUtility.fold(4, to.toString()));
        replyTo.ifPresent(address -> headers.setHeader("Reply-To", MimeUtility.fold(10, address.toString())));
        headers.setHeader("Subject", MimeUtility.fold(9, Headers.encoded(subject)));
        headers.setHeader("Date", DATE.format(message.plannedAt().atOffset(ZoneOffset.UTC)));
        headers.setHeader("Message-ID", messageId);
        headers.setHeader("MIME-Version", "1.0");
        headers.setHeader(
                "Content-Type", multipart(message.attachments().isEmpty() ? "alternative" : "mixed", message));
        headers.setHeader("Content-Language", message.language());
        // RFC 3834: asks autoresponders to keep quiet; Exchange has a header of its own for that.
        headers.setHeader("Auto-Submitted", "auto-generated");
        headers.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        return new Mail(messageId, from.getAddress(), to.getAddress(), bytes(headers, message));
    }

    private static String domainOf(InternetAddress address) {
        String plain = address.getAddress();
        return plain.substring(plain.lastIndexOf('@') + 1);
    }

    private byte[] bytes(InternetHeaders headers, OutboundMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : Collections.list(headers.getAllHeaderLines())) {
            ascii(line + CRLF, out);
        }
        ascii(CRLF, out);
        if (message.attachments().isEmpty()) {
            alternatives(message, out);
        } else {
            String outer = "--" + boundary("mixed", message.delivery());
            ascii(outer + CRLF + "Content-Type: " + multipart("alternative", message) + CRLF + CRLF, out);
            alternatives(message, out);
            message.attachments().forEach(attachment -> attachment(attachment, outer, out));
            ascii(outer + "--" + CRLF, out);
        }
        return out.toByteArray();
    }

    private void alternatives(OutboundMessage message, ByteArrayOutputStream out) {
        String boundary = "--" + boundary("alternative", message.delivery());
        body("plain", message.text(), boundary, out);
        message.html().ifPresent(html -> body("html", html, boundary, out));
        ascii(boundary + "--" + CRLF, out);
    }

    private void body(String subtype, String text, String boundary, ByteArrayOutputStream out) {
        byte[] bytes = LINE_END.matcher(text).replaceAll(CRLF).getBytes(StandardCharsets.UTF_8);
        boolean base64 = isShorterInBase64(bytes);
        ascii(
                boundary + CRLF
                        + "Content-Type: text/" + subtype + "; charset=utf-8" + CRLF
                        + "Content-Transfer-Encoding: " + (base64 ? "base64" : "quoted-printable") + CRLF
                        + CRLF,
                out);
        try {
            OutputStream encoder = base64 ? encodings.outputBase64(out) : encodings.outputQP(out);
            encoder.write(bytes);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ascii(CRLF, out);
    }

    private static void attachment(Attachment attachment, String boundary, ByteArrayOutputStream out) {
        ParameterList parameters = new ParameterList();
        parameters.set("filename", attachment.name(), StandardCharsets.UTF_8.name());
        ascii(
                boundary + CRLF
                        + "Content-Type: " + attachment.mediaType() + CRLF
                        + "Content-Disposition: " + new ContentDisposition("attachment", parameters) + CRLF
                        + "Content-Transfer-Encoding: base64" + CRLF
                        + CRLF,
                out);
        out.writeBytes(LINES.encode(attachment.bytes()));
        ascii(CRLF, out);
    }

    /** Quoted-printable writes other bytes than ASCII as three characters, base64 any three bytes as four. */
    private static boolean isShorterInBase64(byte[] bytes) {
        int beyondAscii = 0;
        for (byte b : bytes) {
            beyondAscii += b < 0 ? 1 : 0;
        }
        return beyondAscii > bytes.length / 6;
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String multipart(String subtype, OutboundMessage message) {
        ParameterList parameters = new ParameterList();
        parameters.set("boundary", boundary(subtype, message.delivery()));
        return new ContentType("multipart", subtype, parameters).toString();
    }

    /** One that can stand in no body: neither encoding writes {@code =_}. */
    private static String boundary(String subtype, DeliveryId delivery) {
        UUID hash = UUID.nameUUIDFromBytes((subtype + " " + delivery).getBytes(StandardCharsets.UTF_8));
        return "=_" + hash.toString().replace("-", "");
    }
}
