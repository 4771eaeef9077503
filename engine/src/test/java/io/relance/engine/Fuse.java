package io.relance.engine;

import java.util.function.Supplier;

/** Dies at the call of that number, of those that are passed through it, before or after it is done; once. */
final class Fuse {
    /** The process stops. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int call;
    private final boolean done;
    private int calls;

    Fuse(int call, boolean done) {
        this.call = call;
        this.done = done;
    }

    /** One that never dies. */
    static Fuse never() {
        return new Fuse(0, false);
    }

    /** How many calls went through it. */
    int calls() {
        return calls;
    }

    <T> T burn(Supplier<T> what) {
        boolean now = ++calls == call;
        if (now && !done) {
            throw new Died();
        }
        T result = what.get();
        if (now) {
            throw new Died();
        }
        return result;
    }
}
