package io.relance.adapter.storagejdbc;

/** A column of a table. */
record Column(String name, ColumnType type) {
    static Column id(String name) {
        return new Column(name, ColumnType.ID);
    }

    static Column of(String name, ColumnType type) {
        return new Column(name, type);
    }
}
