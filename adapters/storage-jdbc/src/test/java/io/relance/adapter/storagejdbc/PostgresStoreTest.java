package io.relance.adapter.storagejdbc;

import io.relance.storage.DunningStore;
import io.relance.testkit.DunningStoreContract;
import java.time.InstantSource;

/** A store in PostgreSQL keeps the promises of stores. */
class PostgresStoreTest extends DunningStoreContract {
    @Override
    protected DunningStore emptyStore(InstantSource leases) {
        return Databases.postgresStore().leaseClock(leases).build();
    }
}
