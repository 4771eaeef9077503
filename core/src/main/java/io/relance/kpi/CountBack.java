package io.relance.kpi;

import java.math.BigDecimal;

/** The count-back of {@link Dso#countBack}, month by month, the newest first, in minor units. */
final class CountBack {
    private final boolean carryBackCreditNotes;
    private long rest;
    private long carried;
    private long wholeDays;
    private BigDecimal partOfMonth = BigDecimal.ZERO;

    CountBack(long receivables, boolean carryBackCreditNotes) {
        this.rest = receivables;
        this.carryBackCreditNotes = carryBackCreditNotes;
    }

    /**
     * Takes off the sales of the next older month, unless nothing is left.
     *
     * @return whether something is left, so that older months matter
     */
    boolean takeOff(long ownSales, int days) {
        if (rest <= 0) {
            return false;
        }
        long sales = Math.addExact(ownSales, carried);
        carried = carryBackCreditNotes && sales < 0 ? sales : 0;
        if (sales <= 0) {
            wholeDays += days;
        } else if (rest >= sales) {
            wholeDays += days;
            rest -= sales;
        } else {
            partOfMonth = BigDecimal.valueOf(days)
                    .multiply(BigDecimal.valueOf(rest))
                    .divide(BigDecimal.valueOf(sales), Ratios.CONTEXT);
            rest = 0;
        }
        return rest > 0;
    }

    DsoDays result() {
        return new DsoDays(BigDecimal.valueOf(wholeDays).add(partOfMonth, Ratios.CONTEXT), rest > 0);
    }
}
