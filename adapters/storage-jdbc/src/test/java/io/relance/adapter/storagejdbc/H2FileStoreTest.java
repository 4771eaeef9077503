package io.relance.adapter.storagejdbc;

import io.relance.storage.DunningStore;
import io.relance.testkit.DunningStoreContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a file of H2 keeps the promises of stores. */
class H2FileStoreTest extends DunningStoreContract {
    @TempDir
    Path folder;

    private WatchedSource source = Databases.h2();

    @Override
    protected DunningStore emptyStore(InstantSource leases) {
        source = Databases.h2File(folder);
        return JdbcDunningStore.builder(source).leaseClock(leases).build();
    }

    @AfterEach
    void let_go_of_the_file() throws SQLException {
        source.close();
    }
}
