package io.relance.account;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sorted map of a builder, shared as {@link SharedList} is. Not for several threads. */
final class SharedMap<K extends Comparable<K>, V> {
    private SortedMap<K, V> entries = Collections.emptySortedMap();
    private boolean own;

    /** Starts from an immutable map. */
    void share(SortedMap<K, V> immutable) {
        entries = immutable;
        own = false;
    }

    @Nullable
    V get(K key) {
        return entries.get(key);
    }

    void put(K key, V value) {
        writable().put(key, value);
    }

    void remove(K key) {
        if (entries.containsKey(key)) {
            writable().remove(key);
        }
    }

    /** Replaces everything; what is the same stays shared. */
    void replace(Map<K, V> other) {
        if (!entries.equals(other)) {
            entries = new TreeMap<>(other);
            own = true;
        }
    }

    /** What is in it, for good. */
    SortedMap<K, V> immutable() {
        if (own) {
            share(Collections.unmodifiableSortedMap(entries));
        }
        return entries;
    }

    private SortedMap<K, V> writable() {
        if (!own) {
            entries = new TreeMap<>(entries);
            own = true;
        }
        return entries;
    }
}
