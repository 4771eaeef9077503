package io.relance.json.tree;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Builds a mapping to be written, its keys in the order given. */
public final class MappingBuilder {
    private final List<Node.Entry> entries = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    /** Adds a text. */
    public MappingBuilder text(String key, String value) {
        return node(key, new Node.Text(value, Place.NONE));
    }

    /** Adds a whole number. */
    public MappingBuilder number(String key, long value) {
        return node(key, new Node.Num(Long.toString(value), Place.NONE));
    }

    /** Adds a decimal as a text, so that no reader makes it a binary fraction. */
    public MappingBuilder decimal(String key, BigDecimal value) {
        return text(key, value.toPlainString());
    }

    /** Adds true or false. */
    public MappingBuilder bool(String key, boolean value) {
        return node(key, new Node.Bool(value, Place.NONE));
    }

    /** Adds a date. */
    public MappingBuilder date(String key, LocalDate value) {
        return text(key, value.toString());
    }

    /** Adds an enum's constant. */
    public MappingBuilder constant(String key, Enum<?> value) {
        return text(key, value.name());
    }

    /** Adds a mapping. */
    public MappingBuilder mapping(String key, Consumer<MappingBuilder> content) {
        MappingBuilder inner = new MappingBuilder();
        content.accept(inner);
        return node(key, inner.build());
    }

    /** Adds a list of texts. */
    public MappingBuilder texts(String key, Collection<String> values) {
        return list(key, values.stream().map(v -> new Node.Text(v, Place.NONE)).toList());
    }

    /** Adds a list of whole numbers. */
    public MappingBuilder numbers(String key, Collection<? extends Number> values) {
        return list(
                key,
                values.stream()
                        .map(v -> new Node.Num(Long.toString(v.longValue()), Place.NONE))
                        .toList());
    }

    /** Adds a list. */
    public MappingBuilder list(String key, List<? extends Node> values) {
        return node(key, new Node.Items(List.copyOf(values), Place.NONE));
    }

    /**
     * Adds any value.
     *
     * @throws IllegalArgumentException when the key was added before
     */
    public MappingBuilder node(String key, Node value) {
        if (!keys.add(key)) {
            throw new IllegalArgumentException("the key \"" + key + "\" was added before");
        }
        entries.add(new Node.Entry(key, Place.NONE, value));
        return this;
    }

    /** The mapping. */
    public Node.Mapping build() {
        return new Node.Mapping(entries, Place.NONE);
    }
}
