package io.relance.kpi;

import java.time.LocalDate;
import org.joda.money.Money;

/**
 * What became of one promise to pay.
 *
 * @param cameDue the day on which it was decided: its date and the grace
 * @param amount the amount promised, above 0
 * @param kept whether it was kept wholly; a promise kept in part is not
 */
public record PromiseOutcome(LocalDate cameDue, Money amount, boolean kept) {
    /** @throws IllegalArgumentException when {@code amount} is not above 0 */
    public PromiseOutcome {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a promise must be of more than 0, but was " + amount);
        }
    }
}
