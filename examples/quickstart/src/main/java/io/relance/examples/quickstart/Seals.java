package io.relance.examples.quickstart;

import io.relance.ChainSeal;
import io.relance.receivable.CreditorId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was found of a creditor's accounts, to be kept elsewhere.
 *
 * @param seals in the order of their accounts
 */
record Seals(CreditorId creditor, List<ChainSeal> seals) {
    Seals {
        seals = List.copyOf(seals);
    }

    /**
     * One hash for all of them: SHA-256 over the creditor, and of each seal the customer, the number of events and the hash, each
     * in UTF-8 after its length in bytes and a colon. 64 lower-case hexadecimal digits.
     */
    String hash() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        add(digest, creditor.value());
        for (ChainSeal seal : seals) {
            add(digest, seal.account().customer().value());
            add(digest, Long.toString(seal.events()));
            add(digest, seal.last().value());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    /** Writes the hash and the seals into a document, as {@link SealFile} reads them. */
    void write(ObjectNode root) {
        root.put("hash", hash());
        ArrayNode list = root.putArray("seals");
        for (ChainSeal seal : seals) {
            list.addObject()
                    .put("customer", seal.account().customer().value())
                    .put("events", seal.events())
                    .put("hash", seal.last().value());
        }
    }
}
