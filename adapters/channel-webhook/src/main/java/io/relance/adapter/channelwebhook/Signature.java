package io.relance.adapter.channelwebhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 over the second since 1970, a full stop, and the body, in lower-case hexadecimal. */
final class Signature {
    /** The header that has them. */
    static final String HEADER = "Relance-Signature";
    /** The fewest characters of a key. */
    static final int SHORTEST_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(String key, long second, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((second + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    static String key(String key) {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "a key has at least " + SHORTEST_KEY + " characters, but this has " + key.length());
        }
        return key;
    }
}
