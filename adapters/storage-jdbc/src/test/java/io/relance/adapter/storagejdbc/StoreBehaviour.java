package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.ChangeToken;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Leased;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.PolicyDocument;
import io.relance.storage.TaskQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store in a database does beyond the promises of stores; of each database. */
abstract class StoreBehaviour {
    private static final AccountId DUPONT = AccountId.of("acme", "dupont");
    private static final AccountId MARTIN = AccountId.of("acme", "martin");

    private WatchedSource source;
    private String schema = "";
    private JdbcDunningStore store;

    /** A database; its connections may be shared by tests. */
    abstract WatchedSource source();

    @BeforeEach
    void build() {
        source = source();
        schema = Databases.newName();
        store = JdbcDunningStore.builder(source).schemaToCreate(schema).build();
    }

    @Test
    void what_the_host_rolls_back_is_not_stored_and_its_connection_stays_open() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            DunningStore joined = store.on(() -> connection);
            assertThat(joined.commit(List.of(Sample.first(DUPONT)))).containsExactly(CommitOutcome.STORED);
            joined.putPolicy(new PolicyDocument(Sample.ACME, Sample.POLICY, Body.of("policy")));
            joined.putChangeToken(Sample.ACME, new ChangeToken("7"));
            assertThat(joined.find(List.of(DUPONT))).containsKey(DUPONT);
            assertThat(joined.claim(claim("one"))).hasSize(1);
            assertThat(Sample.feed(joined, Optional.empty()).items()).hasSize(1);
            joined.close();
            assertThat(connection.isClosed()).isFalse();
            connection.rollback();
        }

        assertThat(store.find(List.of(DUPONT))).isEmpty();
        assertThat(store.policy(Sample.ACME, Optional.empty())).isEmpty();
        assertThat(store.changeToken(Sample.ACME)).isEmpty();
        assertThat(store.claim(claim("one"))).isEmpty();
        assertThat(Sample.feed(store, Optional.empty()).items()).isEmpty();
        assertThat(store.commit(List.of(Sample.first(DUPONT)))).containsExactly(CommitOutcome.STORED);
    }

    @Test
    void what_the_host_commits_is_stored_with_its_own_rows() throws SQLException {
        Databases.execute(source, "CREATE TABLE " + schema + ".invoice (id INT PRIMARY KEY)");
        try (Connection connection = source.getConnection();
                Statement own = connection.createStatement()) {
            connection.setAutoCommit(false);
            own.execute("INSERT INTO " + schema + ".invoice VALUES (1)");
            store.on(() -> connection).commit(List.of(Sample.first(DUPONT)));
            assertThat(store.find(List.of(DUPONT)))
                    .as("others see nothing of it yet")
                    .isEmpty();
            connection.commit();
        }

        assertThat(store.find(List.of(DUPONT))).containsKey(DUPONT);
        assertThat(rows(schema + ".invoice")).isEqualTo(1);
    }

    @Test
    void a_refused_commit_leaves_the_transaction_of_the_host_usable() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            DunningStore joined = store.on(() -> connection);
            joined.commit(List.of(Sample.first(DUPONT)));
            AccountCommit gap = Sample.next(MARTIN, 0);
            AccountCommit wrong = new AccountCommit(
                    gap.commitId(),
                    gap.head(),
                    0,
                    gap.parts(),
                    Set.of(),
                    Set.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(Sample.event(MARTIN, 4)),
                    Set.of());
            assertThatThrownBy(() -> joined.commit(List.of(Sample.next(DUPONT, 1), wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(joined.commit(List.of(Sample.first(MARTIN)))).containsExactly(CommitOutcome.STORED);
            connection.commit();
        }
        assertThat(store.find(List.of(DUPONT)).get(DUPONT).head().revision())
                .as("nothing of the call that failed")
                .isEqualTo(1);
        assertThat(store.find(List.of(MARTIN))).containsKey(MARTIN);
    }

    @Test
    void a_connection_that_commits_by_itself_is_no_transaction_to_join() throws SQLException {
        try (Connection connection = source.getConnection()) {
            DunningStore joined = store.on(() -> connection);
            assertThatThrownBy(() -> joined.commit(List.of(Sample.first(DUPONT))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("commits every statement by itself");
        }
    }

    @Test
    void rule_28_an_event_whose_transaction_commits_late_is_given_by_the_next_page() throws SQLException {
        store.commit(List.of(Sample.first(DUPONT)));
        try (Connection late = source.getConnection()) {
            late.setAutoCommit(false);
            store.on(() -> late).commit(List.of(Sample.first(MARTIN)));
            store.commit(List.of(Sample.next(DUPONT, 1)));

            Page<EventRecord> first = Sample.feed(store, Optional.empty());
            assertThat(Sample.names(first)).containsExactly("dupont 1", "dupont 2");
            late.commit();
            Page<EventRecord> second = Sample.feed(store, first.next());
            assertThat(Sample.names(second)).containsExactly("martin 1");
            store.commit(List.of(Sample.next(MARTIN, 1)));
            assertThat(Sample.names(Sample.feed(store, second.next()))).containsExactly("martin 2");
        }
        assertThat(Sample.names(Sample.feed(store, Optional.empty())))
                .containsExactly("dupont 1", "dupont 2", "martin 1", "martin 2");
    }

    @Test
    void rule_28_readers_miss_nothing_while_many_write() throws Exception {
        int writers = 4;
        int each = 30;
        List<Callable<List<String>>> all = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int first = writer * each;
            all.add(() -> {
                for (int i = first; i < first + each; i++) {
                    store.commit(List.of(Sample.first(Sample.account(i)), Sample.next(Sample.account(i), 1)));
                }
                return List.of();
            });
        }
        for (int reader = 0; reader < 2; reader++) {
            int limit = 5 + 60 * reader;
            all.add(() -> {
                List<String> read = new ArrayList<>();
                Optional<String> after = Optional.empty();
                long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (read.size() < 2 * writers * each && System.nanoTime() < end) {
                    Page<EventRecord> page = store.events(new EventQuery(Sample.ACME, Optional.empty(), after, limit));
                    read.addAll(Sample.names(page));
                    after = page.next().isPresent() ? page.next() : after;
                }
                return read;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        List<List<String>> read = new ArrayList<>();
        try {
            for (Future<List<String>> done : threads.invokeAll(all)) {
                read.add(done.get());
            }
        } finally {
            threads.shutdownNow();
        }

        List<String> one = read.get(writers);
        assertThat(one).hasSize(2 * writers * each).doesNotHaveDuplicates();
        assertThat(read.get(writers + 1)).isEqualTo(one);
        assertThat(one)
                .allSatisfy(name ->
                        assertThat(one.indexOf(name.replace(" 2", " 1"))).isLessThanOrEqualTo(one.indexOf(name)));
    }

    @Test
    void a_feed_that_nobody_read_for_long_is_given_in_pages_of_any_size() {
        for (int from = 0; from < 1_300; from += 650) {
            store.commit(Sample.accounts(from + 650).subList(from, from + 650).stream()
                    .map(Sample::first)
                    .toList());
        }
        List<String> read = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int limit : List.of(3, 700, 2_000)) {
            Page<EventRecord> page = store.events(new EventQuery(Sample.ACME, Optional.empty(), after, limit));
            read.addAll(Sample.names(page));
            after = page.next();
        }
        assertThat(read).hasSize(1_300).doesNotHaveDuplicates();
        assertThat(read.get(0)).isEqualTo("c000000 1");
        assertThat(read.get(1_299)).isEqualTo("c001299 1");
    }

    @Test
    void tables_of_the_host_are_left_alone_also_those_of_the_same_name() throws SQLException {
        String own = Databases.newName();
        Databases.execute(
                source,
                "CREATE SCHEMA " + own,
                "CREATE TABLE " + own + ".account (id INT PRIMARY KEY)",
                "INSERT INTO " + own + ".account VALUES (42)",
                "CREATE TABLE " + own + ".flyway_schema_history (id INT PRIMARY KEY)");

        JdbcDunningStore beside =
                JdbcDunningStore.builder(source).schema(own).tablePrefix("dun_").build();
        beside.commit(List.of(Sample.first(DUPONT)));

        assertThat(rows(own + ".account")).isEqualTo(1);
        assertThat(rows(own + ".flyway_schema_history")).isZero();
        assertThat(rows(own + ".dun_account")).isEqualTo(1);
        assertThat(tables(own))
                .containsExactlyInAnyOrder(
                        "account",
                        "flyway_schema_history",
                        "dun_account",
                        "dun_account_name",
                        "dun_book_account",
                        "dun_book_allocation",
                        "dun_book_complete",
                        "dun_book_contact",
                        "dun_book_credit_note",
                        "dun_book_customer",
                        "dun_book_feed",
                        "dun_book_field",
                        "dun_book_label",
                        "dun_book_payment",
                        "dun_book_receivable",
                        "dun_book_write_off",
                        "dun_case_part",
                        "dun_change_token",
                        "dun_commit",
                        "dun_event",
                        "dun_execution",
                        "dun_feed",
                        "dun_outbox",
                        "dun_policy",
                        "dun_schema_history",
                        "dun_task");
        assertThat(store.find(List.of(DUPONT))).as("another schema").isEmpty();
    }

    @Test
    void two_stores_of_one_schema_and_other_prefixes_know_nothing_of_each_other() {
        JdbcDunningStore other = JdbcDunningStore.builder(source)
                .schema(schema)
                .tablePrefix("second_")
                .build();
        other.commit(List.of(Sample.first(DUPONT)));

        assertThat(store.find(List.of(DUPONT))).isEmpty();
        assertThat(JdbcDunningStore.builder(source)
                        .schema(schema)
                        .tablePrefix("second_")
                        .build()
                        .find(List.of(DUPONT)))
                .as("built again, migrated once")
                .containsKey(DUPONT);
    }

    @Test
    void a_schema_is_made_only_when_asked_for() {
        String absent = Databases.newName();

        assertThatThrownBy(() -> JdbcDunningStore.builder(source).schema(absent).build())
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("there is no schema", "have it made");
        assertThat(tables(absent)).isEmpty();
    }

    @Test
    void without_migration_nothing_is_made() {
        String empty = Databases.newName();
        JdbcDunningStore bare = JdbcDunningStore.builder(source)
                .schemaToCreate(empty)
                .migrate(false)
                .build();

        assertThat(tables(empty)).isEmpty();
        assertThatThrownBy(() -> bare.find(List.of(DUPONT)))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("reading cases failed");
    }

    @Test
    void names_that_need_quotes_are_refused() {
        for (String name : List.of("", "Relance", "1st", "a-b", "a b", "x\"; DROP TABLE y", "a".repeat(31))) {
            assertThatThrownBy(() -> JdbcDunningStore.builder(source).tablePrefix(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a table prefix is a lower-case letter");
            assertThatThrownBy(() -> JdbcDunningStore.builder(source).schema(name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_error_says_nothing_about_people() throws SQLException {
        Databases.execute(source, "DROP TABLE " + schema + ".relance_task");

        assertThatThrownBy(() -> store.commit(List.of(Sample.first(DUPONT))))
                .isInstanceOf(StorageException.class)
                .hasMessageMatching("storing commits failed: \\w+, SQL state \\w+, code -?\\d+")
                .hasNoCause()
                .satisfies(error ->
                        assertThat(((StorageException) error).sqlState()).hasSize(5));
        assertThat(store.find(List.of(DUPONT))).as("stored whole or not at all").isEmpty();
    }

    @Test
    void an_id_that_no_database_can_keep_is_refused_by_its_length_alone() {
        for (String id : List.of("dupont\0", "dupon\uD83D")) {
            assertThatThrownBy(() -> store.commit(List.of(Sample.first(AccountId.of("acme", id)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("can't be stored")
                    .hasMessageNotContaining("dupon");
        }
    }

    @Test
    void a_page_goes_on_only_after_what_a_page_gave() {
        for (String after : List.of("x", "3:ab", "1:a", "1:a1:b1:c1:d")) {
            assertThatThrownBy(() -> store.tasks(new TaskQuery(
                            Sample.ACME, Optional.empty(), Optional.empty(), true, Optional.of(after), 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(after);
        }
        assertThatThrownBy(() -> Sample.feed(store, Optional.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leases_end_by_the_clock_of_the_database_and_are_named_by_that_of_the_caller() {
        store.commit(List.of(Sample.first(DUPONT)));

        Leased leased = store.claim(claim("one")).get(0);

        assertThat(leased.until())
                .as("the caller's clock is years behind")
                .isEqualTo(Sample.NOW.plus(Duration.ofMinutes(5)));
        assertThat(store.claim(claim("two"))).isEmpty();
        store.release(List.of(leased));
        assertThat(store.claim(claim("two"))).hasSize(1);
    }

    /** The page that a run reads and stores: so many ways to the database, whatever the number of accounts. */
    @Test
    void a_call_makes_as_many_statements_for_500_accounts_as_for_one() {
        List<List<Integer>> trips = new ArrayList<>();
        int from = 0;
        for (int size : List.of(1, 50, 500)) {
            List<AccountId> page = Sample.accounts(from + size).subList(from, from + size);
            from += size;
            List<Integer> counts = new ArrayList<>();
            counts.add(trips(() -> store.find(page)));
            counts.add(trips(() -> store.commit(page.stream().map(Sample::first).toList())));
            counts.add(trips(() -> store.find(page)));
            counts.add(trips(() -> store.outbox(outbox(page))));
            counts.add(trips(() ->
                    store.commit(page.stream().map(id -> Sample.next(id, 1)).toList())));
            counts.add(trips(() ->
                    store.commit(page.stream().map(id -> Sample.next(id, 1)).toList())));
            counts.add(trips(() -> store.dueForReview(Sample.ACME, Sample.DAY, Sample.POLICY, Optional.empty(), 500)));
            counts.add(trips(() -> store.cases(Sample.ACME, Optional.empty(), 500)));
            List<Leased> leased = new ArrayList<>();
            counts.add(trips(() -> leased.addAll(store.claim(new ClaimRequest(
                    Set.of(Sample.ACME),
                    Set.of(ChannelId.EMAIL),
                    Sample.DAY,
                    Sample.NOW,
                    Duration.ofMinutes(5),
                    "one",
                    500)))));
            assertThat(leased).hasSize(2 * size > 500 ? 500 : 2 * size);
            counts.add(trips(() -> {
                store.release(leased);
                return true;
            }));
            counts.add(
                    trips(() -> store.accountOf(Sample.message(page.get(0), 1).message())));
            counts.add(trips(() -> store.tasks(
                    new TaskQuery(Sample.ACME, Optional.empty(), Optional.empty(), true, Optional.empty(), 500))));
            counts.add(trips(
                    () -> store.events(new EventQuery(Sample.ACME, Optional.of(page.get(0)), Optional.empty(), 500))));
            trips.add(counts);
            // leases of this round would shorten the next
            store.claim(new ClaimRequest(
                    Set.of(Sample.ACME),
                    Set.of(ChannelId.EMAIL),
                    Sample.DAY,
                    Sample.NOW,
                    Duration.ofDays(1),
                    "two",
                    5_000));
        }
        assertThat(trips.get(1)).isEqualTo(trips.get(0));
        assertThat(trips.get(2)).isEqualTo(trips.get(0));
        assertThat(page(trips.get(0), 0, 1))
                .as("a first run: find, outbox, commit")
                .isLessThanOrEqualTo(most());
        assertThat(page(trips.get(0), 2, 4))
                .as("a later run: find, outbox, commit")
                .isLessThanOrEqualTo(most());
    }

    /** The most ways to the database for a page of a run, the end of the transaction included. */
    abstract int most();

    /** Of a page: to find, to ask the outbox, to commit. */
    private static int page(List<Integer> counts, int find, int commit) {
        return counts.get(find) + counts.get(3) + counts.get(commit);
    }

    private int trips(Supplier<?> call) {
        source.forget();
        call.get();
        return source.trips().size();
    }

    private static OutboxQuery outbox(List<AccountId> accounts) {
        return new OutboxQuery(
                Sample.ACME,
                Set.copyOf(accounts),
                Set.of(OutboxState.READY, OutboxState.SENDING),
                Optional.empty(),
                1_000);
    }

    private static ClaimRequest claim(String owner) {
        return new ClaimRequest(
                Set.of(Sample.ACME, new CreditorId("zeta")),
                Set.of(ChannelId.EMAIL),
                Sample.DAY,
                Sample.NOW,
                Duration.ofMinutes(5),
                owner,
                10);
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Set<String> tables(String of) {
        Set<String> tables = new TreeSet<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_schema) = '" + of
                                + "'")) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return tables;
    }
}
