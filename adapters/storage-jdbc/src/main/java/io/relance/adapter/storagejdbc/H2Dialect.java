package io.relance.adapter.storagejdbc;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * H2, embedded or as a server.
 *
 * @param mayEndWriteBehind whether the user may have commits written at once; else somebody has seen to it
 */
record H2Dialect(Names names, boolean mayEndWriteBehind) implements Dialect {
    @Override
    public void begin(Connection connection) throws SQLException {
        if (mayEndWriteBehind) {
            WriteBehind.end(connection);
        }
    }

    @Override
    public String folder() {
        return "h2";
    }

    @Override
    public boolean idsAreBytes() {
        return true;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case ID, HASH -> "VARBINARY";
            case LABEL -> "VARCHAR";
            case BYTES -> "BLOB";
            case LONG -> "BIGINT";
            case INT -> "INTEGER";
            case DAY -> "DATE";
            case INSTANT -> "TIMESTAMP(6) WITH TIME ZONE";
            case FLAG -> "BOOLEAN";
        };
    }

    @Override
    public void bind(PreparedStatement statement, int index, ColumnType type, @Nullable Object value)
            throws SQLException {
        if (type == ColumnType.BYTES && value != null) {
            statement.setBytes(index, (byte[]) type.encoded(value, true));
        } else {
            statement.setObject(index, type.encoded(value, true));
        }
    }

    @Override
    public void bindArray(PreparedStatement statement, int index, ColumnType type, List<?> values) throws SQLException {
        @Nullable Object[] encoded = new Object[values.size()];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = type.encoded(values.get(i), true);
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type(type), encoded));
    }

    @Override
    public String in(ColumnType type) {
        return "= ANY(?)";
    }

    @Override
    public Sql lookup(String columns, Table table, int keyColumns, List<Object[]> rows) {
        List<Column> keys = table.keys(keyColumns);
        String arrays = keys.stream()
                .map(column -> "CAST(? AS " + type(column.type()) + " ARRAY)")
                .collect(joining(", "));
        return new Sql("SELECT " + columns + " FROM UNNEST(" + arrays + ") k(" + Sql.list(keys) + ") JOIN "
                        + names.of(table) + " a ON " + Sql.equal("a", "k", keys))
                .arrays(keys, rows);
    }

    @Override
    public Sql lookupSince(
            String columns, Table table, int keyColumns, List<Object[]> rows, String day, LocalDate since) {
        return lookup(columns, table, keyColumns, rows)
                .add(" AND a." + day + " >= ?")
                .day(since);
    }

    /** A join gives rows as they were before the lock was waited for: they are read once more. */
    @Override
    public List<Sql> lock(String columns, Table table, int keyColumns, List<Object[]> rows) {
        return List.of(
                lookup(columns, table, keyColumns, rows).add(" FOR UPDATE"), lookup(columns, table, keyColumns, rows));
    }

    /** Each by itself: where rows are locked, nothing can be united. */
    @Override
    public List<Sql> united(List<Sql> queries) {
        return queries;
    }

    /** A batch for each table: the database is in the same process, or near. */
    @Override
    public void write(Session session, List<TableWrite> writes) throws SQLException {
        for (TableWrite write : writes) {
            session.batch(
                    text(write), write.columns().stream().map(Column::type).toList(), write.rows());
        }
    }

    private String text(TableWrite write) {
        Table table = write.table();
        String name = names.of(table);
        String rows = " (" + Sql.list(table.columns()) + ")";
        String values = " VALUES (" + Sql.marks(table.columns().size()) + ")";
        return switch (write.kind()) {
            case INSERT -> "INSERT INTO " + name + rows + values;
            case UPSERT -> "MERGE INTO " + name + rows + " KEY (" + Sql.list(table.keys()) + ")" + values;
            case DELETE ->
                "DELETE FROM " + name + " WHERE "
                        + table.keys().stream()
                                .map(column -> column.name() + " = ?")
                                .collect(joining(" AND "));
        };
    }

    @Override
    public String flagInOrder(String column) {
        return ", " + column;
    }

    @Override
    public boolean claimsInOneStatement() {
        return false;
    }

    @Override
    public boolean writesInTurn() {
        return true;
    }

    @Override
    public Queries queries() {
        return new H2Queries(this);
    }
}
