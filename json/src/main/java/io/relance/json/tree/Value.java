package io.relance.json.tree;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link ObjectReader} found under a key: a value, nothing, or something wrong that is already among the problems.
 * Reading goes on in every case.
 */
public final class Value<T> {
    private final ObjectReader reader;
    private final String key;
    private final @Nullable Node node;
    private final @Nullable T value;

    Value(ObjectReader reader, String key, @Nullable Node node, @Nullable T value) {
        this.reader = reader;
        this.key = key;
        this.node = node;
        this.value = value;
    }

    /** The value; empty when the key is not there or its value is wrong. */
    public Optional<T> optional() {
        return Optional.ofNullable(value);
    }

    /** The value, or {@code fallback} when the key is not there or its value is wrong. */
    public T orElse(T fallback) {
        return value == null ? fallback : value;
    }

    /** Like {@link #optional}, but a missing key is a problem. */
    public Optional<T> required() {
        if (node == null) {
            reader.missing(key);
        }
        return optional();
    }

    /** Like {@link #required}; {@code standIn} lets the reading of the rest go on, the document is refused anyway. */
    public T requiredOr(T standIn) {
        return required().orElse(standIn);
    }

    /** Takes the value if there is one. */
    public void ifPresent(Consumer<? super T> consumer) {
        if (value != null) {
            consumer.accept(value);
        }
    }

    /** Whether the key is there, be its value right or wrong. */
    public boolean written() {
        return node != null;
    }

    /** Where the value stands, or where the mapping starts that lacks it. */
    public Place place() {
        return node == null ? reader.place() : node.place();
    }

    /**
     * The value turned into another: {@code o.text("channel").as(ChannelId::new)}. What {@code conversion} refuses with an
     * {@link IllegalArgumentException}, {@link DateTimeException} or {@link ArithmeticException} becomes a problem
     * INVALID_VALUE here, with the exception's message.
     */
    public <R> Value<R> as(Function<? super T, ? extends R> conversion) {
        if (value == null || node == null) {
            return new Value<>(reader, key, node, null);
        }
        try {
            return new Value<>(reader, key, node, conversion.apply(value));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            reader.problems().error(node.place(), "INVALID_VALUE", "\"" + key + "\" can't be taken: " + why, "");
            return new Value<>(reader, key, node, null);
        }
    }
}
