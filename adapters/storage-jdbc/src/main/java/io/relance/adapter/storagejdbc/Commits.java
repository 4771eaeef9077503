package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.AccountState.Known;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountOrder;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.ExecutionKey;
import io.relance.storage.OutboxState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stores commits: locks the heads of their accounts in the order of their ids, reads what decides, judges one after the other
 * in memory, and writes all that is to be stored. However many there are, the statements are as many.
 */
record Commits(Connections connections, Dialect dialect) {
    private static final int COMMIT = 1;
    private static final int EXECUTION = 2;
    private static final int ENTRY = 3;

    /** A column in which facts are read: what it is called in the tables that have it. */
    private record Fact(ColumnType type, List<String> names) {
        Fact(ColumnType type, String... names) {
            this(type, List.of(names));
        }
    }

    private static final List<Fact> FACTS = List.of(
            new Fact(ColumnType.HASH, "id", "message"),
            new Fact(ColumnType.ID, "receivable"),
            new Fact(ColumnType.ID, "step"),
            new Fact(ColumnType.INT, "cycle_number", "attempt"),
            new Fact(ColumnType.LABEL, "state"),
            new Fact(ColumnType.LABEL, "lease_owner"),
            new Fact(ColumnType.INSTANT, "lease_until"),
            new Fact(ColumnType.INSTANT, "lease_named"));

    List<CommitOutcome> commit(List<AccountCommit> commits) {
        return commits.isEmpty()
                ? List.of()
                : connections.together("storing commits", session -> commit(session, commits));
    }

    private List<CommitOutcome> commit(Session session, List<AccountCommit> commits) throws SQLException {
        Map<AccountId, AccountState> states = lock(session, commits);
        read(session, commits, states);
        List<CommitOutcome> outcomes = new ArrayList<>();
        for (AccountCommit commit : commits) {
            outcomes.add(state(states, commit.account()).judge(commit));
        }
        CommitWrites writes = new CommitWrites();
        states.values().forEach(state -> state.collect(writes));
        writes.write(session);
        return outcomes;
    }

    private static AccountState state(Map<AccountId, AccountState> states, AccountId account) {
        return Objects.requireNonNull(states.get(account));
    }

    /** Whoever commits for one of these accounts waits until this transaction ends. */
    private Map<AccountId, AccountState> lock(Session session, List<AccountCommit> commits) throws SQLException {
        Map<AccountId, AccountState> states = new TreeMap<>(AccountOrder.BY_BYTES);
        commits.forEach(commit -> states.put(commit.account(), new AccountState(commit.account())));
        List<Sql> heads = dialect.lock(
                "a.creditor, a.customer, a.revision, a.events", Table.ACCOUNT, 2, Cases.keys(states.keySet()));
        for (Sql query : heads) {
            session.query(query, row -> {
                AccountId account = row.account();
                return states.put(account, new AccountState(account, row.number(), row.number()));
            });
        }
        return states;
    }

    /** What was stored of the accounts before; of new ones there is nothing. */
    private void read(Session session, List<AccountCommit> commits, Map<AccountId, AccountState> states)
            throws SQLException {
        List<Object[]> ids = new ArrayList<>();
        List<Object[]> executions = new ArrayList<>();
        Map<AccountId, Map<MessageId, Boolean>> messages = new TreeMap<>(AccountOrder.BY_BYTES);
        for (AccountCommit commit : commits) {
            AccountId account = commit.account();
            if (!state(states, account).isStored()) {
                continue;
            }
            String creditor = account.creditor().value();
            String customer = account.customer().value();
            ids.add(new Object[] {creditor, customer, commit.commitId().value()});
            for (ExecutionKey key : commit.planned()) {
                executions.add(
                        new Object[] {creditor, customer, key.receivable().value(), key.cycle(), key.step()});
            }
            Map<MessageId, Boolean> own = messages.computeIfAbsent(account, id -> new TreeMap<>());
            commit.added().forEach(entry -> own.put(entry.message(), true));
            commit.changed().forEach(change -> own.put(change.entry().message(), true));
        }
        List<Object[]> entries = new ArrayList<>();
        messages.forEach((account, own) -> own.keySet()
                .forEach(message -> entries.add(new Object[] {
                    account.creditor().value(), account.customer().value(), message.value()
                })));
        List<Sql> queries = new ArrayList<>();
        add(queries, COMMIT, Table.COMMIT, ids, "id");
        add(queries, EXECUTION, Table.EXECUTION, executions, "receivable", "step", "cycle_number");
        add(
                queries,
                ENTRY,
                Table.OUTBOX,
                entries,
                "message",
                "attempt",
                "state",
                "lease_owner",
                "lease_until",
                "lease_named");
        for (Sql query : dialect.united(queries)) {
            session.query(query, row -> known(row, states));
        }
    }

    /** Rows of one kind, with nothing in the columns that the kind has not. */
    private void add(List<Sql> queries, int kind, Table table, List<Object[]> keys, String... columns) {
        if (keys.isEmpty()) {
            return;
        }
        List<String> own = List.of(columns);
        StringBuilder selected = new StringBuilder(kind + ", a.creditor, a.customer");
        for (Fact fact : FACTS) {
            Optional<String> name = fact.names().stream().filter(own::contains).findFirst();
            selected.append(", ")
                    .append(name.map(some -> "a." + some).orElse("CAST(NULL AS " + dialect.type(fact.type()) + ")"));
        }
        int keyCount = table.keyCount();
        if (kind == ENTRY) {
            // locked as well: who claims an entry does not ask for the lock of its account
            queries.addAll(dialect.lock(selected.toString(), table, keyCount, keys));
        } else {
            queries.add(dialect.lookup(selected.toString(), table, keyCount, keys));
        }
    }

    private static boolean known(Row row, Map<AccountId, AccountState> states) throws SQLException {
        int kind = row.count();
        AccountState state = state(states, row.account());
        switch (kind) {
            case COMMIT -> state.knowCommit(new CommitId(row.hash()));
            case EXECUTION -> {
                row.skip(1);
                ReceivableId receivable = new ReceivableId(row.id());
                String step = row.id();
                state.knowExecution(new ExecutionKey(receivable, row.count(), step));
            }
            default -> {
                MessageId message = new MessageId(row.hash());
                row.skip(2);
                int attempt = row.count();
                OutboxState now = OutboxState.valueOf(row.label());
                state.knowEntry(
                        message, new Known(now, attempt, row.maybeLabel(), row.maybeInstant(), row.maybeInstant()));
            }
        }
        return true;
    }
}
