package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that a newer program has brought up to date are left alone by this one. */
class NewerSchemaTest {
    /** What is kept in the tables of a schema. */
    private interface Kept {
        void open(WatchedSource source, String schema, boolean migrates);
    }

    private static final Kept STORE = (source, schema, migrates) -> JdbcDunningStore.builder(source)
            .schemaToCreate(schema)
            .migrate(migrates)
            .build();
    private static final Kept BOOKS = (source, schema, migrates) ->
            JdbcBooks.builder(source).schemaToCreate(schema).migrate(migrates).build();
    private static final Kept KEYS = (source, schema, migrates) -> JdbcPersonalDataKeys.builder(source)
            .schemaToCreate(schema)
            .migrate(migrates)
            .build();

    static Stream<Arguments> cases() {
        return Stream.of(Named.of("H2", Databases.h2()), Named.of("PostgreSQL", Databases.postgres()))
                .flatMap(database -> Stream.of(true, false)
                        .flatMap(migrates -> Stream.of(
                                Arguments.of(database, Named.of("store", STORE), migrates, "schema_history", "8"),
                                Arguments.of(database, Named.of("books", BOOKS), migrates, "schema_history", "8"),
                                Arguments.of(database, Named.of("keys", KEYS), migrates, "key_schema_history", "1"))));
    }

    @ParameterizedTest(name = "{1} in {0}, migrate({2})")
    @MethodSource("cases")
    void tables_of_a_version_that_is_not_known_are_refused(
            WatchedSource source, Kept kept, boolean migrates, String history, String known) throws SQLException {
        String schema = Databases.newName();
        kept.open(source, schema, true);
        kept.open(source, schema, migrates);
        String table = noteVersion(source, schema, history, "99.1");

        assertThatThrownBy(() -> kept.open(source, schema, migrates))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("are of version 99.1")
                .hasMessageContaining("knows them up to version " + known)
                .hasMessageContaining("use the newer program");
        assertThat(versions(source, table)).as("nothing was written").isEqualTo(Integer.parseInt(known) + 1);
    }

    /** As a newer program notes that it has brought the tables up to date. */
    private static String noteVersion(WatchedSource source, String schema, String history, String version)
            throws SQLException {
        String spelled = source == Databases.postgres() ? schema : schema.toUpperCase(Locale.ROOT);
        String table = "\"" + spelled + "\".\"relance_" + history + "\"";
        Databases.execute(
                source,
                "INSERT INTO " + table
                        + " (\"installed_rank\", \"version\", \"description\", \"type\", \"script\", \"installed_by\","
                        + " \"execution_time\", \"success\") VALUES (100, '" + version
                        + "', 'of tomorrow', 'JDBC', 'V99_1', 'somebody', 1, TRUE)");
        return table;
    }

    /** How many are noted. */
    private static int versions(WatchedSource source, String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT COUNT(*) FROM " + table + " WHERE \"version\" <> '0'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
