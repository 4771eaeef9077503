package io.relance.adapter.storagejdbc;

/** What a store in H2 does beyond the promises of stores. */
class H2BehaviourTest extends StoreBehaviour {
    @Override
    WatchedSource source() {
        return Databases.h2();
    }

    /** In the same process a batch costs no way: what counts is that it does not grow. */
    @Override
    int most() {
        return 25;
    }
}
