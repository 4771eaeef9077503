package io.relance.account;

import java.time.LocalDate;
import java.util.List;

/**
 * How safe an account is to sell to on credit, from 0 to 100, and why. The points of the reasons add up to the value.
 *
 * @param asOf the day of the behaviour that was scored
 * @param value 0 to 100; 100 is the safest
 * @param level the value in words
 * @param basedOnHistory false when no settled invoice is known; the score is then that of the portfolio's mean payer with
 *     this account's overdue invoices and promises, and a report should show none
 * @param reasons in the order of the score card
 */
public record PaymentScore(
        LocalDate asOf, int value, RiskLevel level, boolean basedOnHistory, List<ScoreReason> reasons) {
    /** The least score. */
    public static final int MIN = 0;
    /** The highest score, and the safest. */
    public static final int MAX = 100;

    /** @throws IllegalArgumentException when the value is not 0 to 100, or not the sum of its reasons */
    public PaymentScore {
        reasons = List.copyOf(reasons);
        if (value < MIN || value > MAX) {
            throw new IllegalArgumentException("a payment score is " + MIN + " to " + MAX + ", but was " + value);
        }
        int sum = reasons.stream().mapToInt(ScoreReason::points).sum();
        if (sum != value) {
            throw new IllegalArgumentException(
                    "the reasons of a payment score add up to " + sum + ", but the score is " + value);
        }
    }

    @Override
    public String toString() {
        return value + " of " + MAX + " (" + level + ") as of " + asOf;
    }
}
