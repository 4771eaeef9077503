package io.relance.testkit;

import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;

/** The store in memory keeps the promises of stores. */
class InMemoryDunningStoreTest extends DunningStoreContract {
    @Override
    protected DunningStore emptyStore() {
        return new InMemoryDunningStore();
    }
}
