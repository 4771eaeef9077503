package io.relance.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An object to be written as JSON, with its fields in the order in which they were given; not for several threads. */
public final class JsonText {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** An object without fields. */
    public JsonText() {}

    /** A field that is a text, whatever is in it. */
    public JsonText put(String name, String text) {
        fields.put(name, quoted(text));
        return this;
    }

    /** A field that is a whole number. */
    public JsonText put(String name, long number) {
        fields.put(name, Long.toString(number));
        return this;
    }

    /** A field that is an object, as it is now. */
    public JsonText put(String name, JsonText object) {
        fields.put(name, object.toString());
        return this;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || (Character.isSurrogate(c) && !isPaired(text, i))) {
                // a lone surrogate is no character: as an escape it at least stays what it was
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** The JSON. */
    @Override
    public String toString() {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(value));
        return json.append('}').toString();
    }
}
