package io.relance.json.tree;

import java.util.List;

/** JSON out of a tree. */
final class JsonText {
    private static final int WIDTH = 120;

    private JsonText() {}

    static void compact(Node node, StringBuilder out) {
        flow(node, ",", ":", "", out);
    }

    static void pretty(Node node, int indent, StringBuilder out) {
        StringBuilder line = new StringBuilder();
        flow(node, ", ", ": ", " ", line);
        if ((indent > 0 && indent + line.length() <= WIDTH) || isScalar(node) || isEmpty(node)) {
            out.append(line);
        } else if (node instanceof Node.Mapping mapping) {
            List<Node.Entry> entries = mapping.entries();
            out.append("{");
            for (int i = 0; i < entries.size(); i++) {
                newLine(i, indent + 2, out);
                quote(entries.get(i).key(), out);
                out.append(": ");
                pretty(entries.get(i).value(), indent + 2, out);
            }
            newLine(0, indent, out);
            out.append('}');
        } else if (node instanceof Node.Items items) {
            out.append("[");
            for (int i = 0; i < items.values().size(); i++) {
                newLine(i, indent + 2, out);
                pretty(items.values().get(i), indent + 2, out);
            }
            newLine(0, indent, out);
            out.append(']');
        }
    }

    private static void newLine(int before, int indent, StringBuilder out) {
        out.append(before > 0 ? ",\n" : "\n").append(" ".repeat(indent));
    }

    private static void flow(Node node, String comma, String colon, String inside, StringBuilder out) {
        if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            String before = "{" + inside;
            for (Node.Entry entry : mapping.entries()) {
                out.append(before);
                quote(entry.key(), out);
                out.append(colon);
                flow(entry.value(), comma, colon, inside, out);
                before = comma;
            }
            out.append(inside).append('}');
        } else if (node instanceof Node.Items items && !items.values().isEmpty()) {
            String before = "[";
            for (Node value : items.values()) {
                out.append(before);
                flow(value, comma, colon, inside, out);
                before = comma;
            }
            out.append(']');
        } else {
            scalar(node, out);
        }
    }

    static void scalar(Node node, StringBuilder out) {
        if (node instanceof Node.Text text) {
            quote(text.value(), out);
        } else if (node instanceof Node.Num number) {
            out.append(number.literal());
        } else if (node instanceof Node.Bool bool) {
            out.append(bool.value());
        } else if (node instanceof Node.Null) {
            out.append("null");
        } else {
            out.append(node instanceof Node.Mapping ? "{}" : "[]");
        }
    }

    static boolean isScalar(Node node) {
        return !(node instanceof Node.Mapping) && !(node instanceof Node.Items);
    }

    static boolean isEmpty(Node node) {
        return (node instanceof Node.Mapping mapping && mapping.entries().isEmpty())
                || (node instanceof Node.Items items && items.values().isEmpty());
    }

    /** A text in double quotes, as JSON and YAML both read it. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (mustEscape(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Controls, line ends that only YAML knows, the byte order mark, and halves of surrogate pairs that stand alone. */
    private static boolean mustEscape(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '\u2028' || c == '\u2029' || c >= '\uFFFE' || c == '\uFEFF';
    }
}
