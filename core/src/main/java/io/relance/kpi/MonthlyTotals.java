package io.relance.kpi;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Sums of minor units by calendar month, which is counted from January of the year 0. */
final class MonthlyTotals {
    private final NavigableMap<Long, Long> byMonth = new TreeMap<>();

    /** Is shown months. */
    interface Visitor {
        /**
         * Sees one month.
         *
         * @param days how many of its days count
         * @return whether to go on
         */
        boolean month(long month, int days);
    }

    void add(LocalDate date, long minor) {
        add(month(date), minor);
    }

    void add(long month, long minor) {
        byMonth.merge(month, minor, Math::addExact);
    }

    NavigableMap<Long, Long> byMonth() {
        return byMonth;
    }

    /** The months up to {@code date}, newest first, see {@link #newestFirst}. */
    List<MonthSales> months(LocalDate date, CurrencyUnit unit, @Nullable LocalDate knownSince) {
        List<MonthSales> months = new ArrayList<>();
        newestFirst(
                date,
                byMonth.isEmpty() ? null : byMonth.firstKey(),
                knownSince,
                (month, days) -> months.add(new MonthSales(yearMonth(month), days, Money.ofMinor(unit, sum(month)))));
        return months;
    }

    /**
     * Shows the months up to {@code date}, newest first; that of the day counts as many days as are over.
     *
     * @param first the oldest month with an entry, up to which they are shown; absent when there is none
     * @param knownSince months before it, or that it cuts, don't count; those after it do without an entry too, with sales of
     *     0, as it is known that nothing was sold
     */
    static void newestFirst(LocalDate date, @Nullable Long first, @Nullable LocalDate knownSince, Visitor visitor) {
        long oldest;
        if (knownSince != null) {
            oldest = knownSince.getDayOfMonth() == 1 ? month(knownSince) : month(knownSince) + 1;
        } else if (first != null) {
            oldest = first;
        } else {
            return;
        }
        long month = month(date);
        int days = date.getDayOfMonth();
        while (month >= oldest && visitor.month(month, days)) {
            month--;
            days = length(month);
        }
    }

    static long month(LocalDate date) {
        return date.getLong(ChronoField.PROLEPTIC_MONTH);
    }

    private static int length(long month) {
        return Month.of(Math.floorMod(month, 12) + 1).length(Year.isLeap(Math.floorDiv(month, 12)));
    }

    private static YearMonth yearMonth(long month) {
        return YearMonth.of((int) Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1);
    }

    /** The sum of {@code month}, 0 without an entry. */
    long sum(long month) {
        return byMonth.getOrDefault(month, 0L);
    }
}
