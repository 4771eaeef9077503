package io.relance.adapter.channelsmtp;

import io.relance.channel.LateReceipt.Outcome;
import io.relance.delivery.DeliveryId;
import io.relance.mail.MailIds;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a delivery status notification (RFC 3464) says of one mail of ours.
 *
 * @param name the notification's own Message-ID; empty when it has none
 * @param detail what happened and why, as the server put it
 */
record DeliveryReport(DeliveryId delivery, Outcome outcome, String name, String detail) {
    /** How many parts of a notification are looked at, and how many groups of its fields. */
    private static final int MOST = 20;
    /** How many bytes of a part are read. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final Pattern STATUS = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    /** What one group of fields says of one recipient. */
    private record OfRecipient(String action, String status, String diagnosis) {
        /** Empty: nothing that matters here ({@code relayed}, {@code expanded}). */
        Optional<Outcome> outcome() {
            return switch (action) {
                case "failed" -> Optional.of(mayPass() ? Outcome.NOT_DELIVERED_NOW : Outcome.BOUNCED);
                case "delayed" -> Optional.of(Outcome.NOT_DELIVERED_NOW);
                case "delivered" -> Optional.of(Outcome.DELIVERED);
                default -> Optional.empty();
            };
        }

        /** Given up after a while, or a mailbox that is full: the address may work another time. */
        private boolean mayPass() {
            return status.startsWith("4.") || status.equals("5.2.2");
        }

        String detail() {
            return action + (status.isEmpty() ? "" : " " + status) + (diagnosis.isEmpty() ? "" : ": " + diagnosis);
        }
    }

    /** Reads a mail; empty when it is no such notification, or of no mail that names a hand-over. Cut off ones are read as far as they go. */
    static Optional<DeliveryReport> read(byte[] mail) throws MessagingException, IOException {
        InputStream in = new ByteArrayInputStream(mail);
        InternetHeaders headers = new InternetHeaders(in);
        String type = headers.getHeader("Content-Type", null);
        if (type == null || !new ContentType(type).match("multipart/report")) {
            return Optional.empty();
        }
        MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(in.readAllBytes(), type));
        List<Map<String, String>> groups = List.of();
        Optional<DeliveryId> ofOriginal = Optional.empty();
        for (int i = 0; i < Math.min(parts.getCount(), MOST); i++) {
            MimeBodyPart part = (MimeBodyPart) parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                groups = groups(text(part));
            } else if (part.isMimeType("message/rfc822")
                    || part.isMimeType("text/rfc822-headers")
                    || part.isMimeType("message/global")
                    || part.isMimeType("message/global-headers")) {
                ofOriginal = ofOriginal(text(part));
            }
        }
        if (groups.size() < 2) {
            return Optional.empty();
        }
        List<OfRecipient> recipients = groups.subList(1, groups.size()).stream()
                .map(DeliveryReport::ofRecipient)
                .toList();
        Optional<OfRecipient> telling = telling(recipients);
        String envelope = groups.get(0).getOrDefault("original-envelope-id", "");
        Optional<DeliveryId> delivery = ofOriginal
                .or(() -> MailIds.read(envelope))
                .or(() -> MailIds.read(line(headers, "In-Reply-To") + " " + line(headers, "References")));
        if (telling.isEmpty() || delivery.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeliveryReport(
                delivery.get(),
                telling.get().outcome().orElseThrow(),
                line(headers, "Message-ID"),
                telling.get().detail()));
    }

    /** Where one address stands for several, the mail reached somebody unless all say otherwise. */
    private static Optional<OfRecipient> telling(List<OfRecipient> recipients) {
        for (Outcome first : List.of(Outcome.DELIVERED, Outcome.NOT_DELIVERED_NOW, Outcome.BOUNCED)) {
            for (OfRecipient recipient : recipients) {
                if (recipient.outcome().equals(Optional.of(first))) {
                    return Optional.of(recipient);
                }
            }
        }
        return Optional.empty();
    }

    private static OfRecipient ofRecipient(Map<String, String> fields) {
        Matcher status = STATUS.matcher(fields.getOrDefault("status", ""));
        String diagnosis = fields.getOrDefault("diagnostic-code", "");
        return new OfRecipient(
                fields.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT),
                status.find() ? status.group() : "",
                diagnosis.substring(diagnosis.indexOf(';') + 1).strip());
    }

    private static Optional<DeliveryId> ofOriginal(String headers) throws MessagingException {
        InternetHeaders original =
                new InternetHeaders(new ByteArrayInputStream(headers.getBytes(StandardCharsets.ISO_8859_1)));
        return MailIds.read(line(original, "Message-ID"));
    }

    private static String line(InternetHeaders headers, String name) {
        String value = headers.getHeader(name, " ");
        return value == null ? "" : value;
    }

    private static String text(MimeBodyPart part) throws IOException, MessagingException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    /** Fields by their names in lower case, of the message and then of each recipient; groups are parted by an empty line. */
    private static List<Map<String, String>> groups(String text) {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = new TreeMap<>();
        String name = "";
        for (String line : (text + "\n\n").split("\r\n|\r|\n", -1)) {
            if (line.isBlank()) {
                if (!group.isEmpty() && groups.size() < MOST) {
                    groups.add(group);
                }
                group = group.isEmpty() ? group : new TreeMap<>();
                name = "";
            } else if (Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
                group.merge(name, line.strip(), (start, rest) -> start + " " + rest);
            } else if (line.indexOf(':') > 0) {
                name = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
                group.putIfAbsent(name, line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return groups;
    }
}
