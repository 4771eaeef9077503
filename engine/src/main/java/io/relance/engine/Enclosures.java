package io.relance.engine;

import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.delivery.ChannelId;
import io.relance.delivery.Enclosure;
import io.relance.json.HandOver;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The documents that go with messages: fetched from the host, and named by their hashes. */
final class Enclosures {
    private Enclosures() {}

    /**
     * The documents of a message.
     *
     * @throws BrokenAccountException when the host can't give them now
     */
    static List<Attachment> of(MessageState message, AccountId account, ChannelId channel, EngineSettings settings) {
        List<ReceivableId> receivables = message.lines().stream()
                .map(line -> line.receivable())
                .distinct()
                .toList();
        try {
            return List.copyOf(settings.attachments().attachments(account, channel, receivables));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw new BrokenAccountException(
                    account, "the documents of message " + message.id().shortForm() + " can't be had: " + e);
        }
    }

    /**
     * The very documents with which a message was written; empty when they are others by now.
     *
     * @throws BrokenAccountException when the host can't give them now
     */
    static Optional<List<Attachment>> again(
            MessageState message, AccountId account, HandOver written, EngineSettings settings) {
        if (written.enclosures().isEmpty()) {
            return Optional.of(List.of());
        }
        return Optional.of(of(message, account, written.delivery().channel(), settings))
                .filter(attachments -> named(attachments).equals(written.enclosures()));
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
