package io.relance.adapter.importfiles;

import io.relance.json.tree.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of one key comes from.
 *
 * @param key the key in the mapping: {@code due}, {@code field.region}
 * @param column the header cell; null for a constant
 * @param constant the value of every row; null for a column
 * @param when the cell that means yes; null where that has no sense, and where no mapping says it
 * @param place of the column's name in the mapping document
 */
record ColumnSpec(
        String key,
        @Nullable String column,
        @Nullable String constant,
        As as,
        boolean round,
        @Nullable String when,
        Place place) {
    /** How a cell is read. */
    enum As {
        TEXT,
        INTEGER,
        DECIMAL,
        DATE
    }

    /** The column as people know it: by its header cell, else by its key. */
    String name() {
        return column == null ? key : column;
    }
}
