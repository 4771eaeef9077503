package io.relance.adapter.storagejdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs from database to database. */
sealed interface Dialect permits PostgresDialect, H2Dialect {
    /** What the tables are called. */
    Names names();

    /** The folder of its migrations. */
    String folder();

    /** Whether ids are kept as bytes, for want of a collation that can be relied on. */
    boolean idsAreBytes();

    /** What a connection of the store's own needs before a transaction. */
    default void begin(Connection connection) throws SQLException {}

    /** What a column of this type is called. */
    String type(ColumnType type);

    /** Puts a value in the place of a question mark. */
    void bind(PreparedStatement statement, int index, ColumnType type, @Nullable Object value) throws SQLException;

    /** Puts values in the place of a question mark. */
    void bindArray(PreparedStatement statement, int index, ColumnType type, List<?> values) throws SQLException;

    /** What follows a column that must have one of the values of an array. */
    String in(ColumnType type);

    /**
     * Rows of a table by the first columns of their key: found by way of its index however many are asked for.
     *
     * @param columns what is selected, of alias {@code a}
     * @param keyColumns how many columns of the key are given
     */
    Sql lookup(String columns, Table table, int keyColumns, List<Object[]> rows);

    /** As {@link #lookup}, only rows whose day in a column is this one or later. */
    Sql lookupSince(String columns, Table table, int keyColumns, List<Object[]> rows, String day, LocalDate since);

    /** As {@link #lookup}, the rows locked in the order asked for; the last of the queries tells what they are under the lock. */
    List<Sql> lock(String columns, Table table, int keyColumns, List<Object[]> rows);

    /** Queries with the same columns, in as few statements as the database can. */
    List<Sql> united(List<Sql> queries);

    /** Writes rows of several tables, in as few statements as the database can. No row is written twice. */
    void write(Session session, List<TableWrite> writes) throws SQLException;

    /** What an order along an index says of a flag for which there is one value only. */
    String flagInOrder(String column);

    /** Whether a claim is one statement, and so needs no transaction around it. */
    boolean claimsInOneStatement();

    /**
     * Whether threads that write take turns: what one of them commits is written table after table, and a process that is killed
     * just then may leave half of what another was committing.
     */
    boolean writesInTurn();

    /** What is done in different ways. */
    Queries queries();
}
