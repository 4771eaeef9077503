package io.relance.template;

import java.util.regex.Pattern;

/** A colour of red, green and blue, and which words can be read on it or in it. */
final class Colour {
    private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String WHITE = "#ffffff";
    private static final String DARK = "#1f2937";
    /** The least contrast of words, by WCAG 2.1, 1.4.3. */
    private static final double READABLE = 4.5;

    private Colour() {}

    /** @throws IllegalArgumentException when it is not written as {@code #rrggbb} */
    static String checked(String colour) {
        if (!FORM.matcher(colour).matches()) {
            throw new IllegalArgumentException("a colour is written as #rrggbb, but was \"" + colour + "\"");
        }
        return colour;
    }

    /** White, or nearly black where white could not be read. */
    static String wordsOn(String colour) {
        return contrastWithWhite(colour) >= READABLE ? WHITE : DARK;
    }

    /** The colour, or nearly black where it could not be read on white. */
    static String wordsIn(String colour) {
        return contrastWithWhite(colour) >= READABLE ? colour : DARK;
    }

    private static double contrastWithWhite(String colour) {
        double luminance = 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double part(String colour, int at) {
        double value = Integer.parseInt(colour, at, at + 2, 16) / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
