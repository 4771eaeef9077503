package io.relance.claim;

import java.math.RoundingMode;

/**
 * When and how interest is rounded to the decimals of its currency.
 *
 * @param when how much is added up before it is rounded
 */
public record InterestRounding(When when, RoundingMode mode) {
    /** How much is added up before it is rounded. */
    public enum When {
        /** All of an invoice's interest: the default. */
        ONCE,
        /** Each period of one balance and one rate. */
        EACH_PERIOD,
        /** Each day. */
        EACH_DAY
    }

    /** @throws IllegalArgumentException when the mode is {@link RoundingMode#UNNECESSARY}: interest is hardly ever whole */
    public InterestRounding {
        if (mode == RoundingMode.UNNECESSARY) {
            throw new IllegalArgumentException(
                    "interest is rounded: UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN or HALF_EVEN");
        }
    }

    /** Once at the end, half up: the default. */
    public static final InterestRounding STANDARD = new InterestRounding(When.ONCE, RoundingMode.HALF_UP);
}
