package io.relance.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.joda.money.Money;

/** What a fact is compared with. Its {@code toString} is for people and traces. */
public sealed interface Expected {
    /** An amount in its currency. */
    record Amount(Money value) implements Expected {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** An exact number: days, a count, a rate as a fraction. Kept without trailing zeros, so that 0.80 equals 0.8. */
    record Numeric(BigDecimal value) implements Expected {
        /** Takes off trailing zeros. */
        public Numeric {
            value = value.stripTrailingZeros();
            if (value.scale() < 0 && value.precision() - value.scale() <= 20) {
                value = value.setScale(0);
            }
        }

        @Override
        public String toString() {
            return value.scale() < 0 ? value.toString() : value.toPlainString();
        }
    }

    /** One text or tag. */
    record Text(String value) implements Expected {
        /** @throws IllegalArgumentException when it is blank */
        public Text {
            if (value.isBlank()) {
                throw new IllegalArgumentException("the expected text is blank");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** Several texts or tags; at least one. */
    record Texts(SortedSet<String> values) implements Expected {
        /** @throws IllegalArgumentException when there is none, or one is blank */
        public Texts {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
            if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("the expected texts are empty, or one of them is blank");
            }
        }

        /** The texts, each once. */
        public static Texts of(Collection<String> values) {
            return new Texts(new TreeSet<>(values));
        }

        @Override
        public String toString() {
            return String.join(", ", values);
        }
    }

    /** A date. */
    record Date(LocalDate value) implements Expected {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements Expected {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }
}
