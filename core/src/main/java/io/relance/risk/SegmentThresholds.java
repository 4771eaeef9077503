package io.relance.risk;

import io.relance.account.PayerBehaviour;
import io.relance.account.Segment;
import java.math.BigDecimal;

/**
 * Where the segments begin and end. Means are raw arithmetic means; a figure that is absent fulfils nothing. Defaults
 * ({@link #STANDARD}): 3 invoices, 10 days, 2 days with 0.80, 0.50, 15 days.
 *
 * @param newBelow {@link Segment#NEW} below so many settled invoices
 * @param deterioratingAbove {@link Segment#DETERIORATING} above this trend; days
 * @param promptMeanAtMost {@link Segment#PROMPT} up to this mean delay; days
 * @param promptOnTimeAtLeast and from this on-time share on; fraction
 * @param afterReminderAtLeast {@link Segment#AFTER_REMINDER} when so large a part of the late ones was settled soon after a
 *     reminder; fraction above 0
 * @param chronicallyLateAbove {@link Segment#CHRONICALLY_LATE} above this mean delay; days
 */
public record SegmentThresholds(
        int newBelow,
        BigDecimal deterioratingAbove,
        BigDecimal promptMeanAtMost,
        BigDecimal promptOnTimeAtLeast,
        BigDecimal afterReminderAtLeast,
        BigDecimal chronicallyLateAbove) {
    /** The defaults. */
    public static final SegmentThresholds STANDARD = new SegmentThresholds(
            ScoreCard.NEW_BELOW,
            ScoreCard.DETERIORATING_ABOVE_DAYS,
            ScoreCard.PROMPT_MEAN_AT_MOST_DAYS,
            ScoreCard.PROMPT_ON_TIME_AT_LEAST,
            ScoreCard.AFTER_REMINDER_AT_LEAST,
            ScoreCard.CHRONICALLY_LATE_ABOVE_DAYS);

    /** @throws IllegalArgumentException when a count is below 0 or a share is not a fraction */
    public SegmentThresholds {
        if (newBelow < 0) {
            throw new IllegalArgumentException("newBelow is at least 0, but was " + newBelow);
        }
        Figures.requireFraction("promptOnTimeAtLeast", promptOnTimeAtLeast);
        Figures.requireFraction("afterReminderAtLeast", afterReminderAtLeast);
        if (afterReminderAtLeast.signum() == 0) {
            throw new IllegalArgumentException("afterReminderAtLeast is above 0: with 0 nobody would need a reminder");
        }
    }

    /** The first segment that holds, in the order of {@link Segment}. */
    public Segment segment(PayerBehaviour behaviour) {
        if (behaviour.settledCount() < newBelow) {
            return Segment.NEW;
        }
        if (behaviour
                .trendDays()
                .filter(d -> d.compareTo(deterioratingAbove) > 0)
                .isPresent()) {
            return Segment.DETERIORATING;
        }
        if (behaviour
                        .meanDelayDays()
                        .filter(d -> d.compareTo(promptMeanAtMost) <= 0)
                        .isPresent()
                && behaviour
                        .onTimeShare()
                        .filter(share -> share.compareTo(promptOnTimeAtLeast) >= 0)
                        .isPresent()) {
            return Segment.PROMPT;
        }
        BigDecimal needed = afterReminderAtLeast.multiply(BigDecimal.valueOf(behaviour.lateCount()));
        if (behaviour.lateCount() > 0
                && BigDecimal.valueOf(behaviour.lateSettledAfterReminderCount()).compareTo(needed) >= 0) {
            return Segment.AFTER_REMINDER;
        }
        return behaviour
                        .meanDelayDays()
                        .filter(d -> d.compareTo(chronicallyLateAbove) > 0)
                        .isPresent()
                ? Segment.CHRONICALLY_LATE
                : Segment.OCCASIONALLY_LATE;
    }
}
