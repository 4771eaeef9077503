package io.relance.kpi;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What count-back is made of in one currency, for all days of a series, in minor units; it adds up over accounts. */
final class CountBackSums {
    private final long[] receivables;
    private final boolean[] exists;
    private final long[] salesOfMonth;
    private final MonthlyTotals sales = new MonthlyTotals();
    private @Nullable LocalDate firstSale;

    CountBackSums(int days) {
        this.receivables = new long[days];
        this.exists = new boolean[days];
        this.salesOfMonth = new long[days];
    }

    /** Something in the currency exists by the day with that index: the day has a figure. */
    void exists(int day) {
        exists[day] = true;
    }

    void addReceivables(int day, long minor) {
        receivables[day] = Math.addExact(receivables[day], minor);
    }

    /** Sales of the month of the day with that index, up to it. */
    void addSalesOfMonth(int day, long minor) {
        salesOfMonth[day] = Math.addExact(salesOfMonth[day], minor);
    }

    void addSale(LocalDate issued, long minor) {
        sales.add(issued, minor);
        if (firstSale == null || issued.isBefore(firstSale)) {
            firstSale = issued;
        }
    }

    void add(CountBackSums other) {
        for (int day = 0; day < receivables.length; day++) {
            exists[day] |= other.exists[day];
            addReceivables(day, other.receivables[day]);
            addSalesOfMonth(day, other.salesOfMonth[day]);
        }
        other.sales.byMonth().forEach(sales::add);
        if (other.firstSale != null && (firstSale == null || other.firstSale.isBefore(firstSale))) {
            firstSale = other.firstSale;
        }
    }

    SortedMap<LocalDate, DsoDays> series(List<LocalDate> dates, IndicatorOptions options) {
        SortedMap<LocalDate, DsoDays> series = new TreeMap<>();
        for (int day = 0; day < exists.length; day++) {
            if (exists[day]) {
                series.put(dates.get(day), countBack(day, dates.get(day), options));
            }
        }
        return Collections.unmodifiableSortedMap(series);
    }

    private DsoDays countBack(int day, LocalDate date, IndicatorOptions options) {
        CountBack countBack = new CountBack(receivables[day], options.carryBackCreditNotes());
        LocalDate since = firstSale;
        long current = MonthlyTotals.month(date);
        // A month older than the day's is over by then, so that what its sales are does not depend on the day.
        MonthlyTotals.newestFirst(
                date,
                since == null || since.isAfter(date) ? null : MonthlyTotals.month(since),
                options.salesKnownSince().orElse(null),
                (month, days) -> countBack.takeOff(month == current ? salesOfMonth[day] : sales.sum(month), days));
        return countBack.result();
    }
}
