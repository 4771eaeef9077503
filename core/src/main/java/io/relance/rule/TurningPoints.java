package io.relance.rule;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Where comparisons of facts that grow by one a day come out otherwise: for each such fact the values, in ascending order,
 * at which one of them has another outcome than at the value one below. Each fact is asked once, however many comparisons
 * there are.
 */
final class TurningPoints {
    private static final long NEVER = Long.MAX_VALUE;

    private final Fact<?>[] facts;
    private final long[][] points;

    private TurningPoints(Map<Fact<?>, long[]> byFact) {
        this.facts = byFact.keySet().toArray(new Fact<?>[0]);
        this.points = byFact.values().toArray(new long[0][]);
    }

    static TurningPoints of(Collection<Leaf> leaves) {
        Map<Fact<?>, long[]> byFact = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            long[] found = leaf.turningPoints();
            if (found.length > 0) {
                byFact.merge(leaf.fact, found, TurningPoints::union);
            }
        }
        return new TurningPoints(byFact);
    }

    private static long[] union(long[] some, long[] others) {
        return LongStream.concat(Arrays.stream(some), Arrays.stream(others))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The first day after {@code today} on which, with time alone, one of the comparisons comes out otherwise. */
    Optional<LocalDate> next(FactSource source, LocalDate today) {
        long days = NEVER;
        for (int i = 0; i < facts.length; i++) {
            if (source.value(facts[i]) instanceof Long value) {
                days = Math.min(days, days(points[i], value));
            }
        }
        return days == NEVER ? Optional.empty() : Optional.of(today.plusDays(days));
    }

    private static long days(long[] points, long value) {
        for (long point : points) {
            if (point > value) {
                return Math.subtractExact(point, value);
            }
        }
        return NEVER;
    }
}
