package io.relance.kpi;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;

/**
 * Days of sales outstanding in one currency, of one customer or a portfolio.
 *
 * @param days by day, oldest first; without the days by which nothing in the currency exists
 */
public record DsoSeries(CurrencyUnit currency, SortedMap<LocalDate, DsoDays> days) {
    /** Keeps a copy of the days. */
    public DsoSeries {
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }
}
