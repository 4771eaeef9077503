package io.relance.time;

import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How many parts of a year a number of days are. Days are always those of the calendar. */
public enum DayCount {
    /** Every year has 365 days, leap years too: the usual reading of late-payment laws. */
    ACTUAL_365,
    /** Every year has 360 days. */
    ACTUAL_360,
    /** A leap year has 366 days; what lies in two years is split at the new year. */
    ACTUAL_ACTUAL;

    /**
     * A number of days as a part of a year.
     *
     * @param days above 0
     * @param basis how many days that year has
     */
    public record Part(long days, int basis) {}

    /**
     * The days from {@code first} to {@code last}, both counted, as parts of years: as exact fractions, which nothing has
     * rounded yet.
     *
     * @return empty when {@code last} is before {@code first}
     */
    public List<Part> parts(LocalDate first, LocalDate last) {
        List<Part> parts = new ArrayList<>();
        LocalDate from = first;
        while (!from.isAfter(last)) {
            LocalDate end = this == ACTUAL_ACTUAL ? earlier(last, LocalDate.of(from.getYear(), 12, 31)) : last;
            parts.add(new Part(ChronoUnit.DAYS.between(from, end) + 1, basis(from)));
            from = end.plusDays(1);
        }
        return parts;
    }

    private int basis(LocalDate day) {
        return switch (this) {
            case ACTUAL_365 -> 365;
            case ACTUAL_360 -> 360;
            case ACTUAL_ACTUAL -> Year.of(day.getYear()).length();
        };
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
