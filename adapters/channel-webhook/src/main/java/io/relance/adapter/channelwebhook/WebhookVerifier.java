package io.relance.adapter.channelwebhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells receivers whether what was posted to them is genuine: whether the header {@code Relance-Signature}, {@code
 * t=SECONDS,v1=HEX}, has a signature under one of their keys over {@code SECONDS.BODY} (HMAC with SHA-256), and how old it
 * is. A sender that changes keys signs with several at once ({@code v1} stands several times), a receiver may know several.
 * For several threads.
 */
public final class WebhookVerifier {
    /** How old, or how far ahead, a signature may be unless said otherwise: each attempt is signed anew. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int MOST = 10;
    private static final Pattern HEADER = Pattern.compile("t=([0-9]{1,11})((?:,v1=[0-9a-f]{64}){1," + MOST + "})");

    private final List<String> keys;
    private final Duration window;

    private WebhookVerifier(List<String> keys, Duration window) {
        this.keys = keys;
        this.window = window;
    }

    /**
     * A verifier with the {@link #WINDOW usual window}.
     *
     * @param keys at least one, each of at least 16 characters
     * @throws IllegalArgumentException when there is none, or one is shorter
     */
    public static WebhookVerifier of(String... keys) {
        List<String> all = new ArrayList<>();
        for (String key : keys) {
            all.add(Signature.key(key));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a verifier needs a key");
        }
        return new WebhookVerifier(List.copyOf(all), WINDOW);
    }

    /** The same with another window. */
    public WebhookVerifier within(Duration other) {
        return new WebhookVerifier(keys, other);
    }

    /**
     * Whether a request is genuine.
     *
     * @param header the header {@code Relance-Signature}; empty when there is none
     * @param body the bytes as they came
     * @param now the receiver's time
     */
    public boolean isGenuine(String header, byte[] body, Instant now) {
        Matcher found = HEADER.matcher(header);
        if (!found.matches()) {
            return false;
        }
        long second = Long.parseLong(found.group(1));
        Duration age = Duration.between(Instant.ofEpochSecond(second), now);
        boolean genuine = false;
        for (String key : keys) {
            byte[] expected = Signature.of(key, second, body).getBytes(StandardCharsets.US_ASCII);
            for (String given : found.group(2).substring(4).split(",v1=", -1)) {
                // every one is compared, so that the time tells nothing
                genuine |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return genuine && age.abs().compareTo(window) <= 0;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "verifier of webhooks with " + keys.size() + " keys, within " + window;
    }
}
