package io.relance.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The credit limit recommended in one currency, and why.
 *
 * @param recommended at least 0; rounded down to two significant digits and whole units
 * @param exposure what is owed, in the same currency
 * @param reasons how it was reckoned, step by step
 */
public record CreditLine(Money recommended, Money exposure, List<Reason> reasons) {
    /** A step of the reckoning. */
    public enum Factor {
        /** Mean sales a day: the issue of invoices less credit notes over the window; amount. */
        DAILY_SALES,
        /** Payment terms granted, weighted by amount; days. */
        TERMS,
        /** Days of invoicing while a payment is under way. */
        MARGIN,
        /** By what the need is multiplied for the risk. */
        RISK,
        /** The account is too new for the factor that its risk would give. */
        STARTER,
        /** The host's own ceiling (an insurer's cover, say) is lower; amount. */
        CEILING,
        /** There were no sales, so no credit is needed. */
        NO_SALES
    }

    /**
     * One step of the reckoning.
     *
     * @param value an amount, a number of days or a factor, as {@link Factor} says
     * @param text for people
     */
    public record Reason(Factor factor, BigDecimal value, String text) {}

    /** Copies the reasons. */
    public CreditLine {
        reasons = List.copyOf(reasons);
    }

    /** Exposure divided by the recommended limit. */
    public Optional<BigDecimal> usage() {
        return usage(exposure, recommended);
    }

    /**
     * Exposure divided by a limit, whoever set it: 4 decimals, half up, above 1 when the limit is exceeded; empty when the
     * limit is 0.
     *
     * @throws org.joda.money.CurrencyMismatchException when the two are in different currencies
     */
    public static Optional<BigDecimal> usage(Money exposure, Money limit) {
        if (exposure.isLessThan(Money.zero(limit.getCurrencyUnit())) || limit.isNegative()) {
            throw new IllegalArgumentException(
                    "exposure and limit are at least 0, but were " + exposure + " and " + limit);
        }
        return limit.isZero()
                ? Optional.empty()
                : Optional.of(exposure.getAmount().divide(limit.getAmount(), 4, RoundingMode.HALF_UP));
    }
}
