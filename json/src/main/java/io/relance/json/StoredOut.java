package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.json.tree.Place;
import io.relance.json.tree.TreeWriter;
import io.relance.money.MoneyBag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Writes a stored mapping; what is absent, empty, zero or false is left out. */
final class StoredOut {
    private final MappingBuilder mapping = new MappingBuilder();

    /** The mapping of a body: its format and version first. */
    static StoredOut body(String format, int version) {
        StoredOut out = new StoredOut();
        out.mapping.number(format, version);
        return out;
    }

    /** A value as a text: an id, a date, an instant, an amount, an enum's constant. */
    StoredOut text(String key, Object value) {
        mapping.text(key, value instanceof Enum<?> constant ? constant.name() : value.toString());
        return this;
    }

    StoredOut text(String key, Optional<?> value) {
        value.ifPresent(present -> text(key, present));
        return this;
    }

    StoredOut number(String key, long value) {
        if (value != 0) {
            mapping.number(key, value);
        }
        return this;
    }

    /** A number that may be 0 and may be absent. */
    StoredOut number(String key, OptionalInt value) {
        value.ifPresent(present -> mapping.number(key, present));
        return this;
    }

    StoredOut decimal(String key, Optional<BigDecimal> value) {
        value.ifPresent(present -> mapping.decimal(key, present));
        return this;
    }

    StoredOut flag(String key, boolean value) {
        if (value) {
            mapping.bool(key, true);
        }
        return this;
    }

    StoredOut money(String key, MoneyBag bag) {
        return texts(key, bag.sums());
    }

    StoredOut texts(String key, Collection<?> values) {
        return nodes(
                key,
                values,
                value -> new Node.Text(value instanceof Enum<?> e ? e.name() : value.toString(), Place.NONE));
    }

    StoredOut texts(String key, Map<?, String> values) {
        if (!values.isEmpty()) {
            StoredOut inner = new StoredOut();
            values.forEach((name, value) -> inner.text(name.toString(), value));
            mapping.node(key, inner.node());
        }
        return this;
    }

    <T> StoredOut optionalMapping(String key, Optional<T> value, Function<T, StoredOut> form) {
        value.ifPresent(present -> mapping.node(key, form.apply(present).node()));
        return this;
    }

    <T> StoredOut mapping(String key, T value, Function<T, StoredOut> form) {
        mapping.node(key, form.apply(value).node());
        return this;
    }

    <T> StoredOut list(String key, Collection<T> values, Function<T, StoredOut> form) {
        return nodes(key, values, value -> form.apply(value).node());
    }

    private <T> StoredOut nodes(String key, Collection<T> values, Function<T, Node> form) {
        if (!values.isEmpty()) {
            List<Node> nodes = values.stream().map(form).toList();
            mapping.list(key, nodes);
        }
        return this;
    }

    Node.Mapping node() {
        return mapping.build();
    }

    /** Canonical JSON. */
    byte[] bytes() {
        return TreeWriter.json(node()).getBytes(StandardCharsets.UTF_8);
    }
}
