package io.relance.risk;

import static io.relance.risk.PointScale.atLeast;
import static io.relance.risk.PointScale.atMost;
import static io.relance.risk.PointScale.band;

import io.relance.account.RiskLevel;
import java.math.BigDecimal;
import java.util.List;

/**
 * Every feature, point and threshold of this package; {@code docs/score.md} lists them, and a test compares the two.
 *
 * <p>The eight features of the payment score give at most 100 points together. Each is monotone: no invoice paid later, no
 * reminder, no overdue day and no broken promise ever adds a point. That is why deviation and trend are not among them:
 * both can improve when an invoice is paid later.
 */
public final class ScoreCard {
    // ---- behaviour ----

    /** How far back behaviour looks; months. */
    public static final int BEHAVIOUR_MONTHS = 12;
    /** How many days are recent, for the recent mean and the trend. */
    public static final int RECENT_DAYS = 90;
    /** How many invoices must be settled in {@link #RECENT_DAYS}, and in as many days before, for a trend. */
    public static final int RECENT_MINIMUM = 3;
    /** Within how many days after a reminder a payment counts as its answer. */
    public static final int ANSWER_DAYS = 15;
    /** By how many days a payment may be late and still be in time. */
    public static final int ON_TIME_GRACE_DAYS = 0;

    // ---- segments ----

    /** {@code NEW} below so many settled invoices. */
    public static final int NEW_BELOW = 3;
    /** {@code DETERIORATING} above this trend; days. */
    public static final BigDecimal DETERIORATING_ABOVE_DAYS = new BigDecimal("10");
    /** {@code PROMPT} up to this mean delay; days. */
    public static final BigDecimal PROMPT_MEAN_AT_MOST_DAYS = new BigDecimal("2");
    /** {@code PROMPT} from this on-time share on; fraction. */
    public static final BigDecimal PROMPT_ON_TIME_AT_LEAST = new BigDecimal("0.80");
    /** {@code AFTER_REMINDER} from this share of the late ones on; fraction. */
    public static final BigDecimal AFTER_REMINDER_AT_LEAST = new BigDecimal("0.50");
    /** {@code CHRONICALLY_LATE} above this mean delay; days. */
    public static final BigDecimal CHRONICALLY_LATE_ABOVE_DAYS = new BigDecimal("15");

    // ---- payment score ----

    /** An account's figure over n invoices weighs n / (n + this), the portfolio's the rest. */
    public static final int SHRINKAGE = 5;

    /** Points by mean delay; days, shrunk. */
    public static final PointScale MEAN_DELAY = atMost(
            List.of(band("0", 20), band("3", 17), band("7", 14), band("15", 10), band("30", 5), band("60", 2)), 0);
    /** Points by amount-weighted mean delay; days, shrunk. */
    public static final PointScale WEIGHTED_DELAY =
            atMost(List.of(band("0", 10), band("3", 9), band("7", 7), band("15", 5), band("30", 2), band("60", 1)), 0);
    /** Points by mean delay of the last {@link #RECENT_DAYS} days; days, shrunk. */
    public static final PointScale RECENT_DELAY =
            atMost(List.of(band("0", 10), band("3", 9), band("7", 7), band("15", 5), band("30", 2), band("60", 1)), 0);
    /** Points by largest delay; days, shrunk. */
    public static final PointScale LARGEST_DELAY =
            atMost(List.of(band("5", 5), band("15", 4), band("30", 3), band("60", 2), band("90", 1)), 0);
    /** Points by on-time share; fraction, shrunk. */
    public static final PointScale ON_TIME_SHARE =
            atLeast(List.of(band("0.95", 20), band("0.80", 16), band("0.60", 12), band("0.40", 8), band("0.20", 4)), 0);
    /** Points by share settled only after a reminder; fraction, shrunk. */
    public static final PointScale AFTER_REMINDER_SHARE =
            atMost(List.of(band("0.05", 10), band("0.15", 8), band("0.30", 6), band("0.50", 3), band("0.75", 1)), 0);
    /** Points by age of the oldest overdue item; days, 0 when nothing is overdue. */
    public static final PointScale OLDEST_OVERDUE = atMost(
            List.of(band("0", 15), band("5", 13), band("15", 10), band("30", 6), band("60", 3), band("90", 1)), 0);
    /** Points by number of broken promises. */
    public static final PointScale BROKEN_PROMISES = atMost(List.of(band("0", 10), band("1", 6), band("2", 3)), 0);
    /** Points added or taken off by an external score, 0 to 100. */
    public static final PointScale EXTERNAL_SCORE =
            atLeast(List.of(band("80", 10), band("60", 5), band("40", 0), band("20", -10)), -20);

