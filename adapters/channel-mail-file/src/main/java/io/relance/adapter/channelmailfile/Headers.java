package io.relance.adapter.channelmailfile;

/** What may stand in a header. */
final class Headers {
    private Headers() {}

    /** Refuses line breaks and other control characters: with them, a text could add headers of its own. */
    static void requireOneLine(String what, String text) throws UnsendableException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                throw new UnsendableException(
                        "the " + what + " has a line break at character " + (i + 1) + "; a header has one line");
            }
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new UnsendableException("the " + what + " has the control character U+"
                        + String.format("%04X", (int) c) + " at character " + (i + 1));
            }
        }
    }
}
