package io.relance.claim;

import java.math.BigDecimal;

/** How a rate of interest is made up. */
public sealed interface InterestRate {
    /**
     * A reference rate and percentage points on top of it; where they come to less than 0 the rate is 0.
     *
     * @param points may be 0
     * @param rounding of the sum
     */
    record Reference(RateSeries series, BigDecimal points, Fixing fixing, RateRounding rounding)
            implements InterestRate {}

    /**
     * A rate that was agreed.
     *
     * @param percent a year, at least 0
     */
    record Agreed(BigDecimal percent) implements InterestRate {
        /** @throws IllegalArgumentException when it is below 0 */
        public Agreed {
            if (percent.signum() < 0) {
                throw new IllegalArgumentException("an agreed rate is at least 0, and not " + percent + " %");
            }
        }
    }

    /** A reference rate with whole or broken points on top, which changes when the reference does. */
    static InterestRate floating(RateSeries series, String points) {
        return new Reference(series, new BigDecimal(points), Fixing.FLOATING, RateRounding.NONE);
    }

    /** A reference rate with points on top, as it is on the first day of interest. */
    static InterestRate fixedAtStart(RateSeries series, String points) {
        return new Reference(series, new BigDecimal(points), Fixing.AT_START, RateRounding.NONE);
    }
}
