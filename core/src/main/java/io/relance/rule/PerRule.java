package io.relance.rule;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One value of each rule of a set, by id and in the rules' order; a rule may have none. The ids and their places belong to
 * the rule set, so that an outcome is no more than an array. Never changed once it is handed out.
 */
final class PerRule<V> extends AbstractMap<String, V> {
    private final RulePlaces places;
    private final @Nullable Object[] values;
    private int size;

    PerRule(RulePlaces places) {
        this.places = places;
        this.values = new @Nullable Object[places.count()];
    }

    /** Sets a value that was not set before. */
    void set(int place, V value) {
        values[place] = value;
        size++;
    }

    @SuppressWarnings("unchecked") // set takes nothing else
    @Nullable
    V at(int place) {
        return (V) values[place];
    }

    @Override
    public @Nullable V get(@Nullable Object id) {
        Integer place = places.of(id);
        return place == null ? null : at(place);
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < values.length; i++) {
            V value = at(i);
            if (value != null) {
                action.accept(places.id(i), value);
            }
        }
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            while (next < values.length && values[next] == null) {
                next++;
            }
            return next < values.length;
        }

        @Override
        public Map.Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            V value = Objects.requireNonNull(at(next));
            return Map.entry(places.id(next++), value);
        }
    }
}
