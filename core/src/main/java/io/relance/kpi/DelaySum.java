package io.relance.kpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** The running sum of delays weighted by minor units. The products outgrow a long sooner than amounts do. */
final class DelaySum {
    private BigInteger weights = BigInteger.ZERO;
    private BigInteger products = BigInteger.ZERO;

    void add(long days, long weight) {
        weights = weights.add(BigInteger.valueOf(weight));
        products = products.add(BigInteger.valueOf(Math.multiplyExact(days, weight)));
    }

    /** Adds {@code other} with its amounts multiplied by {@code factor}, a rate between minor units. */
    void add(DelaySum other, BigDecimal factor) {
        weights = weights.add(times(other.weights, factor));
        products = products.add(times(other.products, factor));
    }

    private static BigInteger times(BigInteger value, BigDecimal factor) {
        return new BigDecimal(value)
                .multiply(factor)
                .setScale(0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
    }

    Optional<BigDecimal> mean() {
        return Ratios.of(new BigDecimal(products), new BigDecimal(weights));
    }
}
