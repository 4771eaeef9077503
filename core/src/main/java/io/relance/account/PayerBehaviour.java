package io.relance.account;

import io.relance.money.MoneyBag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How an account paid in the twelve months up to a day, and what it owed on that day. Figures that the history is too
 * short for are absent, never 0.
 *
 * <p>Delays are days from the due date to the settled date, negative when paid early; means, deviations and shares carry 6
 * decimals, rounded half up. Shares are fractions from 0 to 1.
 *
 * <p>Defaults: nothing settled, nothing owed, no promise, no dispute, every other figure absent. Immutable.
 */
public final class PayerBehaviour {
    private final LocalDate asOf;
    private final int settledCount;
    private final int lateCount;
    private final int lateSettledAfterReminderCount;
    private final int recentCount;
    private final @Nullable BigDecimal meanDelayDays;
    private final @Nullable BigDecimal medianDelayDays;
    private final @Nullable BigDecimal weightedMeanDelayDays;
    private final @Nullable BigDecimal delayStandardDeviationDays;
    private final @Nullable BigDecimal recentMeanDelayDays;
    private final @Nullable BigDecimal trendDays;
    private final @Nullable BigDecimal onTimeShare;
    private final @Nullable BigDecimal settledAfterReminderShare;
    private final @Nullable Integer largestDelayDays;
    private final int promisesKept;
    private final int promisesBroken;
    private final int disputes;
    private final MoneyBag exposure;
    private final MoneyBag overdue;
    private final @Nullable Integer oldestOverdueDays;

    private PayerBehaviour(Builder builder) {
        this.asOf = builder.asOf;
        this.settledCount = builder.settledCount;
        this.lateCount = builder.lateCount;
        this.lateSettledAfterReminderCount = builder.lateSettledAfterReminderCount;
        this.recentCount = builder.recentCount;
        this.meanDelayDays = builder.meanDelayDays;
        this.medianDelayDays = builder.medianDelayDays;
        this.weightedMeanDelayDays = builder.weightedMeanDelayDays;
        this.delayStandardDeviationDays = builder.delayStandardDeviationDays;
        this.recentMeanDelayDays = builder.recentMeanDelayDays;
        this.trendDays = builder.trendDays;
        this.onTimeShare = builder.onTimeShare;
        this.settledAfterReminderShare = builder.settledAfterReminderShare;
        this.largestDelayDays = builder.largestDelayDays;
        this.promisesKept = builder.promisesKept;
        this.promisesBroken = builder.promisesBroken;
        this.disputes = builder.disputes;
        this.exposure = builder.exposure;
        this.overdue = builder.overdue;
        this.oldestOverdueDays = builder.oldestOverdueDays;
    }

    /** A builder for a behaviour as of {@code asOf}. */
    public static Builder asOf(LocalDate asOf) {
        return new Builder(asOf);
    }

    /** The day up to which the figures reach. */
    public LocalDate asOf() {
        return asOf;
    }

    /** How many invoices were settled. */
    public int settledCount() {
        return settledCount;
    }

    /** How many of them were settled late. */
    public int lateCount() {
        return lateCount;
    }

    /** How many of the late ones were settled soon (by default within 15 days) after a reminder. */
    public int lateSettledAfterReminderCount() {
        return lateSettledAfterReminderCount;
    }

    /** How many were settled recently (by default in the last 90 days). */
    public int recentCount() {
        return recentCount;
    }

    /** Arithmetic mean of the delays; days. */
    public Optional<BigDecimal> meanDelayDays() {
        return Optional.ofNullable(meanDelayDays);
    }

    /** Median of the delays, of an even count the mean of the two in the middle; days. */
    public Optional<BigDecimal> medianDelayDays() {
        return Optional.ofNullable(medianDelayDays);
    }

    /**
     * Mean of the delays weighted by invoiced amount less credit notes; days. With several currencies, each currency's
     * weighted mean counts by its number of invoices, so that no amounts of two currencies meet.
     */
    public Optional<BigDecimal> weightedMeanDelayDays() {
        return Optional.ofNullable(weightedMeanDelayDays);
    }

    /** Standard deviation of the delays as of a sample (n - 1); days; absent below 2 settled invoices. */
    public Optional<BigDecimal> delayStandardDeviationDays() {
        return Optional.ofNullable(delayStandardDeviationDays);
    }

