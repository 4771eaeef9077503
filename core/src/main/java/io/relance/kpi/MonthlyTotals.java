package io.relance.kpi;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Sums of minor units by calendar month. */
final class MonthlyTotals {
    private final NavigableMap<Integer, Long> byMonth = new TreeMap<>();

    void add(LocalDate date, long minor) {
        add(date.getYear() * 12 + date.getMonthValue() - 1, minor);
    }

    void add(int month, long minor) {
        byMonth.merge(month, minor, Math::addExact);
    }

    NavigableMap<Integer, Long> byMonth() {
        return byMonth;
    }

    /**
     * The months up to {@code date}, newest first, back to the oldest one with an entry; none from before
     * {@code knownSince}, nor the one that it cuts.
     */
    List<MonthSales> months(LocalDate date, CurrencyUnit unit, @Nullable LocalDate knownSince) {
        List<MonthSales> months = new ArrayList<>();
        YearMonth oldest = oldest(byMonth.isEmpty() ? null : month(byMonth.firstKey()), knownSince);
        if (oldest == null) {
            return months;
        }
        YearMonth current = YearMonth.from(date);
        for (YearMonth month = current; !month.isBefore(oldest); month = month.minusMonths(1)) {
            int days = month.equals(current) ? date.getDayOfMonth() : month.lengthOfMonth();
            months.add(new MonthSales(month, days, Money.ofMinor(unit, sum(month))));
        }
        return months;
    }

    /**
     * The oldest month that counts, when the oldest with an entry is {@code first}; none when nothing is known.
     *
     * @param knownSince months before it, or that it cuts, don't count; those after it do without an entry too, with sales of
     *     0, as it is known that nothing was sold
     */
    static @Nullable YearMonth oldest(@Nullable YearMonth first, @Nullable LocalDate knownSince) {
        return knownSince == null
                ? first
                : YearMonth.from(knownSince).plusMonths(knownSince.getDayOfMonth() == 1 ? 0 : 1);
    }

    private static YearMonth month(int index) {
        return YearMonth.of(Math.floorDiv(index, 12), Math.floorMod(index, 12) + 1);
    }

    /** The sum of {@code month}, 0 without an entry. */
    long sum(YearMonth month) {
        return byMonth.getOrDefault(index(month), 0L);
    }

    private static int index(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }
}
