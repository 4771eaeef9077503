package io.relance.adapter.storagejdbc;

/** Keys in H2. */
class H2KeysTest extends KeyBehaviour {
    @Override
    WatchedSource source() {
        return Databases.h2();
    }
}
