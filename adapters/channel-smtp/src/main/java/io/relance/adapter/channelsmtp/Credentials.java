package io.relance.adapter.channelsmtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A user and a password, or an access token (OAuth 2) that is asked for anew with each line. Nothing shows either. For several threads. */
final class Credentials {
    /** So many tokens are known again when a server repeats them: the lines that are open have no older ones. */
    private static final int REMEMBERED = 16;

    private static final int LONGEST = 16_384;

    private final String user;
    private final Supplier<String> source;
    private final boolean token;
    private final Deque<String> used = new ArrayDeque<>();

    private Credentials(String user, Supplier<String> source, boolean token) {
        this.user = user;
        this.source = source;
        this.token = token;
    }

    static Credentials ofPassword(String user, String password) {
        return new Credentials(user, () -> password, false);
    }

    static Credentials ofTokens(String user, Supplier<String> tokens) {
        return new Credentials(user, tokens, true);
    }

    String user() {
        return user;
    }

    boolean isToken() {
        return token;
    }

    /** What the server is to refuse, in words. */
    String name() {
        return token ? "the access token" : "the password";
    }

    /**
     * The password, or a token for a new line.
     *
     * @throws UnofferedException when there is no token: why is not said, for who failed may have had secrets in hand
     */
    String secret() throws UnofferedException {
        String secret;
        try {
            secret = source.get();
        } catch (RuntimeException e) {
            throw new UnofferedException("was not asked: no access token could be had ("
                    + e.getClass().getSimpleName() + ")");
        }
        if (token
                && (secret.isEmpty()
                        || secret.length() > LONGEST
                        || !secret.chars().allMatch(c -> c > ' ' && c < 127))) {
            throw new UnofferedException("was not asked: what was given as an access token is none");
        }
        synchronized (used) {
            if (!used.contains(secret)) {
                used.addFirst(secret);
            }
            while (used.size() > REMEMBERED) {
                used.removeLast();
            }
        }
        return secret;
    }

    /** What must not be shown: what was given so far, as it is and as it is sent. */
    List<String> secrets() {
        List<String> given;
        synchronized (used) {
            given = List.copyOf(used);
        }
        List<String> secrets = new ArrayList<>();
        for (String secret : given) {
            if (!secret.isEmpty()) {
                secrets.add(secret);
                secrets.add(base64(secret));
                // what AUTH PLAIN and XOAUTH2 send
                secrets.add(base64("\0" + user + "\0" + secret));
                secrets.add(base64(user + "\0" + user + "\0" + secret));
                secrets.add(base64("user=" + user + "\u0001auth=Bearer " + secret + "\u0001\u0001"));
            }
        }
        return secrets;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user + (token ? " with access tokens" : " with a password");
    }
}
