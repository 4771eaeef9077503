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
        YearMonth oldest;
        if (knownSince != null) {
            // Months without an entry count too, with sales of 0: it is known that nothing was sold.
            oldest = YearMonth.from(knownSince).plusMonths(knownSince.getDayOfMonth() == 1 ? 0 : 1);
        } else if (!byMonth.isEmpty()) {
            oldest = YearMonth.of(Math.floorDiv(byMonth.firstKey(), 12), Math.floorMod(byMonth.firstKey(), 12) + 1);
        } else {
            return months;
        }
        YearMonth current = YearMonth.from(date);
        for (YearMonth month = current; !month.isBefore(oldest); month = month.minusMonths(1)) {
            int days = month.equals(current) ? date.getDayOfMonth() : month.lengthOfMonth();
            long sales = byMonth.getOrDefault(month.getYear() * 12 + month.getMonthValue() - 1, 0L);
            months.add(new MonthSales(month, days, Money.ofMinor(unit, sales)));
        }
        return months;
    }
}
