package io.relance.rule;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An interval of numbers with holes. Amounts are counted in minor units and dates in days since 1970, both whole.
 *
 * @param whole whether only whole numbers are in it; its bounds are then never open
 * @param low the lower bound; null when there is none
 * @param lowOpen whether the lower bound is not in it
 * @param high the upper bound; null when there is none
 * @param highOpen whether the upper bound is not in it
 * @param holes numbers that are not in it
 */
record NumberDomain(
        boolean whole,
        @Nullable BigDecimal low,
        boolean lowOpen,
        @Nullable BigDecimal high,
        boolean highOpen,
        Set<BigDecimal> holes)
        implements Domain {
    @Override
    public @Nullable Domain narrowed(Operator operator, Expected expected, boolean truth) {
        BigDecimal number = number(expected);
        return switch (operator) {
            case AT_LEAST -> truth ? from(number, false) : upTo(number, true);
            case ABOVE, AFTER -> truth ? from(number, true) : upTo(number, false);
            case AT_MOST -> truth ? upTo(number, false) : from(number, true);
            case BELOW, BEFORE -> truth ? upTo(number, true) : from(number, false);
            case IS -> truth ? exactly(number) : without(number);
            case IN -> throw new IllegalArgumentException("\"in\" compares texts, not " + expected);
        };
    }

    private @Nullable NumberDomain exactly(BigDecimal number) {
        NumberDomain from = from(number, false);
        return from == null ? null : from.upTo(number, false);
    }

    private @Nullable NumberDomain from(BigDecimal number, boolean open) {
        if (open && whole) {
            return from(number.add(BigDecimal.ONE), false);
        }
        int sign = low == null ? 1 : number.compareTo(low);
        boolean narrower = sign > 0 || (sign == 0 && open);
        return narrower ? new NumberDomain(whole, number, open, high, highOpen, holes).possible() : this;
    }

    private @Nullable NumberDomain upTo(BigDecimal number, boolean open) {
        if (open && whole) {
            return upTo(number.subtract(BigDecimal.ONE), false);
        }
        int sign = high == null ? -1 : number.compareTo(high);
        boolean narrower = sign < 0 || (sign == 0 && open);
        return narrower ? new NumberDomain(whole, low, lowOpen, number, open, holes).possible() : this;
    }

    private @Nullable NumberDomain without(BigDecimal number) {
        Set<BigDecimal> more = new TreeSet<>(holes);
        more.add(number);
        return new NumberDomain(whole, low, lowOpen, high, highOpen, more).possible();
    }

    /** This, or null when no number is in it. */
    private @Nullable NumberDomain possible() {
        if (low == null || high == null) {
            return this;
        }
        BigDecimal least = low;
        while (whole && holes.contains(least)) {
            least = least.add(BigDecimal.ONE);
        }
        int sign = least.compareTo(high);
        boolean empty = sign > 0 || (sign == 0 && (lowOpen || highOpen || holes.contains(least)));
        return empty ? null : this;
    }

    private static BigDecimal number(Expected expected) {
        if (expected instanceof Expected.Amount amount) {
            return amount.value().getAmount().movePointRight(amount.value().getScale());
        }
        if (expected instanceof Expected.Date date) {
            return BigDecimal.valueOf(date.value().toEpochDay());
        }
        return ((Expected.Numeric) expected).value();
    }
}
