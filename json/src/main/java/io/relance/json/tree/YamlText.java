package io.relance.json.tree;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** YAML out of a tree: a text is plain only when every YAML reader, 1.1 or 1.2, takes it for the same text. */
final class YamlText {
    private static final int WIDTH = 120;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+-]+)*");
    private static final Set<String> READ_OTHERWISE =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private YamlText() {}

    static void document(Node node, StringBuilder out) {
        if (JsonText.isScalar(node) || JsonText.isEmpty(node)) {
            flow(node, out);
            out.append('\n');
        } else {
            block(node, 0, false, out);
        }
    }

    /** A mapping or list as a block; {@code started} when its first line's indent already stands there. */
    private static void block(Node node, int indent, boolean started, StringBuilder out) {
        boolean first = started;
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                indent(first ? 0 : indent, out);
                first = false;
                text(entry.key(), out);
                out.append(':');
                value(entry.value(), indent, entry.key().length() + 2, out);
            }
        } else if (node instanceof Node.Items items) {
            for (Node item : items.values()) {
                indent(first ? 0 : indent, out);
                first = false;
                out.append('-');
                item(item, indent, out);
            }
        }
    }

    private static void value(Node node, int indent, int taken, StringBuilder out) {
        if (isShort(node, indent + taken)) {
            out.append(' ');
            flow(node, out);
            out.append('\n');
        } else {
            out.append('\n');
            block(node, indent + 2, false, out);
        }
    }

    private static void item(Node node, int indent, StringBuilder out) {
        out.append(' ');
        if (isShort(node, indent + 2)) {
            flow(node, out);
            out.append('\n');
        } else {
            block(node, indent + 2, true, out);
        }
    }

    private static boolean isShort(Node node, int before) {
        if (JsonText.isScalar(node) || JsonText.isEmpty(node)) {
            return true;
        }
        StringBuilder line = new StringBuilder();
        flow(node, line);
        return before + line.length() <= WIDTH && depth(node) <= 3;
    }

    private static int depth(Node node) {
        List<Node> inner = node instanceof Node.Mapping mapping
                ? mapping.entries().stream().map(Node.Entry::value).toList()
                : node instanceof Node.Items items ? items.values() : List.of();
        return JsonText.isScalar(node)
                ? 0
                : 1 + inner.stream().mapToInt(YamlText::depth).max().orElse(0);
    }

    private static void flow(Node node, StringBuilder out) {
        if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            String before = "{ ";
            for (Node.Entry entry : mapping.entries()) {
                out.append(before);
                text(entry.key(), out);
                out.append(": ");
                flow(entry.value(), out);
                before = ", ";
            }
            out.append(" }");
        } else if (node instanceof Node.Items items && !items.values().isEmpty()) {
            String before = "[";
            for (Node value : items.values()) {
                out.append(before);
                flow(value, out);
                before = ", ";
            }
            out.append(']');
        } else if (node instanceof Node.Text text) {
            text(text.value(), out);
        } else {
            JsonText.scalar(node, out);
        }
    }

    private static void text(String text, StringBuilder out) {
        if (PLAIN.matcher(text).matches()
                && !READ_OTHERWISE.contains(text.toLowerCase(java.util.Locale.ROOT))
                && text.length() <= 80) {
            out.append(text);
        } else {
            JsonText.quote(text, out);
        }
    }

    private static void indent(int blanks, StringBuilder out) {
        out.append(" ".repeat(blanks));
    }
}
