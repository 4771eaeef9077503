package io.relance.claim;

import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;

/**
 * The interest on one invoice up to a day, with all that it is made of.
 *
 * @param amount rounded
 * @param accruedUntil the last day whose interest is in it: what comes later is another claim
 * @param periods in order of time, without days on which nothing was open
 */
public record LateInterest(Money amount, LocalDate accruedUntil, List<InterestPeriod> periods) {
    /** Copies the list. */
    public LateInterest {
        periods = List.copyOf(periods);
    }
}
