package io.relance.json.tree;

import io.relance.json.NearestWord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping key by key and never stops at a mistake: ask for every key the mapping may have, then {@link #finish}.
 *
 * <pre>{@code
 * ObjectReader o = ObjectReader.of(root, "the policy", problems);
 * String id = o.text("id").requiredOr("?");
 * int days = o.integer("days", 0, 999).orElse(3);
 * o.finish();
 * problems.throwIfErrors();
 * }</pre>
 *
 * <p>A misspelt key counts once: as the unknown key, with the right word, not as a missing one too.
 */
public final class ObjectReader {
    private final Place place;
    private final @Nullable String name;
    private final Problems problems;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    private ObjectReader(Node node, @Nullable String name, Problems problems) {
        this.place = node.place();
        this.name = name;
        this.problems = problems;
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(e -> entries.put(e.key(), e));
        }
    }

    /**
     * A reader over {@code node}; empty when that is no mapping, which is then among the problems.
     *
     * @param what names the mapping in problems: {@code the policy}
     */
    public static Optional<ObjectReader> of(Node node, String what, Problems problems) {
        if (node instanceof Node.Mapping) {
            return Optional.of(new ObjectReader(node, what, problems));
        }
        Scalars.wrong(node, what, "a mapping", "write keys with their values", problems);
        return Optional.empty();
    }

    /** Where the mapping starts. */
    public Place place() {
        return place;
    }

    /** What is wrong so far. */
    public Problems problems() {
        return problems;
    }

    /** Every key that is there, in the order written. */
    public List<Node.Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Whether {@code key} is there; asking makes it a known key. */
    public boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    /** Whether {@code key} is a known key: one that was asked for. */
    public boolean asked(String key) {
        return known.contains(key);
    }

    /** A text; a number or true and false must stand in quotes. */
    public Value<String> text(String key) {
        return value(key, n -> Scalars.text(n, key, problems));
    }

    /** A text; a number, true and false are taken as written. */
    public Value<String> anyText(String key) {
        return value(key, n -> Scalars.anyText(n, key, problems));
    }

    /** A whole number of any sign. */
    public Value<Integer> integer(String key) {
        return integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A whole number from {@code least} to {@code most}. */
    public Value<Integer> integer(String key, int least, int most) {
        return value(key, n -> Scalars.integer(n, key, least, most, problems));
    }

    /** An exact decimal number, written as a number or as a text; at most 100 digits. */
    public Value<BigDecimal> decimal(String key) {
        return value(key, n -> Scalars.decimal(n, key, problems));
    }

    /** True or false. */
    public Value<Boolean> bool(String key) {
        return value(key, n -> Scalars.bool(n, key, problems));
    }

    /** A date, {@code 2026-03-31}. */
    public Value<LocalDate> date(String key) {
        return value(key, n -> Scalars.date(n, key, problems));
    }

    /** One of a set of words. */
    public Value<String> word(String key, Collection<String> allowed) {
        return value(key, n -> Scalars.word(n, key, allowed, problems));
    }

    /** One of an enum's constants, by its name. */
    public <E extends Enum<E>> Value<E> constant(String key, Class<E> type) {
        return value(key, n -> constantOf(n, key, type));
    }

    /** A mapping. The reader that comes back wants its own {@link #finish}. */
    public Value<ObjectReader> object(String key) {
        return value(key, n -> of(n, key, problems).orElse(null));
    }

    /** A list of mappings; those that are none are left out. */
    public Value<List<ObjectReader>> objects(String key) {
        return list(key, n -> of(n, "an item of " + key, problems));
    }

    /** A list of texts; those that are none are left out. */
    public Value<List<String>> texts(String key) {
        return list(key, n -> Optional.ofNullable(Scalars.text(n, "an item of " + key, problems)));
    }

    /** A list of whole numbers from {@code least} to {@code most}; those that are none are left out. */
    public Value<List<Integer>> integers(String key, int least, int most) {
        return list(key, n -> Optional.ofNullable(Scalars.integer(n, "an item of " + key, least, most, problems)));
    }

    /** A list of an enum's constants; those that are none are left out. */
    public <E extends Enum<E>> Value<List<E>> constants(String key, Class<E> type) {
        return list(key, n -> Optional.ofNullable(constantOf(n, "an item of " + key, type)));
    }

    /** A list; {@code item} records what is wrong with an item and returns empty to leave it out. */
    public <T> Value<List<T>> list(String key, Function<Node, Optional<T>> item) {
        return value(key, n -> {
            if (!(n instanceof Node.Items items)) {
                Scalars.wrong(n, key, "a list", "write a list, as in [ a, b ]", problems);
                return null;
            }
            List<T> read = new ArrayList<>();
            items.values().forEach(v -> item.apply(v).ifPresent(read::add));
            return read;
        });
    }

    /** Whatever stands there. */
    public Value<Node> node(String key) {
        return value(key, n -> n);
    }

    /** Records an error about this mapping. */
    public void error(String code, String message, String remedy) {
        problems.error(place, code, message, remedy);
    }

    /** Records the keys that were never asked for, and the required ones that are missing. */
    public void finish() {
        List<String> absent =
                known.stream().filter(k -> !entries.containsKey(k)).toList();
        Set<String> misspelt = new LinkedHashSet<>();
        for (Node.Entry entry : entries.values()) {
            if (!known.contains(entry.key())) {
                Optional<String> meant = NearestWord.to(entry.key(), absent);
                meant.ifPresent(misspelt::add);
                problems.error(
                        entry.keyPlace(),
                        "UNKNOWN_KEY",
                        "unknown key \"" + entry.key() + "\"" + (name == null ? "" : " in " + name),
                        meant.map(m -> "did you mean \"" + m + "\"?")
                                .orElseGet(() -> NearestWord.remedy(entry.key(), known)));
            }
        }
        for (String key : missing) {
            if (!misspelt.contains(key)) {
                problems.error(
                        place,
                        "MISSING_KEY",
                        "\"" + key + "\" is missing" + (name == null ? "" : " in " + name),
                        "add \"" + key + "\"");
            }
        }
    }

    void missing(String key) {
        missing.add(key);
    }

    private <T> Value<T> value(String key, Function<Node, @Nullable T> reading) {
        known.add(key);
        Node.Entry entry = entries.get(key);
        return entry == null
                ? new Value<>(this, key, null, null)
                : new Value<>(this, key, entry.value(), reading.apply(entry.value()));
    }

    private <E extends Enum<E>> @Nullable E constantOf(Node node, String what, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String word =
                Scalars.word(node, what, constants.stream().map(Enum::name).toList(), problems);
        return word == null ? null : Enum.valueOf(type, word);
    }
}
