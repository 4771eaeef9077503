package io.relance.kpi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.joda.money.Money;

/** Quotients of exact sums: the rates (fractions 0 to 1) of this package, and what the other indicators are made of. */
public final class Ratios {
    /** The precision of every quotient. */
    static final MathContext CONTEXT = MathContext.DECIMAL128;

    private Ratios() {}

    /** {@code part / whole}; no value when {@code whole} is 0 or less. Both are in one currency. */
    public static Optional<BigDecimal> of(Money part, Money whole) {
        sameCurrency(part, whole);
        return of(part.getAmount(), whole.getAmount());
    }

    /** {@code part / whole}; no value when {@code whole} is 0 or less. */
    public static Optional<BigDecimal> of(long part, long whole) {
        return of(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** {@code part / whole x times}, rounded once. */
    static Optional<BigDecimal> scaled(Money part, Money whole, long times) {
        sameCurrency(part, whole);
        return of(part.getAmount().multiply(BigDecimal.valueOf(times)), whole.getAmount());
    }

    static Optional<BigDecimal> of(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0 ? Optional.empty() : Optional.of(part.divide(whole, CONTEXT));
    }

    private static void sameCurrency(Money a, Money b) {
        if (!a.getCurrencyUnit().equals(b.getCurrencyUnit())) {
            throw new IllegalArgumentException("currencies are never mixed: " + a + " and " + b);
        }
    }
}
