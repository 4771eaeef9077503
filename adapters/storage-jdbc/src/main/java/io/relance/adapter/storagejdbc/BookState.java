package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads what the written ledger says of accounts: a query for each table, however many accounts there are. */
record BookState(Session session) {
    /** How often accounts are read again that changed while they were read. */
    private static final int ATTEMPTS = 50;

    /** The longest pause between two attempts, in milliseconds; they grow by one from one to the next. */
    private static final int LONGEST_PAUSE = 20;

    /** What there is of an account. */
    record Stored(BookHead head, BookRows rows) {}

    /**
     * Accounts as they were at one moment each. Queries are of different moments: an account whose head is the same before and
     * after was not changed between, for nothing of it is without another version.
     *
     * @param since only what matters on or after this day
     */
    Map<AccountId, Stored> read(Collection<AccountId> accounts, LocalDate since) throws SQLException {
        Map<AccountId, Stored> read = new HashMap<>();
        Collection<AccountId> pending = accounts;
        for (int i = 0; i < ATTEMPTS && !pending.isEmpty(); i++) {
            pause(i);
            Map<AccountId, BookHead> before = heads(pending);
            Map<AccountId, BookRows> rows = rows(before.keySet(), Optional.of(since));
            Map<AccountId, BookHead> after = heads(before.keySet());
            List<AccountId> changed = new ArrayList<>();
            before.forEach((account, head) -> {
                if (head.equals(after.get(account))) {
                    read.put(account, new Stored(head, rows.getOrDefault(account, new BookRows())));
                } else {
                    changed.add(account);
                }
            });
            pending = changed;
        }
        if (!pending.isEmpty()) {
            throw new StorageException("reading the ledger failed: accounts changed again whenever they were read");
        }
        return read;
    }

    /** Whoever writes an account again and again is let pass. */
    private static void pause(int attempt) {
        if (attempt > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(attempt, LONGEST_PAUSE)));
        }
    }

    /** All of accounts, whose heads are locked until the end of the transaction. */
    Map<AccountId, Stored> lock(List<AccountId> accounts) throws SQLException {
        Map<AccountId, BookHead> heads = new LinkedHashMap<>();
        for (Sql sql : session.dialect().lock(BookHead.COLUMNS, BookTables.ACCOUNT, 2, Cases.keys(accounts))) {
            session.query(sql, row -> heads.put(row.account(), BookHead.read(row)));
        }
        Map<AccountId, BookRows> rows = rows(heads.keySet(), Optional.empty());
        Map<AccountId, Stored> stored = new HashMap<>();
        heads.forEach(
                (account, head) -> stored.put(account, new Stored(head, rows.getOrDefault(account, new BookRows()))));
        return stored;
    }

    private Map<AccountId, BookHead> heads(Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, BookHead> heads = new LinkedHashMap<>();
        session.query(
                session.dialect().lookup(BookHead.COLUMNS, BookTables.ACCOUNT, 2, Cases.keys(accounts)),
                row -> heads.put(row.account(), BookHead.read(row)));
        return heads;
    }

    private Map<AccountId, BookRows> rows(Collection<AccountId> accounts, Optional<LocalDate> since)
            throws SQLException {
        Map<AccountId, BookRows> rows = new HashMap<>();
        if (accounts.isEmpty()) {
            return rows;
        }
        List<Object[]> keys = Cases.keys(accounts);
        for (Table table : BookTables.CONTENTS) {
            String columns = Sql.list("a", table.columns());
            Dialect dialect = session.dialect();
            Sql sql = since.isPresent() && BookTables.hasPast(table)
                    ? dialect.lookupSince(columns, table, 2, keys, BookTables.MATTERS_UNTIL, since.get())
                    : dialect.lookup(columns, table, 2, keys);
            session.query(sql, row -> add(rows, table, row));
        }
        return rows;
    }

    private static boolean add(Map<AccountId, BookRows> rows, Table table, Row row) throws SQLException {
        @Nullable Object[] values = new Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.value(table.columns().get(i).type());
        }
        AccountId account = AccountId.of(String.valueOf(values[0]), String.valueOf(values[1]));
        rows.computeIfAbsent(account, id -> new BookRows()).add(table, values);
        return true;
    }
}