    /** Mean of the recent delays (by default of the last 90 days, at least 3); days. */
    public Optional<BigDecimal> recentMeanDelayDays() {
        return Optional.ofNullable(recentMeanDelayDays);
    }

    /** Mean of the recent delays minus that of as many days before; days; above 0 means later and later. */
    public Optional<BigDecimal> trendDays() {
        return Optional.ofNullable(trendDays);
    }

    /** Share of the settled invoices that were not late. */
    public Optional<BigDecimal> onTimeShare() {
        return Optional.ofNullable(onTimeShare);
    }

    /** Share of the settled invoices that a reminder had claimed before they were settled. */
    public Optional<BigDecimal> settledAfterReminderShare() {
        return Optional.ofNullable(settledAfterReminderShare);
    }

    /** The largest delay; days, negative when every invoice was paid early. */
    public OptionalInt largestDelayDays() {
        return optional(largestDelayDays);
    }

    /** How many promises to pay were kept. */
    public int promisesKept() {
        return promisesKept;
    }

    /** How many promises to pay were broken. */
    public int promisesBroken() {
        return promisesBroken;
    }

    /** How many disputes were opened. */
    public int disputes() {
        return disputes;
    }

    /** What is open, due or not, disputed or not, less unallocated credit; per currency, never below 0. */
    public MoneyBag exposure() {
        return exposure;
    }

    /** The overdue part of the exposure: unallocated credit is counted against overdue items first, oldest due first. */
    public MoneyBag overdue() {
        return overdue;
    }

    /** Age of the oldest item in {@link #overdue}; days, at least 1; absent when nothing is overdue. */
    public OptionalInt oldestOverdueDays() {
        return optional(oldestOverdueDays);
    }

    private static OptionalInt optional(@Nullable Integer days) {
        return days == null ? OptionalInt.empty() : OptionalInt.of(days);
    }

    /** A builder that starts from this behaviour. */
    public Builder toBuilder() {
        Builder builder = new Builder(asOf);
        builder.settledCount = settledCount;
        builder.lateCount = lateCount;
        builder.lateSettledAfterReminderCount = lateSettledAfterReminderCount;
        builder.recentCount = recentCount;
        builder.meanDelayDays = meanDelayDays;
        builder.medianDelayDays = medianDelayDays;
        builder.weightedMeanDelayDays = weightedMeanDelayDays;
        builder.delayStandardDeviationDays = delayStandardDeviationDays;
        builder.recentMeanDelayDays = recentMeanDelayDays;
        builder.trendDays = trendDays;
        builder.onTimeShare = onTimeShare;
        builder.settledAfterReminderShare = settledAfterReminderShare;
        builder.largestDelayDays = largestDelayDays;
        builder.promisesKept = promisesKept;
        builder.promisesBroken = promisesBroken;
        builder.disputes = disputes;
        builder.exposure = exposure;
        builder.overdue = overdue;
        builder.oldestOverdueDays = oldestOverdueDays;
        return builder;
    }

    private java.util.List<@Nullable Object> values() {
        return java.util.Arrays.asList(
                asOf,
                settledCount,
                lateCount,
                lateSettledAfterReminderCount,
                recentCount,
                meanDelayDays,
                medianDelayDays,
                weightedMeanDelayDays,
                delayStandardDeviationDays,
                recentMeanDelayDays,
                trendDays,
                onTimeShare,
                settledAfterReminderShare,
                largestDelayDays,
                promisesKept,
                promisesBroken,
                disputes,
                exposure,
                overdue,
                oldestOverdueDays);
    }

    /** Two behaviours are equal when every figure is, decimals included. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PayerBehaviour that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(asOf, settledCount, meanDelayDays, exposure);
    }

    @Override
    public String toString() {
        return "as of " + asOf + ": " + settledCount + " settled, mean delay "
                + (meanDelayDays == null ? "unknown" : meanDelayDays + " days") + ", exposure " + exposure;
    }

    /** Collects a behaviour; not for several threads. */
    public static final class Builder {
        private final LocalDate asOf;
        private int settledCount;
        private int lateCount;
        private int lateSettledAfterReminderCount;
        private int recentCount;
        private @Nullable BigDecimal meanDelayDays;
        private @Nullable BigDecimal medianDelayDays;
        private @Nullable BigDecimal weightedMeanDelayDays;
        private @Nullable BigDecimal delayStandardDeviationDays;
        private @Nullable BigDecimal recentMeanDelayDays;
        private @Nullable BigDecimal trendDays;
        private @Nullable BigDecimal onTimeShare;
        private @Nullable BigDecimal settledAfterReminderShare;
        private @Nullable Integer largestDelayDays;
        private int promisesKept;
        private int promisesBroken;
        private int disputes;
        private MoneyBag exposure = MoneyBag.empty();
        private MoneyBag overdue = MoneyBag.empty();
        private @Nullable Integer oldestOverdueDays;

