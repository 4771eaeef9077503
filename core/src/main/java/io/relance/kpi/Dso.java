package io.relance.kpi;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Days of sales outstanding, in days, by the three conventions of {@link DsoMethod}. Receivables are incl. VAT and net of
 * unallocated credit; sales are invoices less credit notes of the period, incl. VAT.
 */
public final class Dso {
    private Dso() {}

    /**
     * {@code receivables / sales x days}.
     *
     * @param days the length of the period that the sales are of, at least 1
     * @return no value when the sales are 0 or less
     */
    public static Optional<BigDecimal> simple(Money receivables, Money sales, int days) {
        checkDays(days);
        return Ratios.scaled(receivables, sales, days);
    }

    /**
     * {@code notDue / sales x days}: as {@link #simple}, over what is not due.
     *
     * @return no value when the sales are 0 or less
     */
    public static Optional<BigDecimal> bestPossible(Money notDue, Money sales, int days) {
        checkDays(days);
        return Ratios.scaled(notDue, sales, days);
    }

    /**
     * Average days delinquent: {@code simple - best possible}.
     *
     * @return no value when one of the two has none
     */
    public static Optional<BigDecimal> averageDaysDelinquent(
            Optional<BigDecimal> simple, Optional<BigDecimal> bestPossible) {
        return simple.flatMap(all -> bestPossible.map(best -> all.subtract(best, Ratios.CONTEXT)));
    }

    /**
     * Takes months of sales off the receivables, the newest first. A month wholly consumed counts its days, the last one
     * counts days x (rest / its sales). It stops as soon as nothing is left. A month with sales of 0 or less counts its
     * days and consumes nothing.
     *
     * @param months newest first, without gaps; the first one partial when the day is inside it
     * @param carryBackCreditNotes whether the negative sales of a month lower the sales of the next older one (and what
     *     that leaves negative, the one before)
     * @return 0 when the receivables are 0 or less; a lower bound when the months run out first
     * @throws IllegalArgumentException when a month is missing or out of order
     * @throws ArithmeticException when an amount does not fit into a long of minor units
     */
    public static DsoDays countBack(Money receivables, List<MonthSales> months, boolean carryBackCreditNotes) {
        CountBack countBack = new CountBack(receivables.getAmountMinorLong(), carryBackCreditNotes);
        YearMonth newer = null;
        for (MonthSales month : months) {
            if (newer != null && !month.month().equals(newer.minusMonths(1))) {
                throw new IllegalArgumentException("count-back needs every month, newest first: after " + newer
                        + " comes " + newer.minusMonths(1) + ", not " + month.month());
            }
            newer = month.month();
            if (!month.sales().getCurrencyUnit().equals(receivables.getCurrencyUnit())) {
                throw new IllegalArgumentException(
                        "currencies are never mixed: " + receivables + " and " + month.sales());
            }
            if (!countBack.takeOff(month.sales().getAmountMinorLong(), month.days())) {
                break;
            }
        }
        return countBack.result();
    }

    private static void checkDays(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a period has at least 1 day, but was given " + days);
        }
    }
}
