package io.relance.adapter.storagejdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows to be written into one table, all in the same way. */
final class TableWrite {
    /** How rows are written. */
    enum Kind {
        /** They must not be there. */
        INSERT,
        /** They take the place of those with their key. */
        UPSERT,
        /** Those with their key go; rows are keys. */
        DELETE
    }

    private final Kind kind;
    private final Table table;
    private final List<Object[]> rows = new ArrayList<>();

    TableWrite(Kind kind, Table table) {
        this.kind = kind;
        this.table = table;
    }

    /** One more row: values in the order of the table's columns. */
    TableWrite row(@Nullable Object... values) {
        if (values.length != columns().size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns());
        }
        rows.add(values);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Kind kind() {
        return kind;
    }

    Table table() {
        return table;
    }

    List<Object[]> rows() {
        return rows;
    }

    /** The columns that a row has. */
    List<Column> columns() {
        return kind == Kind.DELETE ? table.keys() : table.columns();
    }
}
