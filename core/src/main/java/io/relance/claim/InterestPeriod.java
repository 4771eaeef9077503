package io.relance.claim;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Days of one balance and one rate.
 *
 * @param from the first day
 * @param to the last
 * @param balance what was open on each of them, above 0
 * @param percent a year
 * @param reference the reference rate that it is made of; empty for an agreed rate
 * @param interest of these days, exact to ten decimals: rounded to the currency's as {@link InterestRounding} says
 */
public record InterestPeriod(
        LocalDate from,
        LocalDate to,
        Money balance,
        BigDecimal percent,
        Optional<ReferenceRate> reference,
        BigDecimal interest) {
    /** How many days, the first and the last counted. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }
}
