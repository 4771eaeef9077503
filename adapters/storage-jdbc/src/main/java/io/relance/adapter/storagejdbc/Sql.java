package io.relance.adapter.storagejdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement and what is put in the place of its question marks, in their order. */
final class Sql {
    /**
     * What takes the place of a question mark.
     *
     * @param values those of an array; null: it is the value that counts
     */
    record Argument(
            ColumnType type,
            @Nullable Object value,
            @Nullable List<?> values) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Argument> arguments = new ArrayList<>();

    Sql(String text) {
        this.text.append(text);
    }

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        arguments.addAll(more.arguments);
        return this;
    }

    Sql with(ColumnType type, @Nullable Object value) {
        arguments.add(new Argument(type, value, null));
        return this;
    }

    Sql id(String value) {
        return with(ColumnType.ID, value);
    }

    Sql label(String value) {
        return with(ColumnType.LABEL, value);
    }

    Sql number(long value) {
        return with(ColumnType.LONG, value);
    }

    Sql day(LocalDate value) {
        return with(ColumnType.DAY, value);
    }

    Sql instant(Instant value) {
        return with(ColumnType.INSTANT, value);
    }

    Sql array(ColumnType type, List<?> values) {
        arguments.add(new Argument(type, null, values));
        return this;
    }

    /** One array for each column, with the values of all rows. */
    Sql arrays(List<Column> columns, List<Object[]> rows) {
        for (int i = 0; i < columns.size(); i++) {
            List<@Nullable Object> values = new ArrayList<>(rows.size());
            for (Object[] row : rows) {
                values.add(row[i]);
            }
            array(columns.get(i).type(), values);
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Argument> arguments() {
        return arguments;
    }

    /** The names with commas between them. */
    static String list(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The names behind an alias, with commas between them. */
    static String list(String alias, List<Column> columns) {
        return columns.stream().map(column -> alias + '.' + column.name()).collect(Collectors.joining(", "));
    }

    /** Equality of columns of two aliases. */
    static String equal(String one, String other, List<Column> columns) {
        return columns.stream()
                .map(column -> one + '.' + column.name() + " = " + other + '.' + column.name())
                .collect(Collectors.joining(" AND "));
    }

    /** So many question marks with commas between them. */
    static String marks(int count) {
        return Stream.generate(() -> "?").limit(count).collect(Collectors.joining(", "));
    }
}
