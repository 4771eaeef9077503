package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** These tests run on the newest PostgreSQL that is supported, and once more on the oldest. */
class PostgresVersionTest {
    private static final int NEWEST = 18;

    @Test
    void the_server_is_the_one_that_this_run_is_for() throws SQLException {
        try (Connection connection = Databases.postgres().getConnection()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion())
                    .isEqualTo(Integer.getInteger("relance.postgresql", NEWEST));
        }
    }
}
