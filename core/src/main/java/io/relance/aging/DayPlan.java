package io.relance.aging;

import java.util.Arrays;

/**
 * How events fall into the buckets of several days at once.
 *
 * <p>Whether an event counts on a day follows from its own day alone; into which bucket it falls, from the day its age is
 * counted from alone. The bounds of all buckets of all days cut the latter into classes. So the first of the days on which
 * an event counts, and its class, say all, and are found in two tables.
 */
final class DayPlan {
    private final long[] days;
    private final long[] bounds;
    private final long[] cuts;
    private final DayRange range;

    /**
     * @param days ascending, without doubles
     * @param bounds the greatest age of every bucket but the last, ascending; none: everything falls into one
     * @param range of the events
     */
    DayPlan(long[] days, long[] bounds, DayRange range) {
        this.days = days;
        this.bounds = bounds;
        this.range = range;
        this.cuts = cuts(days, bounds);
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
        return days.length;
    }

    long day(int index) {
        return days[index];
    }

    /** How many buckets there are. */
    int columns() {
        return bounds.length + 1;
    }

    int classes() {
        return cuts.length + 1;
    }

    /** By event day: the index of the first of the days on which it counts, or their number when there is none; times {@code factor}. */
    DayTable firstDays(int factor) {
        return range.days(Arrays.stream(days).map(day -> day + 1).toArray(), factor);
    }

    /** By the day from which the age is counted: the class, times {@code factor}. */
    DayTable classes(int factor) {
        return range.aged(cuts, factor);
    }

    /**
     * By day, then column: the first class that is within the bound of the column on the day; all after it are, too. It is 0
     * for the last column, which has no bound.
     */
    int[] firstClasses() {
        int[] first = new int[days.length * columns()];
        for (int day = 0; day < days.length; day++) {
            for (int column = 0; column < bounds.length; column++) {
                first[day * columns() + column] = Arrays.binarySearch(cuts, days[day] - bounds[column]) + 1;
            }
        }
        return first;
    }
}
