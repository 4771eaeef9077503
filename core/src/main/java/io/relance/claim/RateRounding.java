package io.relance.claim;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a country rounds a rate that is made of a reference rate and points. */
public enum RateRounding {
    /** Not at all. */
    NONE,
    /** Up to the next half percent (Belgium). */
    UP_TO_HALF,
    /** To a whole percent, half up (Dutch non-commercial rate). */
    WHOLE_HALF_UP;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** {@code percent}, rounded. */
    public BigDecimal apply(BigDecimal percent) {
        return switch (this) {
            case NONE -> percent;
            case UP_TO_HALF ->
                percent.multiply(TWO).setScale(0, RoundingMode.CEILING).divide(TWO);
            case WHOLE_HALF_UP -> percent.setScale(0, RoundingMode.HALF_UP);
        };
    }
}
