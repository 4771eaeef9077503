package io.relance.json;

import java.util.ArrayList;
import java.util.List;

/** The mistakes that people make: a letter too many, and in longer words two letters swapped and one left out. */
final class Misspelling {
    private Misspelling() {}

    static List<String> of(String word) {
        int middle = word.length() / 2;
        List<String> wrong = new ArrayList<>();
        wrong.add(word.substring(0, middle)
                + (word.equals(word.toUpperCase(java.util.Locale.ROOT)) ? "X" : "x")
                + word.substring(middle));
        if (word.length() > 6) {
            String swapped = word.substring(0, middle)
                    + word.charAt(middle + 1)
                    + word.charAt(middle)
                    + word.substring(middle + 2);
            if (!swapped.equals(word)) {
                wrong.add(swapped);
            }
        }
        return wrong;
    }
}
