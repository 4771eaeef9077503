package io.relance.adapter.storagejdbc;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of H2 that an earlier schema left is brought up to date, with all that is in it. */
class H2UpgradeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void what_a_schema_left_is_there_after_the_upgrade(int version) throws SQLException {
        WatchedSource source = Databases.h2();
        Databases.execute(source, KeptDump.read("schema-" + version + ".h2.sql"));

        JdbcDunningStore store = JdbcDunningStore.create(source);

        Upgrades.allIsThere(store);
        Upgrades.workGoesOn(store);
        Upgrades.workIsKept(JdbcDunningStore.create(source));
    }
}
