package io.relance.template;

import java.util.List;

/** Makes texts from the books harmless in a line of a message: whoever chose a name doesn't choose the layout. */
final class Clean {
    /** The longest value that a message shows, in code points. */
    static final int MAX_VALUE = 200;

    private Clean() {}

    /**
     * One line: line breaks, tabs and other control characters become a space, several spaces one; characters that turn the
     * direction of writing go; what is no character (a lone half of a surrogate pair, U+FFFE, U+FFFF) becomes U+FFFD;
     * what is longer than {@code max} code points is cut and ends in an ellipsis.
     */
    static String line(String value, int max) {
        StringBuilder out = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (turnsDirection(c)) {
                return;
            }
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == ' ') {
                if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else {
                out.appendCodePoint(isNone(c) ? 0xFFFD : c);
            }
        });
        String line = out.toString().strip();
        return line.codePointCount(0, line.length()) <= max
                ? line
                : line.substring(0, line.offsetByCodePoints(0, max - 1)) + "\u2026";
    }

    /** One line of at most {@value #MAX_VALUE} code points. */
    static String value(String value) {
        return line(value, MAX_VALUE);
    }

    /** Each line by itself; empty ones are left out, and those after the tenth. */
    static List<String> lines(List<String> values) {
        return values.stream()
                .flatMap(value -> value.lines())
                .map(Clean::value)
                .filter(line -> !line.isEmpty())
                .limit(10)
                .toList();
    }

    /** The plain text of a mail: no spaces at line ends, at most one empty line in a row, one line feed at the end. */
    static String text(String rendered) {
        return rendered.replace("\r\n", "\n")
                        .replaceAll("[ \t]+(?=\n|$)", "")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    /** XML has no way to write it. */
    private static boolean isNone(int c) {
        return Character.getType(c) == Character.SURROGATE || c == 0xFFFE || c == 0xFFFF;
    }

    /** The marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm (UAX 9). */
    private static boolean turnsDirection(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
