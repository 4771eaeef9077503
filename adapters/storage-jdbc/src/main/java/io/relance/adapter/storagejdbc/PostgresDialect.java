package io.relance.adapter.storagejdbc;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 14 or later. */
record PostgresDialect(Names names) implements Dialect {
    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public boolean idsAreBytes() {
        return false;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case ID, LABEL -> "text";
            case HASH, BYTES -> "bytea";
            case LONG -> "bigint";
            case INT -> "integer";
            case DAY -> "date";
            case INSTANT -> "timestamptz";
            case FLAG -> "boolean";
        };
    }

    @Override
    public void bind(PreparedStatement statement, int index, ColumnType type, @Nullable Object value)
            throws SQLException {
        statement.setObject(index, type.encoded(value, false));
    }

    @Override
    public void bindArray(PreparedStatement statement, int index, ColumnType type, List<?> values) throws SQLException {
        @Nullable
        Object[] encoded = switch (type) {
            case ID, LABEL -> new String[values.size()];
            case HASH, BYTES -> new byte[values.size()][];
            case LONG -> new Long[values.size()];
            case INT -> new Integer[values.size()];
            case FLAG -> new Boolean[values.size()];
            // the driver writes them as texts, in the form that every setting of the server reads
            case DAY, INSTANT -> new Object[values.size()];
        };
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = type.encoded(values.get(i), false);
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type(type), encoded));
    }

    @Override
    public String in(ColumnType type) {
        return "= ANY (?::" + type(type) + "[])";
    }

    /**
     * The subquery is not pulled up, because of its offset: the planner has to go through the index for each row, whatever its
     * statistics say of the number of rows.
     */
    @Override
    public Sql lookup(String columns, Table table, int keyColumns, List<Object[]> rows) {
        return lookup(columns, table, keyColumns, rows, "OFFSET 0");
    }

    @Override
    public Sql lookupSince(
            String columns, Table table, int keyColumns, List<Object[]> rows, String day, LocalDate since) {
        return lookup(columns, table, keyColumns, rows, "AND t." + day + " >= ? OFFSET 0")
                .day(since);
    }

    @Override
    public List<Sql> lock(String columns, Table table, int keyColumns, List<Object[]> rows) {
        return List.of(lookup(columns, table, keyColumns, rows, "FOR UPDATE"));
    }

    private Sql lookup(String columns, Table table, int keyColumns, List<Object[]> rows, String end) {
        List<Column> keys = table.keys(keyColumns);
        return new Sql("SELECT " + columns + " FROM " + rows(keys, "k") + " CROSS JOIN LATERAL (SELECT * FROM "
                        + names.of(table) + " t WHERE " + Sql.equal("t", "k", keys) + " " + end + ") a")
                .arrays(keys, rows);
    }

    /** Arrays as a table of the alias. */
    String rows(List<Column> columns, String alias) {
        return "unnest("
                + columns.stream()
                        .map(column -> "?::" + type(column.type()) + "[]")
                        .collect(joining(", "))
                + ") AS " + alias + "(" + Sql.list(columns) + ")";
    }

    @Override
    public List<Sql> united(List<Sql> queries) {
        Sql all = new Sql("");
        for (int i = 0; i < queries.size(); i++) {
            all.add(i == 0 ? "" : " UNION ALL ").add(queries.get(i));
        }
        return queries.isEmpty() ? List.of() : List.of(all);
    }

    /** All in one statement, for one way to the server and back. */
    @Override
    public void write(Session session, List<TableWrite> writes) throws SQLException {
        Sql sql = new Sql("");
        for (int i = 0; i < writes.size(); i++) {
            boolean last = i == writes.size() - 1;
            sql.add(last ? "" : (i == 0 ? "WITH w" : ", w") + i + " AS (")
                    .add(statement(writes.get(i)))
                    .add(last ? "" : ") ");
        }
        session.update(sql);
    }

    private Sql statement(TableWrite write) {
        return write.kind() == TableWrite.Kind.DELETE ? delete(write) : insert(write);
    }

    private Sql insert(TableWrite write) {
        Table table = write.table();
        Sql sql = new Sql("INSERT INTO " + names.of(table) + " (" + Sql.list(table.columns()) + ") SELECT "
                        + Sql.list(table.columns()) + " FROM " + rows(table.columns(), "k"))
                .arrays(table.columns(), write.rows());
        if (write.kind() == TableWrite.Kind.UPSERT) {
            String others = table.others().stream()
                    .map(column -> column.name() + " = excluded." + column.name())
                    .collect(joining(", "));
            sql.add(" ON CONFLICT (" + Sql.list(table.keys()) + ") DO "
                    + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others));
        }
        return sql;
    }

    /** By the place of the rows, which nobody else can move: who deletes has locked their account. */
    private Sql delete(TableWrite write) {
        Table table = write.table();
        return new Sql("DELETE FROM " + names.of(table) + " WHERE ctid = ANY (ARRAY(")
                .add(lookupPlaces(table, write.rows()))
                .add("))");
    }

    private Sql lookupPlaces(Table table, List<Object[]> rows) {
        return new Sql("SELECT a.ctid FROM " + rows(table.keys(), "k") + " CROSS JOIN LATERAL (SELECT t.ctid FROM "
                        + names.of(table) + " t WHERE " + Sql.equal("t", "k", table.keys()) + " OFFSET 0) a")
                .arrays(table.keys(), rows);
    }

    /** A flag that is asked for is no part of an order here, and would keep the planner from seeing that of the index. */
    @Override
    public String flagInOrder(String column) {
        return "";
    }

    @Override
    public boolean claimsInOneStatement() {
        return true;
    }

    @Override
    public boolean writesInTurn() {
        return false;
    }

    @Override
    public Queries queries() {
        return new PostgresQueries(this);
    }
}
