package io.relance.docs;

import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.DunningStoreContract;
import java.time.InstantSource;

// shown in docs/spi/storage.md
class MyStoreTest extends DunningStoreContract {
    @Override
    protected DunningStore emptyStore(InstantSource leases) {
        return new InMemoryDunningStore(); // a store of yours, with nothing in it
    }
}
// until here
