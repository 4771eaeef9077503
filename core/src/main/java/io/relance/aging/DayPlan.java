package io.relance.aging;

import java.util.Arrays;

/**
 * How events fall into the buckets of several days at once.
 *
 * <p>Whether an event counts on a day follows from its own day alone; into which bucket it falls, from the day its age is
 * counted from alone. The bounds of all buckets of all days cut the latter into classes, so that every event belongs into
 * one cell, (first day on which it counts, class), found in two tables. The balance of the day {@code k} is then the sum of
 * the cells up to row {@code k}, and a bucket of it a range of classes.
 */
final class DayPlan {
    private final int days;
    private final int columns;
    private final int classCount;
    private final DayRange range;
    private final int[] rows;
    private final int[] classes;
    private final int[] firstClass;

    /**
     * @param days ascending, without doubles
     * @param bounds the greatest age of every bucket but the last, ascending; none: everything falls into one
     * @param range of the events
     */
    DayPlan(long[] days, long[] bounds, DayRange range) {
        this.days = days.length;
        this.columns = bounds.length + 1;
        this.range = range;
        long[] cuts = cuts(days, bounds);
        this.classCount = cuts.length + 1;
        this.rows = new int[range.days()];
        int row = 0;
        for (int i = 0; i < rows.length; i++) {
            while (row < days.length && days[row] < (long) range.firstDay() + i) {
                row++;
            }
            rows[i] = row * classCount;
        }
        this.classes = new int[range.ageds()];
        int cut = 0;
        for (int i = 0; i < classes.length; i++) {
            while (cut < cuts.length && cuts[cut] <= (long) range.firstAged() + i) {
                cut++;
            }
            classes[i] = cut;
        }
        this.firstClass = new int[days.length * columns];
        for (int day = 0; day < days.length; day++) {
            for (int column = 0; column < bounds.length; column++) {
                firstClass[day * columns + column] = Arrays.binarySearch(cuts, days[day] - bounds[column]) + 1;
            }
        }
    }

    /** Aged from this day on, an item is within that bound on that day. */
    private static long[] cuts(long[] days, long[] bounds) {
        long[] cuts = new long[days.length * bounds.length];
        int at = 0;
        for (long day : days) {
            for (long bound : bounds) {
                cuts[at++] = day - bound;
            }
        }
        return Arrays.stream(cuts).sorted().distinct().toArray();
    }

    int days() {
        return days;
    }

    int columns() {
        return columns;
    }

    /** How many cells there are; the last row is of what counts on none of the days. */
    int cells() {
        return (days + 1) * classCount;
    }

    /** By event day less {@link #firstDay}: the first cell of its row. */
    int[] rows() {
        return rows;
    }

    int firstDay() {
        return range.firstDay();
    }

    /** By the day from which the age is counted, less {@link #firstAged}: the class. */
    int[] classes() {
        return classes;
    }

    int firstAged() {
        return range.firstAged();
    }

    /** Makes balances of {@code cells}, which it leaves all 0: into {@code balances} from {@code at} on, by day, then bucket. */
    void fold(long[] cells, long[] balances, int at) {
        // Row by row: how much counts by that day in classes up to each, from which a bucket is one difference.
        int bucket = 0;
        for (int day = 0; day < days; day++) {
            int start = day * classCount;
            long sum = 0;
            for (int i = start; i < start + classCount; i++) {
                sum += cells[i];
                cells[i] = sum;
            }
            if (day > 0) {
                for (int i = start; i < start + classCount; i++) {
                    cells[i] += cells[i - classCount];
                }
            }
            int end = classCount;
            for (int column = 0; column < columns; column++) {
                int first = firstClass[bucket];
                balances[at + bucket++] = upTo(cells, start, end) - upTo(cells, start, first);
                end = first;
            }
        }
        Arrays.fill(cells, 0);
    }

    private static long upTo(long[] sums, int start, int end) {
        return end == 0 ? 0 : sums[start + end - 1];
    }
}
