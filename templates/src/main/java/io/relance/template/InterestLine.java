package io.relance.template;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.Money;

/**
 * Interest on one invoice for days of one balance and one rate.
 *
 * @param invoice its number, as the debtor knows it
 * @param from the first day
 * @param to the last day, counted
 * @param balance what was open on each of them
 * @param percent the rate, percent a year
 * @param amount the interest, rounded
 */
public record InterestLine(
        String invoice, LocalDate from, LocalDate to, Money balance, BigDecimal percent, Money amount) {
    /**
     * @throws IllegalArgumentException when the last day is before the first, or the amount below 0
     * @throws CurrencyMismatchException when balance and amount are in different currencies
     */
    public InterestLine {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the interest on invoice " + invoice + " from " + from + " can't end before, on " + to);
        }
        if (amount.isNegative()) {
            throw new IllegalArgumentException(
                    "the interest on invoice " + invoice + " can't be below 0, but was " + amount);
        }
        if (!amount.getCurrencyUnit().equals(balance.getCurrencyUnit())) {
            throw new CurrencyMismatchException(balance.getCurrencyUnit(), amount.getCurrencyUnit());
        }
    }

    /** How many days, the first and the last counted. */
    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to) + 1);
    }
}
