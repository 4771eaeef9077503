package io.relance.rule;

import io.relance.plan.TraceLine;
import io.relance.plan.Truth;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One comparison, or the question whether a fact is known, resolved for evaluation. */
abstract class Leaf extends Node {
    final Fact<?> fact;
    private final String path;
    private final String operator;
    private final String expected;

    Leaf(String path, Fact<?> fact, String operator, String expected) {
        this.path = path;
        this.fact = fact;
        this.operator = operator;
        this.expected = expected;
    }

    @Override
    final Truth evaluate(FactSource source, @Nullable List<TraceLine> trace) {
        Object value = source.value(fact);
        Truth truth = test(value);
        if (trace != null) {
            trace.add(new TraceLine(path, fact.name(), operator, expected, actual(source, value), truth));
        }
        return truth;
    }

    /** How it comes out for this value; null is an absent fact. */
    abstract Truth test(@Nullable Object value);

    /** After how many days, with time alone, a fact that grows by one a day first changes the outcome; empty if never. */
    OptionalLong daysUntilChange(@Nullable Object value) {
        return OptionalLong.empty();
    }

    /** The value in words. */
    String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Collection<?> tags) {
            return tags.isEmpty() ? "none" : String.join(", ", tags(tags));
        }
        return value.toString();
    }

    private String actual(FactSource source, @Nullable Object value) {
        if (value == null) {
            return "absent";
        }
        String text = text(value);
        return fact.motion() == Motion.FROZEN
                ? source.asOf(fact).map(day -> text + " (as of " + day + ")").orElse(text)
                : text;
    }

    /** The source broke its contract: it gave a value of another class than the fact's type has. */
    final IllegalStateException wrongClass(Object value) {
        return new IllegalStateException("the source gave a " + value.getClass().getSimpleName() + " for " + fact
                + ", which is " + fact.type().phrase() + " and takes a "
                + fact.type().valueClass().getSimpleName());
    }

    private static Collection<String> tags(Collection<?> values) {
        Collection<String> sorted = new TreeSet<>();
        values.forEach(value -> sorted.add(String.valueOf(value)));
        return sorted;
    }
}
