package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When work is done again, and what is left when it fails. */
class OwnConnectionsTest {
    private final WatchedSource source = Databases.h2();
    private final OwnConnections connections =
            new OwnConnections(source, new H2Dialect(new Names("PUBLIC", "relance_"), true));
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "40P01", "55P03", "HYT00"})
    void work_that_others_were_in_the_way_of_is_done_again_in_a_new_transaction(String state) {
        String done = connections.together("working", session -> {
            if (attempts.incrementAndGet() < 3) {
                throw new SQLException("in the way", state);
            }
            return "done";
        });

        assertThat(done).isEqualTo("done");
        assertThat(source.trips()).containsExactly("rollback", "rollback", "commit");
    }

    @Test
    void who_waits_too_long_for_a_lock_of_h2_begins_again() throws SQLException {
        Databases.execute(
                source,
                "CREATE TABLE counted (number INT)",
                "INSERT INTO counted VALUES (0)",
                "SET DEFAULT_LOCK_TIMEOUT 50");

        assertThat(countedThoughLocked(source, connections, "counted", List.of()))
                .isEqualTo(2);
        assertThat(failures).containsExactly("HYT00");
    }

    @Test
    void who_waits_too_long_for_a_lock_of_postgresql_begins_again() throws SQLException {
        WatchedSource postgres = Databases.postgres();
        String table = Databases.newName();
        Databases.execute(postgres, "CREATE TABLE " + table + " (number INT)", "INSERT INTO " + table + " VALUES (0)");
        OwnConnections others = new OwnConnections(postgres, new PostgresDialect(new Names("public", "relance_")));

        assertThat(countedThoughLocked(postgres, others, table, List.of("SET LOCAL lock_timeout = '50ms'")))
                .isEqualTo(2);
        assertThat(failures).containsExactly("55P03");
    }

    /** What a row counts to, locked by another until somebody has waited too long for it once. */
    private long countedThoughLocked(WatchedSource from, OwnConnections mine, String table, List<String> before)
            throws SQLException {
        Sql count = new Sql("UPDATE " + table + " SET number = number + 1");
        try (Connection other = from.getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement statement = other.prepareStatement(count.text())) {
                statement.executeUpdate();
            }
            return mine.together("counting", session -> {
                if (attempts.incrementAndGet() == 2) {
                    other.commit();
                }
                try {
                    for (String statement : before) {
                        session.update(new Sql(statement));
                    }
                    session.update(count);
                } catch (SQLException e) {
                    failures.add(e.getSQLState());
                    throw e;
                }
                return session.first(new Sql("SELECT number FROM " + table), Row::number)
                        .orElseThrow();
            });
        }
    }

    @Test
    void on_h2_one_transaction_begins_when_the_other_is_over() throws InterruptedException {
        assertThat(meetInTheirTransactions(connections, 200)).isFalse();
    }

    @Test
    void on_h2_who_has_the_lock_that_another_waits_for_gets_a_turn_before_that_one_gives_up()
            throws SQLException, InterruptedException {
        Databases.execute(
                source,
                "CREATE TABLE counted (number INT)",
                "INSERT INTO counted VALUES (0)",
                "SET DEFAULT_LOCK_TIMEOUT 100");
        Sql count = new Sql("UPDATE counted SET number = number + 1");
        CountDownLatch begun = new CountDownLatch(1);
        Thread engine = new Thread(() -> {
            try {
                connections.together("counting", session -> {
                    attempts.incrementAndGet();
                    begun.countDown();
                    return session.update(count);
                });
            } catch (StorageException e) {
                failures.add(e.getMessage());
            }
        });
        try (Connection host = source.getConnection()) {
            host.setAutoCommit(false);
            try (PreparedStatement statement = host.prepareStatement(count.text())) {
                statement.executeUpdate();
            }
            engine.start();
            begun.await();

            String done = connections.together("working", session -> "done");
            host.commit();

            assertThat(done).isEqualTo("done");
        }
        engine.join();

        assertThat(failures).isEmpty();
        assertThat(attempts).hasValueLessThan(Connections.ATTEMPTS);
    }

    @Test
    void on_postgresql_nobody_waits() throws InterruptedException {
        OwnConnections others =
                new OwnConnections(Databases.postgres(), new PostgresDialect(new Names("public", "relance_")));

        assertThat(meetInTheirTransactions(others, 10_000)).isTrue();
    }

    /** Whether a second thread begins its work while the first is about its own, which it waits for. */
    private static boolean meetInTheirTransactions(OwnConnections both, long longestMillis)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread second = new Thread(() -> both.together("working too", session -> {
            begun.countDown();
            return "done";
        }));
        boolean met = both.together("working", session -> {
            second.start();
            try {
                return begun.await(longestMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        second.join();
        assertThat(begun.getCount()).as("in the end it begins").isZero();
        return met;
    }

    @Test
    void at_some_point_it_is_given_up() {
        assertThatThrownBy(() -> connections.together("working", session -> {
                    attempts.incrementAndGet();
                    throw new SQLException("in the way", "40001");
                }))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("working failed")
                .hasMessageContaining("40001");
        assertThat(attempts).hasValue(Connections.ATTEMPTS);
    }

    @Test
    void any_other_error_is_one_at_once() {
        assertThatThrownBy(() -> connections.together("working", session -> {
                    attempts.incrementAndGet();
                    throw new SQLException("no table of that name", "42S02");
                }))
                .isInstanceOf(StorageException.class);
        assertThat(attempts).hasValue(1);
        assertThat(source.trips()).containsExactly("rollback");
    }
}
