package io.relance.examples.quickstart;

import io.relance.storage.Page;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads lists that come by pages. */
final class Pages {
    /** How much is asked for at once. */
    static final int SIZE = 500;

    private Pages() {}

    /** Gives every item of every page to {@code consumer}. */
    static <T> void each(Function<Optional<String>, Page<T>> asking, Consumer<T> consumer) {
        Optional<String> after = Optional.empty();
        do {
            Page<T> page = asking.apply(after);
            page.items().forEach(consumer);
            after = page.items().isEmpty() ? Optional.empty() : page.next();
        } while (after.isPresent());
    }
}
