package io.relance.adapter.channelsmshttp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of a form, or of a query, by name in order; the values of a name in order and once each. */
final class FormFields {
    private FormFields() {}

    /** @throws IllegalArgumentException when it is no form */
    static NavigableMap<String, NavigableSet<String>> read(String form) {
        NavigableMap<String, NavigableSet<String>> fields = new TreeMap<>();
        for (String field : form.split("&", -1)) {
            if (!field.isEmpty()) {
                int mark = field.indexOf('=');
                String name = mark < 0 ? field : field.substring(0, mark);
                String value = mark < 0 ? "" : field.substring(mark + 1);
                fields.computeIfAbsent(decoded(name), key -> new TreeSet<>()).add(decoded(value));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