    /** {@code LOW} from this score on. */
    public static final int LOW_FROM = 75;
    /** {@code MODERATE} from this score on, below {@link #LOW_FROM}. */
    public static final int MODERATE_FROM = 50;
    /** {@code HIGH} from this score on, below {@link #MODERATE_FROM}; {@code CRITICAL} below. */
    public static final int HIGH_FROM = 25;

    // ---- the portfolio assumed when the host gives none ----

    /** Mean delay, also the weighted one; days. */
    public static final BigDecimal ASSUMED_MEAN_DELAY_DAYS = new BigDecimal("12");
    /** Mean over accounts of the largest delay; days. */
    public static final BigDecimal ASSUMED_LARGEST_DELAY_DAYS = new BigDecimal("30");
    /** On-time share; fraction. */
    public static final BigDecimal ASSUMED_ON_TIME_SHARE = new BigDecimal("0.50");
    /** Share settled only after a reminder; fraction. */
    public static final BigDecimal ASSUMED_AFTER_REMINDER_SHARE = new BigDecimal("0.25");

    // ---- recommended credit limit ----

    /** How many days of sales the limit covers beyond the payment terms: what is invoiced while a payment is under way. */
    public static final int LIMIT_MARGIN_DAYS = 30;
    /** Sales are spread over at least so many days, so that a first large order does not make a large limit. */
    public static final int LIMIT_LEAST_SALES_DAYS = 90;
    /** Factor of {@code LOW} risk. */
    public static final BigDecimal LIMIT_FACTOR_LOW = new BigDecimal("1.25");
    /** Factor of {@code MODERATE} risk. */
    public static final BigDecimal LIMIT_FACTOR_MODERATE = new BigDecimal("1.00");
    /** Factor of {@code HIGH} risk. */
    public static final BigDecimal LIMIT_FACTOR_HIGH = new BigDecimal("0.50");
    /** Factor of {@code CRITICAL} risk. */
    public static final BigDecimal LIMIT_FACTOR_CRITICAL = new BigDecimal("0.00");
    /** The most for an account with fewer than {@link #NEW_BELOW} settled invoices, whatever its risk. */
    public static final BigDecimal LIMIT_FACTOR_STARTER = new BigDecimal("0.50");

    // ---- priority for people's work ----

    /** Points by dunnable overdue amount, in units of its currency. */
    public static final PointScale PRIORITY_AMOUNT = atLeast(
            List.of(band("100000", 40), band("20000", 32), band("5000", 24), band("1000", 16), band("200", 8)), 4);
    /** Points by age of the oldest dunnable overdue item; days. */
    public static final PointScale PRIORITY_AGE =
            atLeast(List.of(band("91", 30), band("61", 24), band("31", 16), band("16", 10)), 5);
    /** Points by number of broken promises. */
    public static final PointScale PRIORITY_BROKEN_PROMISES = atLeast(List.of(band("2", 10), band("1", 5)), 0);
    /** Points of {@code MODERATE} risk; {@code LOW} adds nothing. */
    public static final int PRIORITY_RISK_MODERATE = 7;
    /** Points of {@code HIGH} risk. */
    public static final int PRIORITY_RISK_HIGH = 14;
    /** Points of {@code CRITICAL} risk. */
    public static final int PRIORITY_RISK_CRITICAL = 20;

    private ScoreCard() {}

    /** The risk that a payment score of {@code score} (0 to 100) stands for. */
    public static RiskLevel level(int score) {
        return score >= LOW_FROM
                ? RiskLevel.LOW
                : score >= MODERATE_FROM
                        ? RiskLevel.MODERATE
                        : score >= HIGH_FROM ? RiskLevel.HIGH : RiskLevel.CRITICAL;
    }

    /** By what a credit need is multiplied at {@code level}. */
    public static BigDecimal limitFactor(RiskLevel level) {
        return switch (level) {
            case LOW -> LIMIT_FACTOR_LOW;
            case MODERATE -> LIMIT_FACTOR_MODERATE;
            case HIGH -> LIMIT_FACTOR_HIGH;
            case CRITICAL -> LIMIT_FACTOR_CRITICAL;
        };
    }

    /** What {@code level} adds to a priority. */
    public static int priorityPoints(RiskLevel level) {
        return switch (level) {
            case LOW -> 0;
            case MODERATE -> PRIORITY_RISK_MODERATE;
            case HIGH -> PRIORITY_RISK_HIGH;
            case CRITICAL -> PRIORITY_RISK_CRITICAL;
        };
    }
}
