package io.relance.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What it takes to insert the rows of a schema once more, into tables with the same columns and indexes, by JDBC batches of a
 * thousand rows a commit, rewritten by the driver into inserts of many rows: the floor for whoever writes them.
 */
final class BareInserts {
    private static final int BATCH = 1_000;
    private static final String COPY = "bare";

    private final DataSource source;
    private final Map<String, List<Object[]>> tables = new LinkedHashMap<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    BareInserts(DataSource server, String schema) throws SQLException {
        PGSimpleDataSource rewriting = new PGSimpleDataSource();
        rewriting.setUrl(server.unwrap(PGSimpleDataSource.class).getUrl());
        rewriting.setUser("postgres");
        rewriting.setReWriteBatchedInserts(true);
        this.source = rewriting;
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + COPY + " cascade");
            statement.execute("create schema " + COPY);
            for (String table : names(statement, schema)) {
                statement.execute("create table " + COPY + "." + table + " (like " + schema + "." + table
                        + " including defaults including constraints including indexes)");
                read(statement, schema, table);
            }
        }
    }

    private static List<String> names(Statement statement, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("select tablename from pg_tables where schemaname = '" + schema
                + "' and tablename not like '%history%' order by 1")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private void read(Statement statement, String schema, String table) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("select * from " + schema + "." + table)) {
            int width = found.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                names.add(found.getMetaData().getColumnName(i));
            }
            columns.put(table, names);
            while (found.next()) {
                Object[] row = new Object[width];
                for (int i = 0; i < width; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        tables.put(table, rows);
    }

    /** How many rows there are. */
    long rows() {
        return tables.values().stream().mapToLong(List::size).sum();
    }

    /** Inserts them. */
    Duration time() throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (Map.Entry<String, List<Object[]>> table : tables.entrySet()) {
                insert(connection, table.getKey(), table.getValue());
            }
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void insert(Connection connection, String table, List<Object[]> rows) throws SQLException {
        List<String> names = Objects.requireNonNull(columns.get(table));
        String sql = "insert into " + COPY + "." + table + " (" + String.join(", ", names) + ") values ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                waiting++;
                if (waiting == BATCH) {
                    insert.executeBatch();
                    connection.commit();
                    waiting = 0;
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
