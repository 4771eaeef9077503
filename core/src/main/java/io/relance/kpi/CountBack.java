package io.relance.kpi;

import java.math.BigDecimal;

/** The count-back of {@link Dso#countBack}, month by month, the newest first. */
final class CountBack {
    private final boolean carryBackCreditNotes;
    private BigDecimal rest;
    private BigDecimal carried = BigDecimal.ZERO;
    private BigDecimal days = BigDecimal.ZERO;

    /** @param receivables in any unit, that of the sales too */
    CountBack(BigDecimal receivables, boolean carryBackCreditNotes) {
        this.rest = receivables;
        this.carryBackCreditNotes = carryBackCreditNotes;
    }

    /** Nothing is left: older months don't matter. */
    boolean done() {
        return rest.signum() <= 0;
    }

    void month(int length, BigDecimal ownSales) {
        BigDecimal sales = ownSales.add(carried);
        BigDecimal whole = BigDecimal.valueOf(length);
        carried = carryBackCreditNotes && sales.signum() < 0 ? sales : BigDecimal.ZERO;
        if (sales.signum() <= 0) {
            days = days.add(whole);
        } else if (rest.compareTo(sales) >= 0) {
            days = days.add(whole);
            rest = rest.subtract(sales);
        } else {
            days = days.add(whole.multiply(rest).divide(sales, Ratios.CONTEXT), Ratios.CONTEXT);
            rest = BigDecimal.ZERO;
        }
    }

    DsoDays result() {
        return new DsoDays(days, rest.signum() > 0);
    }
}
