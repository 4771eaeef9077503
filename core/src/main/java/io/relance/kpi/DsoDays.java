package io.relance.kpi;

import java.math.BigDecimal;

/**
 * Days of sales outstanding.
 *
 * @param days at least 0
 * @param lowerBound whether the known sales ran out before the receivables, so that the true figure is higher (count-back
 *     alone)
 */
public record DsoDays(BigDecimal days, boolean lowerBound) {
    static DsoDays exact(BigDecimal days) {
        return new DsoDays(days, false);
    }

    /** For people: {@code 72.58 days}, {@code at least 91.00 days}. */
    @Override
    public String toString() {
        return (lowerBound ? "at least " : "")
                + days.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString() + " days";
    }
}
