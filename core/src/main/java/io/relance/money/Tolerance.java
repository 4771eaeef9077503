package io.relance.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What a creditor leaves unasked on one document: a residual up to this amount counts as paid. One figure serves every
 * currency, read in that currency's units and cut to its decimals (a tolerance of 0.50 is nothing in yen).
 *
 * @param amount at least 0
 */
public record Tolerance(BigDecimal amount) {
    /** Every cent is asked for: the default. */
    public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO);

    /** @throws IllegalArgumentException when {@code amount} is negative */
    public Tolerance {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a tolerance is at least 0, but was " + amount.toPlainString());
        }
    }

    /** The tolerance in minor units of {@code unit}. */
    public long minor(CurrencyUnit unit) {
        if (amount.signum() == 0) {
            return 0;
        }
        return amount.movePointRight(Math.max(0, unit.getDecimalPlaces()))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** Whether {@code open} is at most the tolerance. */
    public boolean covers(Money open) {
        return open.getAmount().compareTo(amount) <= 0;
    }
}
