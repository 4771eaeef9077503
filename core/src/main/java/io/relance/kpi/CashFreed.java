package io.relance.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a shorter DSO is worth. */
public final class CashFreed {
    private static final BigDecimal DAYS_OF_A_YEAR = BigDecimal.valueOf(365);

    private CashFreed() {}

    /**
     * Cash freed, once and not each month: {@code salesPerYear x (before - after) / 365}, rounded half up to the currency's
     * decimals. Negative when DSO grew.
     *
     * @param dsoBefore days
     * @param dsoAfter days
     */
    public static Money once(Money salesPerYear, BigDecimal dsoBefore, BigDecimal dsoAfter) {
        CurrencyUnit unit = salesPerYear.getCurrencyUnit();
        BigDecimal exact = salesPerYear.getAmount().multiply(dsoBefore.subtract(dsoAfter));
        return Money.of(unit, exact.divide(DAYS_OF_A_YEAR, unit.getDecimalPlaces(), RoundingMode.HALF_UP));
    }
}
