package io.relance.testkit;

import io.relance.storage.InMemoryDunningStore;

/** A store that keeps its promises; for those that break one. */
class PassingStore extends ForwardingStore {
    PassingStore() {
        super(new InMemoryDunningStore());
    }
}
