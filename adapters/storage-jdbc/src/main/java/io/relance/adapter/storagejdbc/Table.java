package io.relance.adapter.storagejdbc;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table.
 *
 * @param name its name behind the prefix
 * @param keyCount how many of the columns are its key
 * @param columns those that the store writes, the key first
 */
record Table(String name, int keyCount, List<Column> columns) {
    static final Table ACCOUNT = ofAccounts(
            "account",
            2,
            Column.of("revision", ColumnType.LONG),
            Column.of("events", ColumnType.LONG),
            Column.of("chain", ColumnType.HASH),
            Column.id("decided_under"),
            Column.of("review_on", ColumnType.DAY),
            Column.of("open", ColumnType.FLAG),
            Column.of("stamp", ColumnType.LABEL),
            Column.of("body", ColumnType.BYTES));
    static final Table CASE_PART =
            ofAccounts("case_part", 4, Column.id("kind"), Column.id("id"), Column.of("body", ColumnType.BYTES));
    static final Table EXECUTION = ofAccounts(
            "execution", 5, Column.id("receivable"), Column.of("cycle_number", ColumnType.INT), Column.id("step"));
    static final Table COMMIT = ofAccounts("commit", 3, Column.of("id", ColumnType.HASH));
    static final Table OUTBOX = ofAccounts(
            "outbox",
            3,
            Column.of("message", ColumnType.HASH),
            Column.of("state", ColumnType.LABEL),
            Column.of("channel", ColumnType.LABEL),
            Column.of("route", ColumnType.INT),
            Column.of("due_on", ColumnType.DAY),
            Column.of("retry_at", ColumnType.INSTANT),
            Column.of("attempt", ColumnType.INT),
            Column.of("rendered", ColumnType.BYTES),
            Column.of("lease_owner", ColumnType.LABEL),
            Column.of("lease_until", ColumnType.INSTANT),
            Column.of("lease_named", ColumnType.INSTANT));
    static final Table TASK = ofAccounts(
            "task",
            3,
            Column.id("id"),
            Column.id("team"),
            Column.of("raised_on", ColumnType.DAY),
            Column.of("open", ColumnType.FLAG),
            Column.of("body", ColumnType.BYTES));
    static final Table EVENT = ofAccounts(
            "event",
            3,
            Column.of("number", ColumnType.LONG),
            Column.of("recorded_at", ColumnType.INSTANT),
            Column.of("happened_on", ColumnType.DAY),
            Column.of("kind", ColumnType.LABEL),
            Column.of("body", ColumnType.BYTES),
            Column.of("hash", ColumnType.HASH));
    static final Table ACCOUNT_NAME = ofAccounts("account_name", 3, Column.of("name", ColumnType.HASH));
    static final Table POLICY = new Table(
            "policy", 2, List.of(Column.id("creditor"), Column.id("version"), Column.of("body", ColumnType.BYTES)));
    static final Table FEED =
            new Table("feed", 1, List.of(Column.id("creditor"), Column.of("last_position", ColumnType.LONG)));
    static final Table CHANGE_TOKEN =
            new Table("change_token", 1, List.of(Column.id("creditor"), Column.of("token", ColumnType.LABEL)));

    /** A table of accounts: its key begins with creditor and customer. */
    static Table ofAccounts(String name, int keyCount, Column... more) {
        Stream<Column> account = Stream.of(Column.id("creditor"), Column.id("customer"));
        return new Table(name, keyCount, Stream.concat(account, Stream.of(more)).toList());
    }

    /** The first columns of the key. */
    List<Column> keys(int count) {
        return columns.subList(0, count);
    }

    List<Column> keys() {
        return keys(keyCount);
    }

    List<Column> others() {
        return columns.subList(keyCount, columns.size());
    }
}
