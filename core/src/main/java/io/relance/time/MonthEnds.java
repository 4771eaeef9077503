package io.relance.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The last days of months, on which series are drawn up. */
public final class MonthEnds {
    private MonthEnds() {}

    /**
     * The last day of every month from {@code first} to {@code last}, both included, ascending.
     *
     * @throws IllegalArgumentException when {@code last} is before {@code first}
     */
    public static List<LocalDate> of(YearMonth first, YearMonth last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a series cannot end in " + last + " when it begins in " + first);
        }
        List<LocalDate> ends = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            ends.add(month.atEndOfMonth());
        }
        return List.copyOf(ends);
    }
}
