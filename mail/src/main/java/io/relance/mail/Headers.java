package io.relance.mail;

import java.util.regex.Pattern;

/** What may stand in a header. */
final class Headers {
    private static final Pattern UNPRINTED = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");

    private Headers() {}

    /** A text for people on one line: a run of blanks, line breaks and other control characters is one blank. */
    static String oneLine(String text) {
        return UNPRINTED.matcher(text).replaceAll(" ").strip();
    }

    /** Refuses line breaks and other control characters: with them, a text could add headers of its own. */
    static void requireOneLine(String what, String text) throws UnsendableMailException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                throw new UnsendableMailException(
                        "the " + what + " has a line break at character " + (i + 1) + "; a header has one line");
            }
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new UnsendableMailException("the " + what + " has the control character U+"
                        + String.format("%04X", (int) c) + " at character " + (i + 1));
            }
        }
    }
}
