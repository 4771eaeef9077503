package io.relance.kpi;

import io.relance.aging.DueDates;
import io.relance.aging.ItemFlagSource;
import io.relance.money.Tolerance;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How indicators are computed.
 *
 * <p>Defaults: a period of 90 days, no tolerance, flags from the books, due dates as written, no grace for being on time,
 * negative months not carried back, sales known since the first document, every payment's day known. Immutable.
 */
public final class IndicatorOptions {
    /** The default period in days. */
    public static final int DEFAULT_PERIOD_DAYS = 90;

    private static final IndicatorOptions STANDARD = builder().build();

    private final int periodDays;
    private final Tolerance tolerance;
    private final ItemFlagSource flags;
    private final DueDates dueDates;
    private final int onTimeGrace;
    private final boolean carryBackCreditNotes;
    private final @Nullable LocalDate salesKnownSince;

    private IndicatorOptions(Builder builder) {
        this.periodDays = builder.periodDays;
        this.tolerance = builder.tolerance;
        this.flags = builder.flags;
        this.dueDates = builder.dueDates;
        this.onTimeGrace = builder.onTimeGrace;
        this.carryBackCreditNotes = builder.carryBackCreditNotes;
        this.salesKnownSince = builder.salesKnownSince;
    }

    /** The defaults. */
    public static IndicatorOptions standard() {
        return STANDARD;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** N: the period is the N days ending on the day, (D - N, D]. */
    public int periodDays() {
        return periodDays;
    }

    /** What the creditor leaves unasked: decides when an invoice is settled. */
    public Tolerance tolerance() {
        return tolerance;
    }

    /** Who knows of assignment, insolvency, litigation, doubt and plans. */
    public ItemFlagSource flags() {
        return flags;
    }

    /** When an item is late, and what delays are counted from. */
    public DueDates dueDates() {
        return dueDates;
    }

    /** How many days after the due date a payment is still on time. */
    public int onTimeGrace() {
        return onTimeGrace;
    }

    /** Whether, in count-back, negative sales of a month lower those of the month before. */
    public boolean carryBackCreditNotes() {
        return carryBackCreditNotes;
    }

    /** From when on the ledgers hold all sales, when they are a window; months that it cuts are not used. */
    public Optional<LocalDate> salesKnownSince() {
        return Optional.ofNullable(salesKnownSince);
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .periodDays(periodDays)
                .tolerance(tolerance)
                .flags(flags)
                .dueDates(dueDates)
                .onTimeGrace(onTimeGrace)
                .carryBackCreditNotes(carryBackCreditNotes);
        builder.salesKnownSince = salesKnownSince;
        return builder;
    }

    /** Collects options; not for several threads. */
    public static final class Builder {
        private int periodDays = DEFAULT_PERIOD_DAYS;
        private Tolerance tolerance = Tolerance.NONE;
        private ItemFlagSource flags = ItemFlagSource.books();
        private DueDates dueDates = DueDates.AS_WRITTEN;
        private int onTimeGrace;
        private boolean carryBackCreditNotes;
        private @Nullable LocalDate salesKnownSince;

        private Builder() {}

        /**
         * See {@link IndicatorOptions#periodDays}.
         *
         * @throws IllegalArgumentException when it is below 1
         */
        public Builder periodDays(int periodDays) {
            if (periodDays < 1) {
                throw new IllegalArgumentException("a period has at least 1 day, but was given " + periodDays);
            }
            this.periodDays = periodDays;
            return this;
        }

        /** See {@link IndicatorOptions#tolerance}. */
        public Builder tolerance(Tolerance tolerance) {
            this.tolerance = tolerance;
            return this;
        }

        /** See {@link IndicatorOptions#flags}. */
        public Builder flags(ItemFlagSource flags) {
            this.flags = flags;
            return this;
        }

        /** See {@link IndicatorOptions#dueDates}. */
        public Builder dueDates(DueDates dueDates) {
            this.dueDates = dueDates;
            return this;
        }

        /**
         * See {@link IndicatorOptions#onTimeGrace}.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder onTimeGrace(int days) {
            if (days < 0) {
                throw new IllegalArgumentException("onTimeGrace is at least 0 days, but was " + days);
            }
            this.onTimeGrace = days;
            return this;
        }

        /** See {@link IndicatorOptions#carryBackCreditNotes}. */
        public Builder carryBackCreditNotes(boolean carryBack) {
            this.carryBackCreditNotes = carryBack;
            return this;
        }

        /** See {@link IndicatorOptions#salesKnownSince}. */
        public Builder salesKnownSince(LocalDate since) {
            this.salesKnownSince = since;
            return this;
        }

        /** The options. */
        public IndicatorOptions build() {
            return new IndicatorOptions(this);
        }
    }
}
