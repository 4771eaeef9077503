package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.Body;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitId;
import io.relance.storage.EventQuery;
import io.relance.storage.Leased;
import io.relance.storage.LedgerWindow;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import io.relance.storage.TaskQuery;
import java.sql.Array;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes every call there is, and has the database explain what the store issued. */
final class Plans {
    private final WatchedSource source;

    Plans(WatchedSource source) {
        this.source = source;
    }

    /** Every statement of every call, the first time that each was executed. */
    List<WatchedSource.Executed> statements(JdbcDunningStore store, JdbcBooks books) {
        source.forget();
        List<AccountId> page =
                Stream.iterate(7, n -> n + 150).limit(500).map(Sample::account).toList();
        store.find(page);
        store.commit(page.stream().map(id -> Sample.next(id, 1)).toList());
        store.commit(page.stream()
                .map(id -> Sample.first(AccountId.of("acme", "new" + id.customer())))
                .toList());
        store.isCommitted(page.get(0), new CommitId("0".repeat(64)));
        store.accountOf(Sample.message(page.get(0), 1).message());
        for (Optional<AccountId> after : List.of(Optional.<AccountId>empty(), Optional.of(page.get(250)))) {
            store.dueForReview(Sample.ACME, Sample.DAY, Sample.POLICY, after, 500);
            store.dueForReview(Sample.ACME, Sample.DAY.plusDays(9), new PolicyVersion("2"), after, 500);
            store.cases(Sample.ACME, after, 500);
        }
        for (int limit : List.of(10, 100, 500)) {
            List<Leased> leased = store.claim(new ClaimRequest(
                    Set.of(Sample.ACME, new CreditorId("zeta")),
                    Set.of(ChannelId.EMAIL, ChannelId.SMS),
                    Sample.DAY,
                    Sample.NOW,
                    Duration.ofMinutes(5),
                    "one",
                    limit));
            assertThat(leased).hasSize(limit);
            store.release(leased);
        }
        for (Set<AccountId> accounts : List.of(Set.<AccountId>of(), Set.copyOf(page))) {
            for (Set<OutboxState> states : List.of(
                    Set.<OutboxState>of(),
                    Set.of(OutboxState.SENDING),
                    Set.of(OutboxState.READY),
                    Set.of(OutboxState.READY, OutboxState.SENDING, OutboxState.DEAD))) {
                Page<?> first = store.outbox(new OutboxQuery(Sample.ACME, accounts, states, Optional.empty(), 100));
                store.outbox(new OutboxQuery(Sample.ACME, accounts, states, first.next(), 100));
            }
        }
        for (Optional<AccountId> account : List.of(Optional.<AccountId>empty(), Optional.of(page.get(3)))) {
            for (Optional<String> team : List.of(Optional.<String>empty(), Optional.of("collections"))) {
                for (boolean open : new boolean[] {true, false}) {
                    Page<?> first = store.tasks(new TaskQuery(Sample.ACME, account, team, open, Optional.empty(), 100));
                    store.tasks(new TaskQuery(Sample.ACME, account, team, open, first.next(), 100));
                }
            }
            Page<?> first = store.events(new EventQuery(Sample.ACME, account, Optional.empty(), 100));
            store.events(new EventQuery(Sample.ACME, account, first.next(), 100));
        }
        store.events(new EventQuery(Sample.ACME, Optional.empty(), Optional.of("98000"), 10_000));
        store.putPolicy(new PolicyDocument(Sample.ACME, Sample.POLICY, Body.of("policy")));
        store.putPolicy(new PolicyDocument(Sample.ACME, Sample.POLICY, Body.of("policy")));
        store.policy(Sample.ACME, Optional.empty());
        store.policy(Sample.ACME, Optional.of(Sample.POLICY));
        store.putChangeToken(Sample.ACME, new ChangeToken("7"));
        store.changeToken(Sample.ACME);
        ask(books, page);
        return source.executed();
    }

    private static void ask(JdbcBooks books, List<AccountId> page) {
        LedgerWindow window = new LedgerWindow(Sample.DAY, Sample.DAY.minusDays(365));
        for (Optional<AccountId> after : List.of(Optional.<AccountId>empty(), Optional.of(page.get(250)))) {
            books.accounts(Sample.ACME, window, after, 500);
        }
        books.ledgers(page, window);
        books.put(page.stream().map(Ledgers::rich).toList());
        books.put(page.stream().map(id -> Ledgers.open(id, 1).build()).toList());
        books.putPayment(
                page.get(0), Ledgers.payment("P", Sample.DAY, "5.00"), List.of(Ledgers.applied("P", "F1", "5.00")));
        Changes changes = books.changesSince(Sample.ACME, Optional.of(new ChangeToken("98000")), 500)
                .orElseThrow();
        assertThat(changes.accounts()).hasSize(500);
        books.changesSince(Sample.ACME, Optional.of(changes.next()), 500);
        books.putCompleteUntil(Sample.ACME, Sample.NOW);
        books.completeUntil(Sample.ACME);
    }

    /** The plan for these arguments. */
    String explain(Connection connection, WatchedSource.Executed executed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + executed.sql())) {
            for (Map.Entry<Integer, Object> argument : executed.arguments().entrySet()) {
                if (argument.getValue() instanceof Array array) {
                    statement.setArray(argument.getKey(), array);
                } else {
                    statement.setObject(argument.getKey(), argument.getValue());
                }
            }
            return read(statement);
        }
    }

    /** The plan that PostgreSQL keeps for a statement that is executed often, whatever the arguments. */
    String explainForAll(Connection connection, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int count = 0;
        for (int i = 0; i < sql.length(); i++) {
            numbered.append(sql.charAt(i) == '?' ? "$" + ++count : sql.substring(i, i + 1));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE explained AS " + numbered);
            String nulls = String.join(", ", Collections.nCopies(count, "NULL"));
            try (PreparedStatement explain =
                    connection.prepareStatement("EXPLAIN EXECUTE explained" + (count == 0 ? "" : "(" + nulls + ")"))) {
                return read(explain);
            } finally {
                statement.execute("DEALLOCATE explained");
            }
        }
    }

    private static String read(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            StringBuilder plan = new StringBuilder();
            while (result.next()) {
                plan.append(result.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    static Map<String, WatchedSource.Executed> distinct(List<WatchedSource.Executed> executed) {
        Map<String, WatchedSource.Executed> distinct = new LinkedHashMap<>();
        executed.forEach(one -> distinct.putIfAbsent(one.sql(), one));
        return distinct;
    }

    /** The tables of which statements speak, by their short names: each of them should be there. */
    static List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (Table table : List.of(
                Table.ACCOUNT,
                Table.CASE_PART,
                Table.EXECUTION,
                Table.COMMIT,
                Table.OUTBOX,
                Table.TASK,
                Table.EVENT,
                Table.POLICY,
                Table.FEED,
                Table.CHANGE_TOKEN,
                BookTables.ACCOUNT,
                BookTables.FEED,
                BookTables.COMPLETE)) {
            tables.add(table.name());
        }
        BookTables.CONTENTS.forEach(table -> tables.add(table.name()));
        return tables;
    }
}
