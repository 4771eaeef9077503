package io.relance.aging;

import java.time.LocalDate;

/** The days of the events of a portfolio, and those from which ages are counted. */
final class DayRange {
    private static final long EARLIEST = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LATEST = LocalDate.of(9999, 12, 31).toEpochDay();

    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;
    private int firstAged = Integer.MAX_VALUE;
    private int lastAged = Integer.MIN_VALUE;

    /**
     * The epoch day of {@code date}.
     *
     * @throws IllegalArgumentException outside the years 1 to 9999
     */
    static int epochDay(LocalDate date, Object document) {
        long day = date.toEpochDay();
        if (day < EARLIEST || day > LATEST) {
            throw new IllegalArgumentException(
                    "a portfolio's aging follows the years 1 to 9999, but " + document + " has the day " + date);
        }
        return (int) day;
    }

    void include(int day, int agedFrom) {
        firstDay = Math.min(firstDay, day);
        lastDay = Math.max(lastDay, day);
        firstAged = Math.min(firstAged, agedFrom);
        lastAged = Math.max(lastAged, agedFrom);
    }

    /** By the day of an event: how many of {@code thresholds} are not after it, times {@code factor}. */
    DayTable days(long[] thresholds, int factor) {
        return new DayTable(thresholds, firstDay, lastDay, factor);
    }

    /** The same by the day from which an age is counted. */
    DayTable aged(long[] thresholds, int factor) {
        return new DayTable(thresholds, firstAged, lastAged, factor);
    }
}