        private Builder(LocalDate asOf) {
            this.asOf = asOf;
        }

        /** See {@link PayerBehaviour#settledCount}. */
        public Builder settledCount(int count) {
            this.settledCount = notNegative(count, "settled invoices");
            return this;
        }

        /** See {@link PayerBehaviour#lateCount}. */
        public Builder lateCount(int count) {
            this.lateCount = notNegative(count, "late invoices");
            return this;
        }

        /** See {@link PayerBehaviour#lateSettledAfterReminderCount}. */
        public Builder lateSettledAfterReminderCount(int count) {
            this.lateSettledAfterReminderCount = notNegative(count, "late invoices settled after a reminder");
            return this;
        }

        /** See {@link PayerBehaviour#recentCount}. */
        public Builder recentCount(int count) {
            this.recentCount = notNegative(count, "recently settled invoices");
            return this;
        }

        /** See {@link PayerBehaviour#meanDelayDays}. */
        public Builder meanDelayDays(BigDecimal days) {
            this.meanDelayDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#medianDelayDays}. */
        public Builder medianDelayDays(BigDecimal days) {
            this.medianDelayDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#weightedMeanDelayDays}. */
        public Builder weightedMeanDelayDays(BigDecimal days) {
            this.weightedMeanDelayDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#delayStandardDeviationDays}. */
        public Builder delayStandardDeviationDays(BigDecimal days) {
            this.delayStandardDeviationDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#recentMeanDelayDays}. */
        public Builder recentMeanDelayDays(BigDecimal days) {
            this.recentMeanDelayDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#trendDays}. */
        public Builder trendDays(BigDecimal days) {
            this.trendDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#onTimeShare}. */
        public Builder onTimeShare(BigDecimal share) {
            this.onTimeShare = fraction(share, "on time");
            return this;
        }

        /** See {@link PayerBehaviour#settledAfterReminderShare}. */
        public Builder settledAfterReminderShare(BigDecimal share) {
            this.settledAfterReminderShare = fraction(share, "settled after a reminder");
            return this;
        }

        /** See {@link PayerBehaviour#largestDelayDays}. */
        public Builder largestDelayDays(int days) {
            this.largestDelayDays = days;
            return this;
        }

        /** See {@link PayerBehaviour#promisesKept}. */
        public Builder promisesKept(int count) {
            this.promisesKept = notNegative(count, "kept promises");
            return this;
        }

        /** See {@link PayerBehaviour#promisesBroken}. */
        public Builder promisesBroken(int count) {
            this.promisesBroken = notNegative(count, "broken promises");
            return this;
        }

        /** See {@link PayerBehaviour#disputes}. */
        public Builder disputes(int count) {
            this.disputes = notNegative(count, "disputes");
            return this;
        }

        /** See {@link PayerBehaviour#exposure}. */
        public Builder exposure(MoneyBag exposure) {
            this.exposure = exposure;
            return this;
        }

        /** See {@link PayerBehaviour#overdue}. */
        public Builder overdue(MoneyBag overdue) {
            this.overdue = overdue;
            return this;
        }

        /**
         * See {@link PayerBehaviour#oldestOverdueDays}.
         *
         * @throws IllegalArgumentException when {@code days} is below 1: that is not overdue
         */
        public Builder oldestOverdueDays(int days) {
            if (days < 1) {
                throw new IllegalArgumentException("an overdue item is at least 1 day late, but was " + days);
            }
            this.oldestOverdueDays = days;
            return this;
        }

        private static int notNegative(int count, String what) {
            if (count < 0) {
                throw new IllegalArgumentException("a number of " + what + " is at least 0, but was " + count);
            }
            return count;
        }

        private static BigDecimal fraction(BigDecimal share, String what) {
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException(
                        "a share (" + what + ") is a fraction from 0 to 1, but was " + share.toPlainString());
            }
            return share;
        }

        /** The behaviour. */
        public PayerBehaviour build() {
            return new PayerBehaviour(this);
        }
    }
}
