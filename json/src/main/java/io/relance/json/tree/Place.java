package io.relance.json.tree;

/**
 * Where a value stands in its document.
 *
 * @param line counted from 1; 0 for a value made by code
 * @param column counted from 1; 0 for a value made by code
 */
public record Place(int line, int column, Path path) {
    /** The place of values made by code. */
    public static final Place NONE = new Place(0, 0, Path.ROOT);
}
