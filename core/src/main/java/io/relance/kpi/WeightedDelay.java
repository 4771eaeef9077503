package io.relance.kpi;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One payment, or one settled invoice, against its due date.
 *
 * @param days after the due date; negative when early
 * @param weight the amount that it counts with, at least 0
 */
public record WeightedDelay(long days, Money weight) {
    /** @throws IllegalArgumentException when {@code weight} is negative */
    public WeightedDelay {
        if (weight.isNegative()) {
            throw new IllegalArgumentException("a weight is at least 0, but was " + weight);
        }
    }

    /**
     * The mean delay in days, weighted by amount. Over settled invoices, with the amount invoiced less credit notes, it is
     * the mean payment delay; over payment allocations, with the amount allocated, the mean cash delay.
     *
     * @return no value when the weights add up to 0
     * @throws IllegalArgumentException when two currencies meet
     */
    public static Optional<BigDecimal> mean(Collection<WeightedDelay> delays) {
        DelaySum sum = new DelaySum();
        Money first = null;
        for (WeightedDelay delay : delays) {
            if (first != null && !first.getCurrencyUnit().equals(delay.weight().getCurrencyUnit())) {
                throw new IllegalArgumentException("currencies are never mixed: " + first + " and " + delay.weight());
            }
            first = delay.weight();
            sum.add(delay.days(), delay.weight().getAmountMinorLong());
        }
        return sum.mean();
    }
}
