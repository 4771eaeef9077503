package io.relance.adapter.storagejdbc;

import io.relance.storage.DunningStore;
import io.relance.testkit.DunningStoreContract;
import java.time.InstantSource;

/** A store in H2 in memory keeps the promises of stores. */
class H2MemoryStoreTest extends DunningStoreContract {
    @Override
    protected DunningStore emptyStore(InstantSource leases) {
        return JdbcDunningStore.builder(Databases.h2()).leaseClock(leases).build();
    }
}
