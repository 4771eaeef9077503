package io.relance.engine;

import io.relance.storage.DunningStore;
import io.relance.testkit.ForwardingStore;
import java.util.function.Supplier;

/** Throws in one of its calls, counted over all methods: before doing anything, or after all was done. */
final class UnreliableStore extends ForwardingStore {
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final int failing;
    private final boolean afterwards;
    private int calls;

    UnreliableStore(DunningStore store, int failing, boolean afterwards) {
        super(store);
        this.failing = failing;
        this.afterwards = afterwards;
    }

    /** Whether the call that fails has come. */
    boolean hasFailed() {
        return calls >= failing;
    }

    @Override
    protected <T> T passing(Supplier<T> call) {
        calls++;
        if (calls == failing && !afterwards) {
            throw new Broken();
        }
        T answer = call.get();
        if (calls == failing) {
            throw new Broken();
        }
        return answer;
    }
}
