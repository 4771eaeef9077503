package io.relance.claim;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a reference rate was over a time.
 *
 * @param from the first day for which it holds
 * @param to the last
 * @param percent a year; may be negative
 * @param source where it can be checked
 */
public record ReferenceRate(RateSeries series, LocalDate from, LocalDate to, BigDecimal percent, String source) {
    /** @throws IllegalArgumentException when the first day is after the last, or no source is named */
    public ReferenceRate {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("a rate of " + series + " begins on " + from + " and ends on " + to);
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("the rate of " + series + " from " + from + " names no source");
        }
    }

    /**
     * The rate for half a year.
     *
     * @param half 1 for January to June, 2 for July to December
     * @throws IllegalArgumentException when {@code half} is neither
     */
    public static ReferenceRate ofSemester(RateSeries series, int year, int half, BigDecimal percent, String source) {
        if (half != 1 && half != 2) {
            throw new IllegalArgumentException("a year has the halves 1 and 2, not " + half);
        }
        LocalDate from = LocalDate.of(year, half == 1 ? 1 : 7, 1);
        return new ReferenceRate(series, from, from.plusMonths(6).minusDays(1), percent, source);
    }

    /** Whether it holds on a day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
