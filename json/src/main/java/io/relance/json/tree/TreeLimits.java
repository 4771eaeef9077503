package io.relance.json.tree;

/**
 * How large a document may be; beyond, it is refused before it costs memory or stack.
 *
 * @param characters of the whole text
 * @param depth of mappings and lists within each other
 * @param values counted with keys
 */
public record TreeLimits(int characters, int depth, int values) {
    /** 2 000 000 characters, 64 levels, 200 000 values: for documents that people write. */
    public static final TreeLimits DOCUMENT = new TreeLimits(2_000_000, 64, 200_000);
}
