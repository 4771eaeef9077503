package io.relance.adapter.storagejdbc;

/** What a store in PostgreSQL does beyond the promises of stores. */
class PostgresBehaviourTest extends StoreBehaviour {
    @Override
    WatchedSource source() {
        return Databases.postgres();
    }

    @Override
    int most() {
        return 7;
    }
}
