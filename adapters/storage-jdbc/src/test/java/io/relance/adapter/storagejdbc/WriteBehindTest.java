package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.receivable.CreditorId;
import io.relance.storage.ChangeToken;
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
    void a_file_of_h2_writes_behind_until_something_is_kept_in_it(Consumer<DataSource> keep) throws SQLException {
        DataSource source = file();
        assertThat(delayMillis(source)).as("the default of H2").isEqualTo(500);

        try (Connection open = source.getConnection()) {
            keep.accept(source);

            assertThat(delayMillis(source)).isZero();
            assertThat(open.isClosed()).isFalse();
        }
    }

    @Test
    void it_is_so_whenever_the_file_has_been_opened_anew() throws SQLException {
        DataSource source = file();
        JdbcDunningStore store = JdbcDunningStore.create(source);
        assertThat(delayMillis(source))
                .as("H2 keeps the setting, and does not go by it")
                .isEqualTo(500);

        try (Connection open = source.getConnection()) {
            store.putChangeToken(new CreditorId("acme"), new ChangeToken("1"));

            assertThat(delayMillis(source)).isZero();
            assertThat(open.isClosed()).isFalse();
        }
    }

    @Test
    void tables_that_somebody_else_has_made_are_written_at_once_too() throws SQLException {
        DataSource source = file();
        JdbcDunningStore.create(source);
        try (Connection open = source.getConnection()) {
            JdbcDunningStore.builder(source).migrate(false).build();

            assertThat(delayMillis(source)).isZero();
            assertThat(open.isClosed()).isFalse();
        }
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
                .hasMessageContaining("500 ms")
                .hasMessageContaining("administrator")
                .hasMessageContaining(";WRITE_DELAY=0");

        try (Connection open = admin.getConnection();
                Statement statement = open.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
            assertThat(JdbcDunningStore.builder(clerk).migrate(false).build().find(List.of()))
                    .isEmpty();
        }
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
                        // what was set, and what is gone by
                        "SELECT MAX(CAST(SETTING_VALUE AS INTEGER)) FROM INFORMATION_SCHEMA.SETTINGS"
                                + " WHERE SETTING_NAME = 'WRITE_DELAY'")) {
            assertThat(setting.next()).isTrue();
            return setting.getInt(1);
        }
    }
}
