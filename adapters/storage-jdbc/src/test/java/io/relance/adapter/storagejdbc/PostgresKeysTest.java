package io.relance.adapter.storagejdbc;

/** Keys in PostgreSQL. */
class PostgresKeysTest extends KeyBehaviour {
    @Override
    WatchedSource source() {
        return Databases.postgres();
    }
}
