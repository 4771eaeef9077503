package io.relance.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a fact is compared with what is expected of it. */
public enum Operator {
    /** The fact is the expected number or amount, or more. */
    AT_LEAST("atLeast", "at least"),
    /** The fact is more than the expected number or amount. */
    ABOVE("above", "above"),
    /** The fact is the expected number or amount, or less. */
    AT_MOST("atMost", "at most"),
    /** The fact is less than the expected number or amount. */
    BELOW("below", "below"),
    /** The fact is the expected value; a set of tags contains it. */
    IS("is", "is"),
    /** The fact is one of the expected texts; a set of tags contains at least one of them. */
    IN("in", "is one of"),
    /** The fact is a day before the expected date. */
    BEFORE("before", "before"),
    /** The fact is a day after the expected date. */
    AFTER("after", "after");

    private final String key;
    private final String phrase;

    Operator(String key, String phrase) {
        this.key = key;
        this.phrase = phrase;
    }

    /** The key in documents and traces: {@code atLeast}. */
    public String key() {
        return key;
    }

    /** For sentences: {@code at least}. */
    public String phrase() {
        return phrase;
    }

    /** Whether it compares facts of {@code type}. */
    public boolean serves(FactType type) {
        return switch (this) {
            case AT_LEAST, ABOVE, AT_MOST, BELOW ->
                switch (type) {
                    case AMOUNT, DAYS, COUNT, RATE, DECIMAL -> true;
                    case TEXT, TAGS, DATE, FLAG -> false;
                };
            case IS -> true;
            case IN -> type == FactType.TEXT || type == FactType.TAGS;
            case BEFORE, AFTER -> type == FactType.DATE;
        };
    }

    /** The operator with this key in documents. */
    public static Optional<Operator> ofKey(String key) {
        return Arrays.stream(values()).filter(o -> o.key.equals(key)).findFirst();
    }

    /** The operators that compare facts of {@code type}. */
    public static List<Operator> serving(FactType type) {
        return Arrays.stream(values()).filter(o -> o.serves(type)).toList();
    }
}
