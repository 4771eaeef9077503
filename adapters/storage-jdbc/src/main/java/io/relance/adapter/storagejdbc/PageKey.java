package io.relance.adapter.storagejdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as one text: each part with its length before it, so that parts may hold anything. */
final class PageKey {
    private PageKey() {}

    static String of(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException when the text is not one that {@link #of} made of so many parts */
    static List<String> parts(String text, int count) {
        List<String> parts = new ArrayList<>();
        try {
            int at = 0;
            while (at < text.length()) {
                int colon = text.indexOf(':', at);
                int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
                parts.add(text.substring(colon + 1, end));
                at = end;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw unknown(text, e);
        }
        if (parts.size() != count) {
            throw unknown(text, null);
        }
        return parts;
    }

    static IllegalArgumentException unknown(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "a page goes on after what the page before gave as its next, not after \"" + text + "\"", cause);
    }
}
