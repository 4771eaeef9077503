package io.relance.adapter.storagejdbc;

/** What a ledger in H2 does beyond the promises of books. */
class H2BookBehaviourTest extends BookBehaviour {
    @Override
    WatchedSource source() {
        return Databases.h2();
    }
}
