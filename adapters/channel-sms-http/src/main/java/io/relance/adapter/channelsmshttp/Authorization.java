package io.relance.adapter.channelsmshttp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The header by which a gateway knows its customer. Nothing shows its value. */
final class Authorization {
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,16382}[\\x21-\\x7E])?");

    private final String header;
    private final String scheme;
    private final Supplier<String> source;
    private final List<String> secrets;

    private Authorization(String header, String scheme, Supplier<String> source, List<String> secrets) {
        this.header = header;
        this.scheme = scheme;
        this.source = source;
        this.secrets = secrets;
    }

    static Authorization basic(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the name of a user has no colon");
        }
        String both = user + ":" + password;
        String value = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return new Authorization("Authorization", "Basic ", () -> value, List.of(password, both));
    }

    static Authorization header(String name, String secret) {
        return new Authorization(name, "", () -> checked(secret), List.of(checked(secret)));
    }

    static Authorization bearer(String token) {
        return new Authorization("Authorization", "Bearer ", () -> checked(token), List.of(checked(token)));
    }

    static Authorization bearer(Supplier<String> tokens) {
        return new Authorization("Authorization", "Bearer ", tokens, List.of());
    }

    private static String checked(String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("a key is printable ASCII of 1 to 16384 characters");
        }
        return value;
    }

    String header() {
        return header;
    }

    /** What it shows for one request. */
    Shown shown() throws NoTokenException {
        String secret;
        try {
            secret = source.get();
        } catch (RuntimeException e) {
            // why is not said: who failed may have had secrets in hand
            throw new NoTokenException(
                    "no access token could be had (" + e.getClass().getSimpleName() + ")");
        }
        if (!VALUE.matcher(secret).matches()) {
            throw new NoTokenException("what was given as an access token is none");
        }
        return new Shown(scheme + secret, secret, secrets);
    }

    /** The value of the header, and all that is secret of it. */
    static final class Shown {
        private final String value;
        private final String secret;
        private final List<String> others;

        private Shown(String value, String secret, List<String> others) {
            this.value = value;
            this.secret = secret;
            this.others = others;
        }

        String value() {
            return value;
        }

        List<String> secrets() {
            return Stream.concat(Stream.of(secret), others.stream()).toList();
        }
    }

    /** There is none, and why, in words for people. */
    static final class NoTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        NoTokenException(String why) {
            super(why);
        }
    }
}
