package io.relance.kpi;

import java.time.YearMonth;
import org.joda.money.Money;

/**
 * The sales of one month, for count-back.
 *
 * @param month which month
 * @param days what it counts for: its length, or its elapsed days when it is not over; 1 to 31
 * @param sales invoices less credit notes issued in those days; may be negative
 */
public record MonthSales(YearMonth month, int days, Money sales) {
    /** @throws IllegalArgumentException when {@code days} is not 1 to 31 */
    public MonthSales {
        if (days < 1 || days > 31) {
            throw new IllegalArgumentException("a month counts 1 to 31 days, but " + month + " was given " + days);
        }
    }
}
