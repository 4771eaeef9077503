package io.relance.claim;

import io.relance.receivable.DebtorKind;
import io.relance.time.BusinessCalendar;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which claims a creditor raises, and how they are reckoned.
 *
 * <p>Defaults: the terms and rates that are shipped; no agreed rate; the statutory rate as it is, though the least that may be
 * agreed is higher; flat sums are raised; rounded once, half up; a due date stays where it is; the creditor collects for itself,
 * and a formal notice gives {@value #STANDARD_DEADLINE_DAYS} days to pay; claims that outlast their invoice stand in the next
 * message. Immutable.
 */
public final class ClaimSettings {
    /** The days that a formal notice gives to pay, where nothing else is said. */
    public static final int STANDARD_DEADLINE_DAYS = 8;

    private static final int MOST_DEADLINE_DAYS = 365;

    private final String country;
    private final LatePaymentLaw law;
    private final ReferenceRates rates;
    private final @Nullable BigDecimal agreedRate;
    private final boolean atLeastFloor;
    private final boolean flatSums;
    private final InterestRounding rounding;
    private final DayRoll dueDateRoll;
    private final BusinessCalendar calendar;
    private final CollectingFor collectingFor;
    private final int deadlineDays;
    private final ClaimsAfterPrincipal claimsAfterPrincipal;

    private ClaimSettings(Builder builder) {
        this.country = builder.country;
        this.law = builder.law;
        this.rates = builder.rates;
        this.agreedRate = builder.agreedRate;
        this.atLeastFloor = builder.atLeastFloor;
        this.flatSums = builder.flatSums;
        this.rounding = builder.rounding;
        this.dueDateRoll = builder.dueDateRoll;
        this.calendar = builder.calendar;
        this.collectingFor = builder.collectingFor;
        this.deadlineDays = builder.deadlineDays;
        this.claimsAfterPrincipal = builder.claimsAfterPrincipal;
    }

    /**
     * A builder.
     *
     * @param country whose law governs the invoices, as {@link LatePaymentLaw} names it
     */
    public static Builder underLawOf(String country) {
        return new Builder(country);
    }

    /** A builder that starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder(country);
        builder.law = law;
        builder.rates = rates;
        builder.agreedRate = agreedRate;
        builder.atLeastFloor = atLeastFloor;
        builder.flatSums = flatSums;
        builder.rounding = rounding;
        builder.dueDateRoll = dueDateRoll;
        builder.calendar = calendar;
        builder.collectingFor = collectingFor;
        builder.deadlineDays = deadlineDays;
        builder.claimsAfterPrincipal = claimsAfterPrincipal;
        return builder;
    }

    /** Whose law governs the invoices. */
    public String country() {
        return country;
    }

    /** The terms by country. */
    public LatePaymentLaw law() {
        return law;
    }

    /** The reference rates. */
    public ReferenceRates rates() {
        return rates;
    }

    /** The rate agreed with businesses, percent a year; against others the law's rate goes. */
    public Optional<BigDecimal> agreedRate(DebtorKind kind) {
        return Optional.ofNullable(agreedRate).filter(rate -> kind == DebtorKind.BUSINESS);
    }

    /** Whether the statutory rate is raised, too, to the least that may be agreed. */
    public boolean atLeastFloor() {
        return atLeastFloor;
    }

    /** Whether flat sums are raised. */
    public boolean flatSums() {
        return flatSums;
    }

    /** How interest is rounded. */
    public InterestRounding rounding() {
        return rounding;
    }

    /** When a due date that is no business day ends. */
    public DayRoll dueDateRoll() {
        return dueDateRoll;
    }

    /** The business days by which due dates move. */
    public BusinessCalendar calendar() {
        return calendar;
    }

    /** For whom the creditor collects. */
    public CollectingFor collectingFor() {
        return collectingFor;
    }

    /** How many days after its own a formal notice sets the last one to pay on. */
    public int deadlineDays() {
        return deadlineDays;
    }

    /** Where claims that are still open stand once their invoice is paid. */
    public ClaimsAfterPrincipal claimsAfterPrincipal() {
        return claimsAfterPrincipal;
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final String country;
        private LatePaymentLaw law = LatePaymentLaw.standard();
        private ReferenceRates rates = ReferenceRates.standard();
        private @Nullable BigDecimal agreedRate;
        private boolean atLeastFloor;
        private boolean flatSums = true;
        private InterestRounding rounding = InterestRounding.STANDARD;
        private DayRoll dueDateRoll = DayRoll.NONE;
        private BusinessCalendar calendar = BusinessCalendar.weekendsOnly();
        private CollectingFor collectingFor = CollectingFor.SELF;
        private int deadlineDays = STANDARD_DEADLINE_DAYS;
        private ClaimsAfterPrincipal claimsAfterPrincipal = ClaimsAfterPrincipal.NEXT_MESSAGE;

        private Builder(String country) {
            this.country = country;
        }

        /** See {@link ClaimSettings#law}. */
        public Builder law(LatePaymentLaw law) {
            this.law = law;
            return this;
        }

        /** See {@link ClaimSettings#rates}. */
        public Builder rates(ReferenceRates rates) {
            this.rates = rates;
            return this;
        }

        /** See {@link ClaimSettings#agreedRate}. */
        public Builder agreedRate(String percent) {
            this.agreedRate = new InterestRate.Agreed(new BigDecimal(percent)).percent();
            return this;
        }

        /** See {@link ClaimSettings#atLeastFloor}. */
        public Builder atLeastFloor(boolean atLeastFloor) {
            this.atLeastFloor = atLeastFloor;
            return this;
        }

        /** See {@link ClaimSettings#flatSums}. */
        public Builder flatSums(boolean flatSums) {
            this.flatSums = flatSums;
            return this;
        }

        /** See {@link ClaimSettings#rounding}. */
        public Builder rounding(InterestRounding rounding) {
            this.rounding = rounding;
            return this;
        }

        /** See {@link ClaimSettings#dueDateRoll}. */
        public Builder dueDateRoll(DayRoll roll, BusinessCalendar calendar) {
            this.dueDateRoll = roll;
            this.calendar = calendar;
            return this;
        }

        /** See {@link ClaimSettings#collectingFor}. */
        public Builder collectingFor(CollectingFor collectingFor) {
            this.collectingFor = collectingFor;
            return this;
        }

        /**
         * See {@link ClaimSettings#deadlineDays}.
         *
         * @throws IllegalArgumentException unless from 1 to 365
         */
        public Builder deadlineDays(int days) {
            if (days < 1 || days > MOST_DEADLINE_DAYS) {
                throw new IllegalArgumentException(
                        "a formal notice gives 1 to " + MOST_DEADLINE_DAYS + " days to pay, and not " + days);
            }
            this.deadlineDays = days;
            return this;
        }

        /** See {@link ClaimSettings#claimsAfterPrincipal}. */
        public Builder claimsAfterPrincipal(ClaimsAfterPrincipal claimsAfterPrincipal) {
            this.claimsAfterPrincipal = claimsAfterPrincipal;
            return this;
        }

        /** The settings. */
        public ClaimSettings build() {
            return new ClaimSettings(this);
        }
    }
}
