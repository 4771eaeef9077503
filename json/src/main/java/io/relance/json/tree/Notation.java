package io.relance.json.tree;

import java.util.Locale;

/** How a document is written down; both say the same. */
public enum Notation {
    /** RFC 8259. */
    JSON,
    /** YAML 1.2, with the types of JSON. */
    YAML;

    /** By the file's ending, else by the first character: an opening brace or bracket is JSON. */
    public static Notation of(String file, String text) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YAML;
        }
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[") ? JSON : YAML;
    }
}
