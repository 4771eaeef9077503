package io.relance.adapter.storagejdbc;

/** What a ledger in PostgreSQL does beyond the promises of books. */
class PostgresBookBehaviourTest extends BookBehaviour {
    @Override
    WatchedSource source() {
        return Databases.postgres();
    }
}
