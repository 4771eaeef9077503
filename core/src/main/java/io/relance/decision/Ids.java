package io.relance.decision;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids derived from what they name: SHA-256 over the parts, each with its length before it, so that no two lists of parts
 * give the same bytes.
 */
final class Ids {
    private Ids() {}

    /** The message led by a receivable's step: its execution key, and the attempt. */
    static MessageId message(AccountId account, ReceivableId lead, int cycle, String stepKey, int attempt) {
        return new MessageId(hash(
                "message",
                account.creditor().value(),
                account.customer().value(),
                lead.value(),
                Integer.toString(cycle),
                stepKey,
                Integer.toString(attempt)));
    }

    /** The thanks led by a receivable: once an invoice and cycle. */
    static MessageId thanks(AccountId account, ReceivableId lead, int cycle) {
        return message(account, lead, cycle, "thank-you", 1);
    }

    /** Anything else about an account: 64 hexadecimal digits. */
    static String of(AccountId account, String... parts) {
        String[] all = new String[parts.length + 2];
        all[0] = account.creditor().value();
        all[1] = account.customer().value();
        System.arraycopy(parts, 0, all, 2, parts.length);
        return hash(all);
    }

    private static String hash(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
