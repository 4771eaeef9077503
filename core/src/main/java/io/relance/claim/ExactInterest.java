package io.relance.claim;

import io.relance.time.DayCount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Interest as a sum of fractions, one for each length of a year, so that nothing is rounded before the end: amount x percent x
 * days / (100 x days of the year). Not for several threads.
 */
final class ExactInterest {
    private static final int DECIMALS = 10;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<Integer, BigDecimal> numerators = new TreeMap<>();

    void add(Money balance, BigDecimal percent, DayCount.Part part) {
        numerators.merge(
                part.basis(),
                balance.getAmount().multiply(percent).multiply(BigDecimal.valueOf(part.days())),
                BigDecimal::add);
    }

    /** In units of {@code currency}, rounded once. */
    Money rounded(CurrencyUnit currency, RoundingMode mode) {
        return Money.of(currency, rounded(currency.getDecimalPlaces(), mode));
    }

    /** Exact to ten decimals. */
    BigDecimal shown() {
        return rounded(DECIMALS, RoundingMode.HALF_UP);
    }

    private BigDecimal rounded(int decimals, RoundingMode mode) {
        BigDecimal denominator = HUNDRED;
        for (int basis : numerators.keySet()) {
            denominator = denominator.multiply(BigDecimal.valueOf(basis), MathContext.UNLIMITED);
        }
        BigDecimal numerator = BigDecimal.ZERO;
        for (Map.Entry<Integer, BigDecimal> entry : numerators.entrySet()) {
            BigDecimal others = denominator.divideToIntegralValue(HUNDRED.multiply(BigDecimal.valueOf(entry.getKey())));
            numerator = numerator.add(entry.getValue().multiply(others));
        }
        return numerator.divide(denominator, decimals, mode);
    }
}
