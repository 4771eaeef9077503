package io.relance.rule;

import io.relance.plan.Truth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The comparisons by type of fact. */
final class Leaves {
    private Leaves() {}

    static Leaf of(String path, Condition.Comparison comparison) {
        Fact<?> fact = comparison.fact();
        Operator operator = comparison.operator();
        String words = comparison.expected().toString();
        Order order = new Order(operator);
        // Each case of Expected fits the fact's type: the comparison's constructor saw to it.
        if (comparison.expected() instanceof Expected.Amount amount) {
            return new OfAmount(path, fact, operator, words, order, amount.value());
        }
        if (comparison.expected() instanceof Expected.Numeric numeric) {
            return fact.type() == FactType.DAYS || fact.type() == FactType.COUNT
                    ? new OfWhole(
                            path, fact, operator, words, order, numeric.value().longValueExact())
                    : new OfDecimal(path, fact, operator, words, order, numeric.value());
        }
        if (comparison.expected() instanceof Expected.Date date) {
            return new OfDate(path, fact, operator, words, order, date.value());
        }
        if (comparison.expected() instanceof Expected.Flag flag) {
            return new OfFlag(path, fact, operator, words, flag.value());
        }
        Set<String> texts =
                comparison.expected() instanceof Expected.Texts several ? Set.copyOf(several.values()) : Set.of(words);
        return fact.type() == FactType.TAGS
                ? new OfTags(path, fact, operator, words, texts)
                : new OfText(path, fact, operator, words, texts);
    }

    /** What an ordering operator makes of a value below the expected one, equal to it, and above it. */
    private static final class Order {
        private final Truth ifBelow;
        private final Truth ifEqual;
        private final Truth ifAbove;

        Order(Operator operator) {
            ifBelow =
                    Truth.of(operator == Operator.BELOW || operator == Operator.AT_MOST || operator == Operator.BEFORE);
            ifEqual =
                    Truth.of(operator == Operator.IS || operator == Operator.AT_LEAST || operator == Operator.AT_MOST);
            ifAbove =
                    Truth.of(operator == Operator.ABOVE || operator == Operator.AT_LEAST || operator == Operator.AFTER);
        }

        Truth of(int sign) {
            return sign < 0 ? ifBelow : sign == 0 ? ifEqual : ifAbove;
        }

        long[] turningPoints(long expected) {
            LongStream.Builder points = LongStream.builder();
            if (ifBelow != ifEqual) {
                points.add(expected);
            }
            if (ifEqual != ifAbove) {
                points.add(expected + 1);
            }
            return points.build().toArray();
        }
    }

    /** A comparison with a value of one class: UNKNOWN when the fact is absent. */
    private abstract static class Typed<T> extends Leaf {
        private final Class<? super T> valueClass;

        Typed(Class<? super T> valueClass, String path, Fact<?> fact, Operator operator, String expected) {
            super(path, fact, operator.key(), expected);
            this.valueClass = valueClass;
        }

        @Override
        @SuppressWarnings("unchecked") // the class is checked right before
        final Truth test(@Nullable Object value) {
            if (value == null) {
                return Truth.UNKNOWN;
            }
            if (!valueClass.isInstance(value)) {
                throw wrongClass(value);
            }
            return compare((T) value);
        }

        /** How it comes out for this value. */
        abstract Truth compare(T value);
    }

    private static final class OfAmount extends Typed<KnownAmounts> {
        private final Order order;
        private final Money expected;
        private final CurrencyUnit currency;

        OfAmount(String path, Fact<?> fact, Operator operator, String words, Order order, Money expected) {
            super(KnownAmounts.class, path, fact, operator, words);
            this.order = order;
            this.expected = expected;
            this.currency = expected.getCurrencyUnit();
        }

        @Override
        Truth compare(KnownAmounts amounts) {
            return amounts.known().contains(currency)
                    ? order.of(amounts.sums().in(currency).compareTo(expected))
                    : Truth.UNKNOWN;
        }

        @Override
        String text(Object value) {
            return value instanceof KnownAmounts amounts && amounts.known().contains(currency)
                    ? currency.getCode() + " "
                            + plain(amounts.sums().in(currency).getAmount())
                    : "absent in " + currency;
        }
    }

    private static final class OfWhole extends Typed<Long> {
        private final Order order;
        private final long expected;

        OfWhole(String path, Fact<?> fact, Operator operator, String words, Order order, long expected) {
            super(Long.class, path, fact, operator, words);
            this.order = order;
            this.expected = expected;
        }

        @Override
        Truth compare(Long number) {
            return order.of(Long.compare(number, expected));
        }

        @Override
        long[] turningPoints() {
            return fact.motion() == Motion.ONE_A_DAY ? order.turningPoints(expected) : super.turningPoints();
        }
    }

    private static final class OfDecimal extends Typed<BigDecimal> {
        private final Order order;
        private final BigDecimal expected;

        OfDecimal(String path, Fact<?> fact, Operator operator, String words, Order order, BigDecimal expected) {
            super(BigDecimal.class, path, fact, operator, words);
            this.order = order;
            this.expected = expected;
        }

        @Override
        Truth compare(BigDecimal number) {
            return order.of(number.compareTo(expected));
        }
    }

    private static final class OfDate extends Typed<LocalDate> {
        private final Order order;
        private final LocalDate expected;

        OfDate(String path, Fact<?> fact, Operator operator, String words, Order order, LocalDate expected) {
            super(LocalDate.class, path, fact, operator, words);
            this.order = order;
            this.expected = expected;
        }

        @Override
        Truth compare(LocalDate date) {
            return order.of(date.compareTo(expected));
        }
    }

    private static final class OfFlag extends Typed<Boolean> {
        private final boolean expected;

        OfFlag(String path, Fact<?> fact, Operator operator, String words, boolean expected) {
            super(Boolean.class, path, fact, operator, words);
            this.expected = expected;
        }

        @Override
        Truth compare(Boolean flag) {
            return Truth.of(flag == expected);
        }
    }

    private static final class OfText extends Typed<String> {
        private final Set<String> expected;

        OfText(String path, Fact<?> fact, Operator operator, String words, Set<String> expected) {
            super(String.class, path, fact, operator, words);
            this.expected = expected;
        }

        @Override
        Truth compare(String text) {
            return Truth.of(expected.contains(text));
        }
    }

    private static final class OfTags extends Typed<Set<?>> {
        private final String[] expected;

        OfTags(String path, Fact<?> fact, Operator operator, String words, Set<String> expected) {
            super(Set.class, path, fact, operator, words);
            this.expected = expected.toArray(new String[0]);
        }

        @Override
        Truth compare(Set<?> tags) {
            for (String tag : expected) {
                if (tags.contains(tag)) {
                    return Truth.TRUE;
                }
            }
            return Truth.FALSE;
        }
    }

    /** Whether a fact is there at all. */
    static final class OfKnown extends Leaf {
        OfKnown(String path, Fact<?> fact) {
            super(path, fact, "known", "true");
        }

        @Override
        Truth test(@Nullable Object value) {
            return Truth.of(
                    value instanceof KnownAmounts amounts ? !amounts.known().isEmpty() : value != null);
        }
    }
}
