package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When work is done again, and what is left when it fails. */
class OwnConnectionsTest {
    private final WatchedSource source = Databases.h2();
    private final OwnConnections connections =
            new OwnConnections(source, new H2Dialect(new Names("PUBLIC", "relance_")));
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "40P01"})
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
