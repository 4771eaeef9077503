package io.relance.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for; for one thread. */
final class Once<T> {
    private final Supplier<T> making;
    private @Nullable T value;

    Once(Supplier<T> making) {
        this.making = making;
    }

    T get() {
        T known = value;
        if (known == null) {
            known = making.get();
            value = known;
        }
        return known;
    }
}
