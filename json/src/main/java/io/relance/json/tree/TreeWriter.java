package io.relance.json.tree;

/** Writes a tree so that reading gives the same tree back; the same tree always gives the same text. */
public final class TreeWriter {
    private TreeWriter() {}

    /** Canonical JSON: one line, no blanks, keys in the tree's order, only what must be escaped is. */
    public static String json(Node node) {
        StringBuilder out = new StringBuilder();
        JsonText.compact(node, out);
        return out.toString();
    }

    /** JSON for people: two blanks a level, short mappings and lists on one line; ends with a line feed. */
    public static String prettyJson(Node node) {
        StringBuilder out = new StringBuilder();
        JsonText.pretty(node, 0, out);
        return out.append('\n').toString();
    }

    /** YAML for people: blocks, short inner mappings and lists on one line; ends with a line feed. */
    public static String yaml(Node node) {
        StringBuilder out = new StringBuilder();
        YamlText.document(node, out);
        return out.toString();
    }
}
