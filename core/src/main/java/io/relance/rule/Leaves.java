package io.relance.rule;

import io.relance.plan.Truth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The comparisons by type of fact. */
final class Leaves {
    private Leaves() {}

    static Leaf of(Leaf.Place place, Condition.Comparison comparison) {
        Fact<?> fact = comparison.fact();
        Operator operator = comparison.operator();
        String words = comparison.expected().toString();
        Order order = new Order(operator);
        // Each case of Expected fits the fact's type: the comparison's constructor saw to it.
        if (comparison.expected() instanceof Expected.Amount amount) {
            return new OfAmount(place, fact, operator, words, order, amount.value());
        }
        if (comparison.expected() instanceof Expected.Numeric numeric) {
            return fact.type() == FactType.DAYS || fact.type() == FactType.COUNT
                    ? new OfWhole(
                            place, fact, operator, words, order, numeric.value().longValueExact())
                    : new OfDecimal(place, fact, operator, words, order, numeric.value());
        }
        if (comparison.expected() instanceof Expected.Date date) {
            return new OfDate(place, fact, operator, words, order, date.value());
        }
        if (comparison.expected() instanceof Expected.Flag flag) {
            return new OfFlag(place, fact, operator, words, flag.value());
        }
        Set<String> texts = comparison.expected() instanceof Expected.Texts several
                ? new HashSet<>(several.values())
                : Set.of(words);
        return fact.type() == FactType.TAGS
                ? new OfTags(place, fact, operator, words, texts)
                : new OfText(place, fact, operator, words, texts);
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

    private static final class OfAmount extends Leaf {
        private final Order order;
        private final Money expected;
        private final KnownAmounts limit;

        OfAmount(Leaf.Place place, Fact<?> fact, Operator operator, String words, Order order, Money expected) {
            super(place, fact, operator.key(), words);
            this.order = order;
            this.expected = expected;
            this.limit = KnownAmounts.of(expected);
        }

        @Override
        Set<?> compared() {
            return Set.of(limit);
        }

        @Override
        Truth test(@Nullable Object value) {
            if (value instanceof KnownAmounts amounts) {
                return amounts.areAlike(limit)
                        ? order.of(Long.compare(amounts.minor(), limit.minor()))
                        : amounts.in(expected.getCurrencyUnit())
                                .map(sum -> order.of(sum.compareTo(expected)))
                                .orElse(Truth.UNKNOWN);
            }
            return ofAnother(value);
        }

        @Override
        String text(Object value) {
            CurrencyUnit currency = expected.getCurrencyUnit();
            return ((KnownAmounts) value)
                    .in(currency)
                    .map(sum -> currency.getCode() + " " + plain(sum.getAmount()))
                    .orElse("absent in " + currency);
        }
    }

    private static final class OfWhole extends Leaf {
        private final Order order;
        private final long expected;

        OfWhole(Leaf.Place place, Fact<?> fact, Operator operator, String words, Order order, long expected) {
            super(place, fact, operator.key(), words);
            this.order = order;
            this.expected = expected;
        }

        @Override
        Set<?> compared() {
            return Set.of(expected);
        }

        @Override
        Truth test(@Nullable Object value) {
            return value instanceof Long number ? order.of(Long.compare(number, expected)) : ofAnother(value);
        }

        @Override
        long[] turningPoints() {
            return fact.motion() == Motion.ONE_A_DAY ? order.turningPoints(expected) : super.turningPoints();
        }
    }

    private static final class OfDecimal extends Leaf {
        private final Order order;
        private final BigDecimal expected;

        OfDecimal(Leaf.Place place, Fact<?> fact, Operator operator, String words, Order order, BigDecimal expected) {
            super(place, fact, operator.key(), words);
            this.order = order;
            this.expected = expected;
        }

        @Override
        Set<?> compared() {
            return Set.of(expected);
        }

        @Override
        Truth test(@Nullable Object value) {
            return value instanceof BigDecimal number ? order.of(number.compareTo(expected)) : ofAnother(value);
        }
    }

    private static final class OfDate extends Leaf {
        private final Order order;
        private final LocalDate expected;

        OfDate(Leaf.Place place, Fact<?> fact, Operator operator, String words, Order order, LocalDate expected) {
            super(place, fact, operator.key(), words);
            this.order = order;
            this.expected = expected;
        }

        @Override
        Set<?> compared() {
            return Set.of(expected);
        }

        @Override
        Truth test(@Nullable Object value) {
            return value instanceof LocalDate date ? order.of(date.compareTo(expected)) : ofAnother(value);
        }
    }

    private static final class OfFlag extends Leaf {
        private final boolean expected;

        OfFlag(Leaf.Place place, Fact<?> fact, Operator operator, String words, boolean expected) {
            super(place, fact, operator.key(), words);
            this.expected = expected;
        }

        @Override
        Set<?> compared() {
            return Set.of(true, false);
        }

        @Override
        Truth test(@Nullable Object value) {
            return value instanceof Boolean flag ? Truth.of(flag == expected) : ofAnother(value);
        }
    }

    private static final class OfText extends Leaf {
        private final Set<String> expected;

        OfText(Leaf.Place place, Fact<?> fact, Operator operator, String words, Set<String> expected) {
            super(place, fact, operator.key(), words);
            this.expected = expected;
        }

        @Override
        Set<?> compared() {
            return expected;
        }

        @Override
        Truth test(@Nullable Object value) {
            return value instanceof String text ? Truth.of(expected.contains(text)) : ofAnother(value);
        }
    }

    private static final class OfTags extends Leaf {
        private final String[] expected;

        OfTags(Leaf.Place place, Fact<?> fact, Operator operator, String words, Set<String> expected) {
            super(place, fact, operator.key(), words);
            this.expected = expected.toArray(new String[0]);
        }

        @Override
        Set<?> compared() {
            return Set.of(expected);
        }

        @Override
        Truth test(@Nullable Object value) {
            if (value instanceof Set<?> tags) {
                return Truth.of(anyIn(tags));
            }
            return ofAnother(value);
        }

        private boolean anyIn(Set<?> tags) {
            for (String tag : expected) {
                if (tags.contains(tag)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a fact is there at all. */
    static final class OfKnown extends Leaf {
        OfKnown(Leaf.Place place, Fact<?> fact) {
            super(place, fact, "known", "true");
        }

        @Override
        Set<?> compared() {
            return Set.of();
        }

        @Override
        Truth test(@Nullable Object value) {
            return Truth.of(value instanceof KnownAmounts amounts ? !amounts.isEmpty() : value != null);
        }
    }
}
