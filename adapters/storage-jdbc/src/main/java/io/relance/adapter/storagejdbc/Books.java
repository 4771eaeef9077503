package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.BookState.Stored;
import io.relance.adapter.storagejdbc.TableWrite.Kind;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.storage.AccountOrder;
import io.relance.storage.AccountStamp;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and writes the ledger. */
record Books(Connections connections, Dialect dialect) {
    /** What an account is to be, from what it is; nothing when it is not there. */
    @FunctionalInterface
    private interface Change {
        AccountLedger from(AccountId account, @Nullable Stored stored);
    }

    List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        Optional<String> last = Cases.after(creditor, after);
        if (last.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql("SELECT customer, version FROM " + dialect.names().of(BookTables.ACCOUNT)
                        + " WHERE creditor = ? AND customer > ? AND matters_until >= ?"
                        + " ORDER BY creditor, customer LIMIT ?")
                .id(creditor.value())
                .id(last.get())
                .day(window.since())
                .number(limit);
        return connections.single(
                "listing the ledger",
                session -> session.query(
                        sql,
                        row -> new AccountStamp(
                                new AccountId(creditor, new CustomerId(row.id())),
                                Optional.of(Long.toString(row.number())))));
    }

    Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
        if (accounts.size() > ReceivablesSource.MAX_ACCOUNTS) {
            throw new IllegalArgumentException("at most " + ReceivablesSource.MAX_ACCOUNTS
                    + " accounts are asked for at once, not " + accounts.size());
        }
        if (accounts.isEmpty()) {
            return Map.of();
        }
        Set<AccountId> distinct = new LinkedHashSet<>(accounts);
        Map<AccountId, Stored> read = connections.single(
                "reading the ledger", session -> new BookState(session).read(distinct, window.since()));
        Map<AccountId, AccountLedger> ledgers = new LinkedHashMap<>();
        for (AccountId account : distinct) {
            Stored stored = read.get(account);
            if (stored != null) {
                ledgers.put(account, ledger(account, stored));
            }
        }
        return ledgers;
    }

    private static AccountLedger ledger(AccountId account, Stored stored) {
        return BookReading.ledger(account, stored.head(), stored.rows());
    }

    /** Whole ledgers, in the place of what is there; in the order in which all who write lock accounts. */
    void put(Collection<AccountLedger> ledgers) {
        Map<AccountId, AccountLedger> wanted = new TreeMap<>(AccountOrder.BY_BYTES);
        ledgers.forEach(ledger -> wanted.put(ledger.account(), ledger));
        List<AccountId> accounts = List.copyOf(wanted.keySet());
        for (int from = 0; from < accounts.size(); from += ReceivablesSource.MAX_ACCOUNTS) {
            int to = Math.min(accounts.size(), from + ReceivablesSource.MAX_ACCOUNTS);
            write(accounts.subList(from, to), (account, stored) -> {
                AccountLedger ledger = wanted.get(account);
                if (ledger == null) {
                    throw new IllegalStateException("no ledger of " + account);
                }
                return ledger;
            });
        }
    }

    /** A ledger that is there, changed. */
    void change(AccountId account, UnaryOperator<AccountLedger> change) {
        write(List.of(account), (id, stored) -> {
            if (stored == null) {
                throw new IllegalArgumentException(
                        "account " + id + " is not in the books: put its customer or its ledger in first");
            }
            return change.apply(ledger(id, stored));
        });
    }

    /** A ledger that is there, changed, or a new one. */
    void change(AccountLedger unlessThere, UnaryOperator<AccountLedger> change) {
        write(
                List.of(unlessThere.account()),
                (id, stored) -> stored == null ? unlessThere : change.apply(ledger(id, stored)));
    }

    private void write(List<AccountId> accounts, Change change) {
        connections.together("writing the ledger", session -> {
            Map<AccountId, Stored> stored = new BookState(session).lock(accounts);
            BookWrites writes = new BookWrites();
            for (AccountId account : accounts) {
                Stored before = stored.get(account);
                AccountLedger ledger = change.from(account, before);
                if (!ledger.account().equals(account)) {
                    throw new IllegalArgumentException(
                            "the ledger of " + account + " can't become that of " + ledger.account());
                }
                collect(ledger, before, writes);
            }
            writes.write(session);
            return true;
        });
    }

    /** Only what differs; and nothing at all when nothing does. */
    private static void collect(AccountLedger ledger, @Nullable Stored before, BookWrites writes) {
        Relevance relevance = new Relevance(ledger);
        BookHead head = BookHead.of(ledger, relevance);
        BookRows rows = BookForms.rows(ledger, relevance);
        if (before == null) {
            writes.insert(BookTables.ACCOUNT, row(ledger.account(), head));
            rows.differences(new BookRows(), writes);
            return;
        }
        long version = before.head().version();
        boolean other = rows.differences(before.rows(), writes);
        if (other || !head.withVersion(version).equals(before.head())) {
            writes.replace(BookTables.ACCOUNT, row(ledger.account(), head.withVersion(Math.addExact(version, 1))));
        }
    }

    /** Without a number: whoever reads changes next gives it one. */
    private static @Nullable Object[] row(AccountId account, BookHead head) {
        return new @Nullable Object[] {
            account.creditor().value(),
            account.customer().value(),
            head.version(),
            head.mattersUntil(),
            head.recordedUpTo().orElse(null),
            head.completeUntil().orElse(null),
            null
        };
    }

    Optional<Instant> completeUntil(CreditorId creditor) {
        Sql sql = new Sql(
                        "SELECT complete_until FROM " + dialect.names().of(BookTables.COMPLETE) + " WHERE creditor = ?")
                .id(creditor.value());
        return connections.single(
                "asking until when the ledger is complete", session -> session.first(sql, Row::instant));
    }

    void putCompleteUntil(CreditorId creditor, Instant until) {
        connections.together("storing until when the ledger is complete", session -> {
            session.write(List.of(
                    new TableWrite(Kind.UPSERT, BookTables.COMPLETE).row(creditor.value(), BookForms.kept(until))));
            return true;
        });
    }
}
