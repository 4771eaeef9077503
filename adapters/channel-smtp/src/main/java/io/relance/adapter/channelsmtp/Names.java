package io.relance.adapter.channelsmtp;

import java.util.regex.Pattern;

/** Refuses settings that can't be meant, where they are made. */
final class Names {
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7E&&[^<>,;:@\"()]]+@[A-Za-z0-9.-]+");

    private Names() {}

    /** Printable ASCII without blanks. */
    static String word(String what, String value) {
        if (!value.matches("[\\x21-\\x7E]{1,255}")) {
            throw new IllegalArgumentException(
                    "a " + what + " is printable ASCII without blanks, but was \"" + value + "\"");
        }
        return value;
    }

    /** Not blank, and on one line. */
    static String line(String what, String value) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a " + what + " is one line that is not blank, but was \"" + value + "\"");
        }
        return value;
    }

    /** A plain address in ASCII, for an envelope. */
    static String address(String what, String value) {
        if (!ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException("a " + what + " is like bounces@example.com, but was \"" + value + "\"");
        }
        return value;
    }

    static int port(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is from 1 to 65535, but was " + port);
        }
        return port;
    }

    static int atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("there is at least one of the " + what + ", but was " + value);
        }
        return value;
    }
}
