package io.relance.payment;

/** What texts from outside must look like. */
final class Texts {
    private Texts() {}

    /** A text of one line: not blank, without control characters, of at most so many characters. */
    static String line(String what, String text, int most) {
        if (text.isBlank() || text.length() > most || text.chars().anyMatch(Texts::breaksLines)) {
            throw new IllegalArgumentException(
                    what + " is one line of 1 to " + most + " characters, but this has " + text.length());
        }
        return text;
    }

    /** A name that goes into addresses and headers as it is: visible characters of ASCII. */
    static String name(String what, String text, int most) {
        if (text.isEmpty() || text.length() > most || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + most + " visible characters of ASCII, but was \"" + shown(text) + "\"");
        }
        return text;
    }

    private static String shown(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean breaksLines(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
