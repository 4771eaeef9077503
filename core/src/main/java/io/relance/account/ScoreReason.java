package io.relance.account;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One line of a {@link PaymentScore}: a feature, the value that was judged, and the points it was worth.
 *
 * @param value the value judged, after shrinking where the feature is shrunk: days, a fraction from 0 to 1, or a number; empty when
 *     there was nothing to judge
 * @param points what it added to the score; negative when it took some off
 * @param text for people: where the value comes from
 */
public record ScoreReason(Feature feature, Optional<BigDecimal> value, int points, String text) {
    /** What a score looks at. */
    public enum Feature {
        /** Mean delay of the settled invoices; days. */
        MEAN_DELAY,
        /** The same, weighted by amount; days. */
        WEIGHTED_DELAY,
        /** Mean delay of the newest settled invoices; days. */
        RECENT_DELAY,
        /** Largest delay of a settled invoice; days. */
        LARGEST_DELAY,
        /** Share of the settled invoices that were paid in time; fraction. */
        ON_TIME_SHARE,
        /** Share of the settled invoices that were paid only after a reminder; fraction. */
        AFTER_REMINDER_SHARE,
        /** Age of the oldest overdue invoice; days. */
        OLDEST_OVERDUE,
        /** How many promises to pay were broken. */
        BROKEN_PROMISES,
        /** The score of an agency or insurer; 0 to 100. */
        EXTERNAL_SCORE,
        /** No settled invoice is known: always 0 points, there to say so. */
        NO_HISTORY,
        /** What was cut off or added so that the score stays within 0 and 100. */
        LIMIT
    }

    @Override
    public String toString() {
        return feature + " " + (points < 0 ? "" : "+") + points + ": " + text;
    }
}
