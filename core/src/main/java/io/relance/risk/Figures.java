package io.relance.risk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/** Statistics of whole days; results with {@value #SCALE} decimals, rounded half up, once. */
final class Figures {
    static final int SCALE = 6;
    private static final MathContext PRECISE = MathContext.DECIMAL128;
    private static final BigInteger TWICE_SCALED_SQUARED =
            BigInteger.TEN.pow(2 * SCALE).shiftLeft(2);

    private Figures() {}

    static long sum(long[] days) {
        long sum = 0;
        for (long day : days) {
            sum = Math.addExact(sum, day);
        }
        return sum;
    }

    /** {@code days} has at least one. */
    static BigDecimal mean(long[] days) {
        return ratio(sum(days), days.length);
    }

    /** {@code days} has at least one; of an even number, the mean of the two in the middle. */
    static BigDecimal median(long[] days) {
        long[] sorted = days.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? ratio(sorted[middle], 1)
                : ratio(Math.addExact(sorted[middle - 1], sorted[middle]), 2);
    }

    /**
     * {@code days} has at least two: sqrt((n sum(d^2) - sum(d)^2) / (n (n - 1))). In whole numbers: the root of 4 * 10^12
     * times the fraction is twice the figure with 6 decimals, and its last bit says how to round.
     */
    static BigDecimal standardDeviation(long[] days) {
        BigInteger squares = BigInteger.ZERO;
        for (long day : days) {
            squares = squares.add(BigInteger.valueOf(day).pow(2));
        }
        BigInteger n = BigInteger.valueOf(days.length);
        BigInteger above =
                squares.multiply(n).subtract(BigInteger.valueOf(sum(days)).pow(2));
        BigInteger below = n.multiply(n.subtract(BigInteger.ONE));
        BigInteger twice = above.multiply(TWICE_SCALED_SQUARED).divide(below).sqrt();
        return new BigDecimal(twice.add(BigInteger.ONE).shiftRight(1), SCALE);
    }

    /** mean({@code later}) - mean({@code earlier}), rounded once; both have at least one. */
    static BigDecimal difference(long[] later, long[] earlier) {
        BigInteger above = BigInteger.valueOf(sum(later))
                .multiply(BigInteger.valueOf(earlier.length))
                .subtract(BigInteger.valueOf(sum(earlier)).multiply(BigInteger.valueOf(later.length)));
        return new BigDecimal(above)
                .divide(
                        BigDecimal.valueOf(Math.multiplyExact((long) later.length, earlier.length)),
                        SCALE,
                        RoundingMode.HALF_UP);
    }

    static BigDecimal ratio(long above, long below) {
        return ratio(BigDecimal.valueOf(above), below);
    }

    static BigDecimal ratio(BigDecimal above, long below) {
        return above.divide(BigDecimal.valueOf(below), SCALE, RoundingMode.HALF_UP);
    }

    /** {@code above / below} before it is added to others and rounded. */
    static BigDecimal precise(BigDecimal above, BigDecimal below) {
        return above.divide(below, PRECISE);
    }

    static BigDecimal rounded(BigDecimal figure) {
        return figure.setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** @throws IllegalArgumentException when {@code share} is below 0 or above 1 */
    static void requireFraction(String name, BigDecimal share) {
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(name + " is a fraction from 0 to 1, but was " + share.toPlainString());
        }
    }

    /** For people: without needless zeros, at most two decimals. */
    static String plain(BigDecimal figure) {
        BigDecimal shown = figure.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return (shown.scale() < 0 ? shown.setScale(0, RoundingMode.UNNECESSARY) : shown).toPlainString();
    }
}
