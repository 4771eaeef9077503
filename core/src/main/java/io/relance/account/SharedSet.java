package io.relance.account;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A sorted set of a builder, shared as {@link SharedList} is. Not for several threads. */
final class SharedSet<T extends Comparable<T>> {
    private SortedSet<T> items = Collections.emptySortedSet();
    private boolean own;

    /** Starts from an immutable set. */
    void share(SortedSet<T> immutable) {
        items = immutable;
        own = false;
    }

    void add(T item) {
        if (!items.contains(item)) {
            writable().add(item);
        }
    }

    void remove(T item) {
        if (items.contains(item)) {
            writable().remove(item);
        }
    }

    void clear() {
        share(Collections.emptySortedSet());
    }

    /** What is in it, for good. */
    SortedSet<T> immutable() {
        if (own) {
            share(Collections.unmodifiableSortedSet(items));
        }
        return items;
    }

    private SortedSet<T> writable() {
        if (!own) {
            items = new TreeSet<>(items);
            own = true;
        }
        return items;
    }
}
