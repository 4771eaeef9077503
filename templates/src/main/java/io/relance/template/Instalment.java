package io.relance.template;

import java.time.LocalDate;
import org.joda.money.Money;

/** One part of a plan and the day by which it is to be paid. */
public record Instalment(LocalDate due, Money amount) {
    /** @throws IllegalArgumentException when the amount is not above 0 */
    public Instalment {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("an instalment is above 0, but the one of " + due + " was " + amount);
        }
    }
}
