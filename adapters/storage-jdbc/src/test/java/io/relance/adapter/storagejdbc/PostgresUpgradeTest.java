package io.relance.adapter.storagejdbc;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of PostgreSQL that an earlier schema left is brought up to date, with all that is in it. */
class PostgresUpgradeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void what_a_schema_left_is_there_after_the_upgrade(int version) throws SQLException {
        WatchedSource source = Databases.postgres();
        String schema = Databases.newName();
        Databases.execute(
                source,
                "CREATE SCHEMA " + schema,
                KeptDump.read("schema-" + version + ".postgresql.sql").replace(KeptDump.SCHEMA, schema));

        JdbcDunningStore store = JdbcDunningStore.builder(source).schema(schema).build();

        Upgrades.allIsThere(store);
        Upgrades.workGoesOn(store);
        Upgrades.workIsKept(JdbcDunningStore.builder(source).schema(schema).build());
    }
}
