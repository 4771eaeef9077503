package io.relance.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** The types of facts. */
public enum FactType {
    /** An exact amount in each known currency. */
    AMOUNT("an amount", KnownAmounts.class),
    /** A whole number of days. */
    DAYS("a number of days", Long.class),
    /** A whole number. */
    COUNT("a count", Long.class),
    /** A fraction: 0.80 is 80 %. */
    RATE("a rate", BigDecimal.class),
    /** An exact number. */
    DECIMAL("a number", BigDecimal.class),
    /** A text, compared letter by letter. */
    TEXT("a text", String.class),
    /** A set of tags. */
    TAGS("a set of tags", Set.class),
    /** A date. */
    DATE("a date", LocalDate.class),
    /** Yes or no. */
    FLAG("a yes or no", Boolean.class);

    private final String phrase;
    private final Class<?> valueClass;

    FactType(String phrase, Class<?> valueClass) {
        this.phrase = phrase;
        this.valueClass = valueClass;
    }

    /** For messages: {@code a number of days}. */
    public String phrase() {
        return phrase;
    }

    /** The class of the values that a {@link FactSource} gives for facts of this type. */
    public Class<?> valueClass() {
        return valueClass;
    }
}
