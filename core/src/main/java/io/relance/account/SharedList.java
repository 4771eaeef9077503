package io.relance.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * A list of a builder, shared with the value that it starts from and with those that it builds until it changes: most
 * decisions change little of a case. Not for several threads.
 */
final class SharedList<T> {
    private List<T> items = List.of();
    private boolean own;

    /** Starts from an immutable list. */
    void share(List<T> immutable) {
        items = immutable;
        own = false;
    }

    /** What is in it, not to be changed. */
    List<T> items() {
        return items;
    }

    void add(T item) {
        writable().add(item);
    }

    /** Adds {@code item}, or replaces the first that is the same. */
    void put(T item, Predicate<T> same) {
        for (int i = 0; i < items.size(); i++) {
            if (same.test(items.get(i))) {
                writable().set(i, item);
                return;
            }
        }
        add(item);
    }

    void removeIf(Predicate<T> which) {
        if (items.stream().anyMatch(which)) {
            writable().removeIf(which);
        }
    }

    void addAll(Collection<T> more) {
        if (!more.isEmpty()) {
            writable().addAll(more);
        }
    }

    /** What is in it, for good. */
    List<T> immutable() {
        if (own) {
            share(List.copyOf(items));
        }
        return items;
    }

    private List<T> writable() {
        if (!own) {
            items = new ArrayList<>(items);
            own = true;
        }
        return items;
    }
}
