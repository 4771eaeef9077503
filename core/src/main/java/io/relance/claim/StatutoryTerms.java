package io.relance.claim;

import io.relance.receivable.DebtorKind;
import io.relance.time.DayCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the law of a country grants against one kind of debtor, for invoices issued from a day on.
 *
 * <p>Defaults: no flat sum, {@link Start#DUE_DATE}, {@link DayCount#ACTUAL_365}, no floor under agreed rates. Immutable.
 */
public final class StatutoryTerms {
    /** From when on interest runs. */
    public enum Start {
        /** From the day after the due date. */
        DUE_DATE,
        /** From the day after the formal notice, and not before the day after the due date. */
        FORMAL_NOTICE
    }

    /**
     * The least that an agreed rate may be.
     *
     * @param times so many times the reference rate of the day
     */
    public record Floor(RateSeries series, BigDecimal times) {}

    private final String country;
    private final DebtorKind kind;
    private final LocalDate from;
    private final InterestRate rate;
    private final String source;
    private final @Nullable FlatSum flatSum;
    private final Start start;
    private final DayCount dayCount;
    private final @Nullable Floor floor;

    private StatutoryTerms(Builder builder) {
        this.country = builder.country;
        this.kind = builder.kind;
        this.from = builder.from;
        this.rate = builder.rate;
        this.source = builder.source;
        this.flatSum = builder.flatSum;
        this.start = builder.start;
        this.dayCount = builder.dayCount;
        this.floor = builder.floor;
    }

    /**
     * A builder.
     *
     * @param country ISO 3166-1 alpha-2, or {@code EU}
     * @param from the first day of issue to which they apply
     * @param source the text that grants it
     */
    public static Builder of(String country, DebtorKind kind, LocalDate from, InterestRate rate, String source) {
        return new Builder(country, kind, from, rate, source);
    }

    /** The country whose law it is: ISO 3166-1 alpha-2, or {@code EU}. */
    public String country() {
        return country;
    }

    /** Against whom. */
    public DebtorKind kind() {
        return kind;
    }

    /** The first day of issue to which they apply. */
    public LocalDate from() {
        return from;
    }

    /** The rate where nothing was agreed. */
    public InterestRate rate() {
        return rate;
    }

    /** The text that grants it. */
    public String source() {
        return source;
    }

    /** The sum for the cost of recovery. */
    public Optional<FlatSum> flatSum() {
        return Optional.ofNullable(flatSum);
    }

    /** From when on interest runs. */
    public Start start() {
        return start;
    }

    /** How days are made parts of a year. */
    public DayCount dayCount() {
        return dayCount;
    }

    /** The least that an agreed rate may be. */
    public Optional<Floor> floor() {
        return Optional.ofNullable(floor);
    }

    /** A builder that starts from these terms. */
    public Builder toBuilder() {
        Builder builder =
                new Builder(country, kind, from, rate, source).start(start).dayCount(dayCount);
        builder.flatSum = flatSum;
        builder.floor = floor;
        return builder;
    }

    @Override
    public String toString() {
        return country + " " + kind + " from " + from + " (" + source + ")";
    }

    /** Collects terms; not for several threads. */
    public static final class Builder {
        private final String country;
        private final DebtorKind kind;
        private final LocalDate from;
        private final InterestRate rate;
        private final String source;
        private @Nullable FlatSum flatSum;
        private Start start = Start.DUE_DATE;
        private DayCount dayCount = DayCount.ACTUAL_365;
        private @Nullable Floor floor;

        private Builder(String country, DebtorKind kind, LocalDate from, InterestRate rate, String source) {
            if (kind == DebtorKind.UNKNOWN) {
                throw new IllegalArgumentException("against somebody whose kind is not known nothing is claimed");
            }
            this.country = country;
            this.kind = kind;
            this.from = from;
            this.rate = rate;
            this.source = source;
        }

        /** See {@link StatutoryTerms#flatSum}. */
        public Builder flatSum(FlatSum flatSum) {
            this.flatSum = flatSum;
            return this;
        }

        /** See {@link StatutoryTerms#start}. */
        public Builder start(Start start) {
            this.start = start;
            return this;
        }

        /** See {@link StatutoryTerms#dayCount}. */
        public Builder dayCount(DayCount dayCount) {
            this.dayCount = dayCount;
            return this;
        }

        /** See {@link StatutoryTerms#floor}: {@code times} the rate of the day. */
        public Builder floor(RateSeries series, String times) {
            this.floor = new Floor(series, new BigDecimal(times));
            return this;
        }

        /**
         * The terms.
         *
         * @throws IllegalArgumentException when that kind must not be asked for it: in France no consumer is asked for a flat sum,
         *     or for interest without a formal notice (Code des procedures civiles d'execution L111-8, Code civil 1231-6)
         */
        public StatutoryTerms build() {
            if (country.equals("FR") && kind == DebtorKind.CONSUMER) {
                if (flatSum != null) {
                    throw new IllegalArgumentException("French law allows no flat sum against a CONSUMER");
                }
                if (start != Start.FORMAL_NOTICE) {
                    throw new IllegalArgumentException(
                            "under French law interest against a CONSUMER runs from the formal notice: FORMAL_NOTICE");
                }
            }
            return new StatutoryTerms(this);
        }
    }
}
