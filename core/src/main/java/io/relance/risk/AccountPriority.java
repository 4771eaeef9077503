package io.relance.risk;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much an account deserves a person's attention today, from 0 to 100, and why: the points of the reasons add up.
 *
 * @param points the sum; 0 when nothing dunnable is overdue
 */
public record AccountPriority(int points, List<Reason> reasons) implements Comparable<AccountPriority> {
    /** What a priority looks at. */
    public enum Factor {
        /** The dunnable overdue amount, in units of its currency. */
        AMOUNT,
        /** Age of the oldest dunnable overdue item; days. */
        AGE,
        /** The account's payment score. */
        RISK,
        /** How many promises to pay were broken. */
        BROKEN_PROMISES,
        /** Nothing dunnable is overdue; always 0 points. */
        NOTHING_OVERDUE
    }

    /**
     * One part of the sum.
     *
     * @param value what was judged
     * @param text for people
     */
    public record Reason(Factor factor, BigDecimal value, int points, String text) {}

    /** @throws IllegalArgumentException when the points are not the sum of the reasons' */
    public AccountPriority {
        reasons = List.copyOf(reasons);
        int sum = reasons.stream().mapToInt(Reason::points).sum();
        if (sum != points) {
            throw new IllegalArgumentException("the reasons of a priority add up to " + sum + ", but it is " + points);
        }
    }

    /** By points alone: the more urgent is the greater. */
    @Override
    public int compareTo(AccountPriority other) {
        return Integer.compare(points, other.points);
    }
}
