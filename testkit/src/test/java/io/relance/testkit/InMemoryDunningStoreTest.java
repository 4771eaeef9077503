package io.relance.testkit;

import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import java.time.InstantSource;

/** The store in memory keeps the promises of stores. */
class InMemoryDunningStoreTest extends DunningStoreContract {
    @Override
    protected DunningStore emptyStore(InstantSource leases) {
        return new InMemoryDunningStore();
    }
}
