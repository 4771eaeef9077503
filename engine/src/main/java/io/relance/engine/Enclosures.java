package io.relance.engine;

import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.channel.NoSuchDocumentException;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.Enclosure;
import io.relance.json.HandOver;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.template.DetailList;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents that go with messages: fetched from the host, and named by their hashes. */
final class Enclosures {
    private Enclosures() {}

    /**
     * The documents of a message. A note, a confirmation, thanks speak of invoices and do not ask for them: they have none.
     *
     * @throws DocumentsException when the host can't give them
     */
    static List<Attachment> of(MessageState message, AccountId account, DeliveryId delivery, EngineSettings settings) {
        if (message.kind() != MessageState.Kind.DUNNING) {
            return List.of();
        }
        List<ReceivableId> receivables = message.lines().stream()
                .map(line -> line.receivable())
                .distinct()
                .toList();
        try {
            return List.copyOf(settings.attachments().attachments(account, delivery.channel(), receivables));
        } catch (NoSuchDocumentException e) {
            throw new DocumentsException(
                    delivery, "a document does not exist: " + BrokenAccountException.line(e), true);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw new DocumentsException(
                    delivery, "its documents can't be had now: " + BrokenAccountException.line(e), false);
        }
    }

    /** Lists that have no room in a message, as documents that go with it. */
    static List<Attachment> of(List<DetailList> details) {
        return details.stream()
                .map(list -> new Attachment(list.name(), DetailList.MEDIA_TYPE, list.bytes()))
                .toList();
    }

    /** The host's documents, then our lists. */
    static List<Attachment> and(List<Attachment> documents, List<Attachment> details) {
        return Stream.concat(documents.stream(), details.stream()).toList();
    }

    /**
     * The very documents with which a message was written, without its lists; empty when they are others by now.
     *
     * @param documents those with which it was written
     * @throws DocumentsException when the host can't give them
     */
    static Optional<List<Attachment>> again(
            MessageState message,
            AccountId account,
            HandOver written,
            List<Enclosure> documents,
            EngineSettings settings) {
        if (documents.isEmpty()) {
            return Optional.of(List.of());
        }
        return Optional.of(of(message, account, written.delivery(), settings))
                .filter(attachments -> named(attachments).equals(documents));
    }

    /** Whether a message was written with what may be a list of ours. */
    static boolean mayHaveLists(HandOver written) {
        return written.enclosures().stream()
                .anyMatch(enclosure -> enclosure.mediaType().equals(DetailList.MEDIA_TYPE));
    }

    /** What a message was written with before its lists; empty when its lists were others. */
    static Optional<List<Enclosure>> before(List<Attachment> lists, HandOver written) {
        List<Enclosure> all = written.enclosures();
        int from = all.size() - lists.size();
        return from >= 0 && named(lists).equals(all.subList(from, all.size()))
                ? Optional.of(all.subList(0, from))
                : Optional.empty();
    }

    /** What names them. */
    static List<Enclosure> named(List<Attachment> attachments) {
        return attachments.stream()
                .map(attachment -> new Enclosure(
                        attachment.name(), attachment.mediaType(), attachment.size(), sha256(attachment.bytes())))
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
