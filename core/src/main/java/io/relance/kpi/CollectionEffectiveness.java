package io.relance.kpi;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The collection effectiveness index: of what could have been collected in a period, how much was, in percent. 100 means
 * that nothing overdue is left.
 */
public final class CollectionEffectiveness {
    private CollectionEffectiveness() {}

    /**
     * {@code (opening + sales - writeOffs - closing) / (opening + sales - closingNotDue) x 100}.
     *
     * @param opening receivables on the day before the period's first
     * @param sales of the period
     * @param writeOffs of the period: no collection
     * @param closing receivables on the period's last day
     * @param closingNotDue the part of {@code closing} that is not due
     * @return no value when the denominator is 0 or less
     */
    public static Optional<BigDecimal> period(
            Money opening, Money sales, Money writeOffs, Money closing, Money closingNotDue) {
        return averageMonth(opening, sales, 1, writeOffs, closing, closingNotDue);
    }

    /**
     * The same with {@code sales / months} in place of the sales: a convention of its own, whose figures must not be
     * compared with those of {@link #period}.
     *
     * @param months how many months the sales are of, at least 1
     * @return no value when the denominator is 0 or less
     */
    public static Optional<BigDecimal> averageMonth(
            Money opening, Money sales, int months, Money writeOffs, Money closing, Money closingNotDue) {
        if (months < 1) {
            throw new IllegalArgumentException("a period has at least 1 month, but was given " + months);
        }
        // Everything times the number of months, so that only the last division rounds.
        Money before = opening.multipliedBy(months).plus(sales);
        Money collected = before.minus(writeOffs.multipliedBy(months)).minus(closing.multipliedBy(months));
        Money collectable = before.minus(closingNotDue.multipliedBy(months));
        return Ratios.scaled(collected, collectable, 100);
    }
}
