package io.relance.adapter.storagejdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on one connection. */
record Session(Connection connection, Dialect dialect) {
    <T> List<T> query(Sql sql, Row.Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(new Row(result, dialect.idsAreBytes())));
            }
            return rows;
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(Sql sql, Row.Reader<T> reader) throws SQLException {
        return query(sql, reader).stream().findFirst();
    }

    int update(Sql sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            return statement.executeUpdate();
        }
    }

    /** Writes what there is to write. */
    void write(List<TableWrite> writes) throws SQLException {
        List<TableWrite> some =
                writes.stream().filter(write -> !write.isEmpty()).toList();
        if (!some.isEmpty()) {
            dialect.write(this, some);
        }
    }

    /** The same statement for many rows; says of each how many rows it changed. */
    int[] batch(String text, List<ColumnType> types, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    dialect.bind(statement, i + 1, types.get(i), row[i]);
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private PreparedStatement prepare(Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        try {
            int index = 1;
            for (Sql.Argument argument : sql.arguments()) {
                List<?> values = argument.values();
                if (values == null) {
                    dialect.bind(statement, index, argument.type(), argument.value());
                } else {
                    dialect.bindArray(statement, index, argument.type(), values);
                }
                index++;
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
