package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A commit to a file of H2 is written before it returns. */
class WriteBehindTest {
    @TempDir
    Path folder;

    static Stream<Named<Consumer<DataSource>>> whatIsKept() {
        return Stream.of(
                Named.of("what the engine remembers", JdbcDunningStore::create),
                Named.of("books", JdbcBooks::create),
                Named.of("keys", JdbcPersonalDataKeys::create));
    }

    @ParameterizedTest
    @MethodSource("whatIsKept")
    void a_file_of_h2_writes_behind_until_something_is_kept_in_it_and_never_again(Consumer<DataSource> keep)
            throws SQLException {
        DataSource source = file();
        assertThat(delayMillis(source)).as("the default of H2").isEqualTo(500);

        keep.accept(source);

        // without a pool every connection opens the file anew
        assertThat(delayMillis(source)).isZero();
    }

    @Test
    void tables_that_somebody_else_has_made_are_written_at_once_too() throws SQLException {
        DataSource source = file();
        JdbcDunningStore.create(source);
        execute(source, "SET WRITE_DELAY 500");

        JdbcDunningStore.builder(source).migrate(false).build();

        assertThat(delayMillis(source)).isZero();
    }

    @Test
    void a_user_who_may_not_set_it_is_told_who_may() throws SQLException {
        DataSource admin = file();
        JdbcDunningStore.create(admin);
        execute(
                admin,
                "SET WRITE_DELAY 200",
                "CREATE USER clerk PASSWORD 'secret'",
                "GRANT ALL ON SCHEMA PUBLIC TO clerk");
        JdbcDataSource clerk = file();
        clerk.setUser("clerk");
        clerk.setPassword("secret");

        assertThatThrownBy(() -> JdbcDunningStore.builder(clerk).migrate(false).build())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("200 ms")
                .hasMessageContaining("administrator")
                .hasMessageContaining("SET WRITE_DELAY 0");

        execute(admin, "SET WRITE_DELAY 0");
        assertThat(JdbcDunningStore.builder(clerk).migrate(false).build().find(List.of()))
                .isEmpty();
    }

    @Test
    void in_memory_there_is_nothing_to_write() throws SQLException {
        WatchedSource source = Databases.h2();

        JdbcDunningStore.create(source);

        assertThat(delayMillis(source)).isZero();
    }

    private JdbcDataSource file() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + folder.resolve("relance"));
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    private static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int delayMillis(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'")) {
            assertThat(setting.next()).isTrue();
            return setting.getInt(1);
        }
    }
}
