package io.relance.rule;

import io.relance.plan.TraceLine;
import io.relance.plan.Truth;
import io.relance.rule.Explained.Observations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One comparison, or the question whether a fact is known, resolved for evaluation. */
abstract class Leaf extends Node {
    final Fact<?> fact;
    private final int number;
    private final String path;
    private final String operator;
    private final String expected;

    Leaf(Place place, Fact<?> fact, String operator, String expected) {
        this.number = place.number();
        this.path = place.path();
        this.fact = fact;
        this.operator = operator;
        this.expected = expected;
    }

    /**
     * Where it stands in its condition.
     *
     * @param number how many comparisons are written before it
     * @param path {@code all[1].not}
     */
    record Place(int number, String path) {}

    @Override
    final Truth evaluate(FactSource source, @Nullable Observations observations) {
        Object value = source.value(fact);
        Truth truth = test(value);
        if (observations != null) {
            LocalDate asOf = fact.motion() == Motion.FROZEN ? source.asOf(fact).orElse(null) : null;
            observations.add(value, truth, asOf);
        }
        return truth;
    }

    @Override
    final Truth evaluate(long holding, long unknown) {
        long bit = bit();
        if ((unknown & bit) != 0) {
            return Truth.UNKNOWN;
        }
        return Truth.of((holding & bit) != 0);
    }

    /** Its bit among the first {@value Long#SIZE} comparisons of its condition; none for those that follow. */
    final long bit() {
        return number < Long.SIZE ? 1L << number : 0;
    }

    /** How it comes out for this value; null is an absent fact. */
    abstract Truth test(@Nullable Object value);

    /** The values with which it compares; none when it only asks whether there is a value. */
    abstract Set<?> compared();

    /** The values at which the outcome is another than at the value one below; none unless time alone moves the fact. */
    long[] turningPoints() {
        return new long[0];
    }

    /** The value in words. */
    String text(Object value) {
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        if (value instanceof Collection<?> tags) {
            return words(tags);
        }
        return value.toString();
    }

    /** The line of a trace that says what was seen. */
    final TraceLine line(@Nullable Object value, Truth truth, @Nullable LocalDate asOf) {
        String actual = value == null ? "absent" : text(value);
        String dated = value == null || asOf == null ? actual : actual + " (as of " + asOf + ")";
        return new TraceLine(path, fact.name(), operator, expected, dated, truth);
    }

    /**
     * What a comparison makes of a value that is not of its class: UNKNOWN when the fact is absent.
     *
     * @throws IllegalStateException otherwise: the source broke its contract
     */
    final Truth ofAnother(@Nullable Object value) {
        if (value == null) {
            return Truth.UNKNOWN;
        }
        throw new IllegalStateException("the source gave a " + value.getClass().getSimpleName() + " for " + fact
                + ", which is " + fact.type().phrase() + " and takes a "
                + fact.type().valueClass().getSimpleName());
    }

    /** The number without an exponent; {@code toString}, which remembers its text, where that has none either. */
    static String plain(BigDecimal number) {
        return number.scale() >= 0 && number.scale() <= 6 ? number.toString() : number.toPlainString();
    }

    private static String words(Collection<?> tags) {
        if (tags.isEmpty()) {
            return "none";
        }
        Object[] sorted = tags.toArray();
        Arrays.sort(sorted);
        StringBuilder words = new StringBuilder();
        for (Object tag : sorted) {
            words.append(words.length() == 0 ? "" : ", ").append(tag);
        }
        return words.toString();
    }
}
