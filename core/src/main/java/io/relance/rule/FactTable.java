package io.relance.rule;

import io.relance.plan.Truth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of one fact, made beforehand: what a value makes of all of them is found by one look, however many there are.
 * {@link Leaf#test} alone says what a comparison means, the tables only keep its answers.
 *
 * <p>Values of an order are alike between two neighbours of those compared with, so there is an answer for each value
 * compared with and for each gap.
 */
abstract class FactTable {
    /** What a value makes of the comparisons: the bits of those that are TRUE, and of those that are UNKNOWN. */
    record Answers(long holding, long unknown) {}

    /** A comparison and its bit. */
    record Numbered(Leaf leaf, long bit) {}

    /** What this value, or the absence of one, makes of the comparisons. */
    abstract Answers of(@Nullable Object value);

    /** The table of comparisons that all ask the same fact. */
    static FactTable of(List<Numbered> leaves) {
        return switch (leaves.get(0).leaf().fact.type()) {
            case DAYS, COUNT -> new OfWholes(leaves);
            case DATE -> new OfDates(leaves);
            case RATE, DECIMAL -> areModest(leaves) ? new OfDecimals(leaves) : new Tested(leaves);
            case TEXT -> new OfTexts(leaves);
            case AMOUNT -> new OfAmounts(leaves);
            case TAGS, FLAG -> new Tested(leaves);
        };
    }

    /** Whether numbers near those compared with can be written out: one may have a billion digits. */
    private static boolean areModest(List<Numbered> leaves) {
        return compared(leaves, BigDecimal.class).stream()
                .allMatch(limit -> Math.abs((long) limit.scale()) <= 100 && limit.precision() <= 100);
    }

    private static <T> SortedSet<T> compared(Collection<Numbered> leaves, Class<T> type) {
        return leaves.stream()
                .flatMap(numbered -> numbered.leaf().compared().stream())
                .map(type::cast)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One by one, when it is asked: for facts with few comparisons, and for values that are not in a table. */
    private static class Tested extends FactTable {
        private final List<Numbered> leaves;
        final Answers absent;

        Tested(List<Numbered> leaves) {
            this.leaves = leaves;
            this.absent = test(null);
        }

        @Override
        Answers of(@Nullable Object value) {
            return value == null ? absent : test(value);
        }

        final Answers test(@Nullable Object value) {
            long holding = 0;
            long unknown = 0;
            for (Numbered numbered : leaves) {
                Truth truth = numbered.leaf().test(value);
                holding |= truth == Truth.TRUE ? numbered.bit() : 0;
                unknown |= truth == Truth.UNKNOWN ? numbered.bit() : 0;
            }
            return new Answers(holding, unknown);
        }

        /** The answers to whole numbers, of which {@code value} makes values of the fact. */
        final Ladder ladder(Stream<Long> compared, LongFunction<Object> value) {
            long[] limits =
                    compared.mapToLong(Long::longValue).sorted().distinct().toArray();
            Answers[] answers = new Answers[2 * limits.length + 1];
            for (int i = 0; i < limits.length; i++) {
                // where there is nothing between two limits, this answer is never asked for
                answers[2 * i] = test(value.apply(limits[i] - 1));
                answers[2 * i + 1] = test(value.apply(limits[i]));
            }
            answers[2 * limits.length] = test(value.apply(limits.length == 0 ? 0 : limits[limits.length - 1] + 1));
            return new Ladder(limits, answers);
        }
    }

    /** Answers by whole numbers: below the first limit, at it, between it and the second, and so on. */
    private static final class Ladder {
        private final long[] limits;
        private final Answers[] answers;

        Ladder(long[] limits, Answers[] answers) {
            this.limits = limits;
            this.answers = answers;
        }

        Answers at(long value) {
            int step = 0;
            // limits are few, and adding up what is passed needs no guess at how the comparison comes out
            for (long limit : limits) {
                step += (value >= limit ? 1 : 0) + (value > limit ? 1 : 0);
            }
            return answers[step];
        }
    }

    private static final class OfWholes extends Tested {
        private final Ladder ladder;

        OfWholes(List<Numbered> leaves) {
            super(leaves);
            this.ladder = ladder(compared(leaves, Long.class).stream(), value -> value);
        }

        @Override
        Answers of(@Nullable Object value) {
            return value instanceof Long number ? ladder.at(number) : super.of(value);
        }
    }

    private static final class OfDates extends Tested {
        private final Ladder ladder;

        OfDates(List<Numbered> leaves) {
            super(leaves);
            this.ladder = ladder(compared(leaves, LocalDate.class).stream().map(LocalDate::toEpochDay), OfDates::date);
        }

        private static LocalDate date(long epochDay) {
            return LocalDate.ofEpochDay(
                    Math.max(LocalDate.MIN.toEpochDay(), Math.min(epochDay, LocalDate.MAX.toEpochDay())));
        }

        @Override
        Answers of(@Nullable Object value) {
            return value instanceof LocalDate date ? ladder.at(date.toEpochDay()) : super.of(value);
        }
    }

    private static final class OfAmounts extends Tested {
        private final Map<CurrencyUnit, Ladder> ladders = new HashMap<>();

        OfAmounts(List<Numbered> leaves) {
            super(leaves);
            List<KnownAmounts> limits = leaves.stream()
                    .flatMap(numbered -> numbered.leaf().compared().stream())
                    .map(KnownAmounts.class::cast)
                    .toList();
            for (KnownAmounts limit : limits) {
                for (CurrencyUnit unit : limit.known()) {
                    ladders.computeIfAbsent(
                            unit,
                            u -> ladder(
                                    limits.stream()
                                            .filter(l -> u.equals(l.only()))
                                            .map(KnownAmounts::minor),
                                    minor -> KnownAmounts.ofMinor(u, minor)));
                }
            }
        }

        @Override
        Answers of(@Nullable Object value) {
            if (value instanceof KnownAmounts amounts) {
                Ladder ladder = ladders.get(amounts.only());
                if (ladder != null) {
                    return ladder.at(amounts.minor());
                }
            }
            return super.of(value);
        }
    }

    private static final class OfDecimals extends Tested {
        /** Scales that numbers often have: those of one scale are compared without adapting either. */
        private static final int SCALES = 8;

        private final BigDecimal[] limits;
        private final BigDecimal[][] limitsAtScale = new BigDecimal[SCALES][];
        private final Answers[] answers;

        OfDecimals(List<Numbered> leaves) {
            super(leaves);
            this.limits = compared(leaves, BigDecimal.class).toArray(new BigDecimal[0]);
            for (int i = 0; i < SCALES; i++) {
                int scale = i;
                limitsAtScale[i] = Arrays.stream(limits)
                        .map(limit -> limit.scale() < scale ? limit.setScale(scale) : limit)
                        .toArray(BigDecimal[]::new);
            }
            this.answers = new Answers[2 * limits.length + 1];
            for (int i = 0; i < limits.length; i++) {
                BigDecimal below = i == 0 ? limits[0].subtract(BigDecimal.ONE) : middle(limits[i - 1], limits[i]);
                answers[2 * i] = test(below);
                answers[2 * i + 1] = test(limits[i]);
            }
            answers[2 * limits.length] =
                    test(limits.length == 0 ? BigDecimal.ZERO : limits[limits.length - 1].add(BigDecimal.ONE));
        }

        private static BigDecimal middle(BigDecimal a, BigDecimal b) {
            return a.add(b).multiply(new BigDecimal("0.5"));
        }

        @Override
        Answers of(@Nullable Object value) {
            if (value instanceof BigDecimal number) {
                int scale = number.scale();
                int step = 0;
                for (BigDecimal limit : scale >= 0 && scale < SCALES ? limitsAtScale[scale] : limits) {
                    int sign = number.compareTo(limit);
                    step += (sign >= 0 ? 1 : 0) + (sign > 0 ? 1 : 0);
                }
                return answers[step];
            }
            return super.of(value);
        }
    }

    private static final class OfTexts extends Tested {
        private final Map<String, Answers> answers = new HashMap<>();
        private final Answers another;

        OfTexts(List<Numbered> leaves) {
            super(leaves);
            SortedSet<String> texts = compared(leaves, String.class);
            texts.forEach(text -> answers.put(text, test(text)));
            this.another = test(String.join("", texts) + "another");
        }

        @Override
        Answers of(@Nullable Object value) {
            return value instanceof String text ? answers.getOrDefault(text, another) : super.of(value);
        }
    }
}
