package io.relance.policy;

import io.relance.action.ScenarioRef;
import io.relance.aging.AgingBasis;
import io.relance.aging.AgingBuckets;
import io.relance.claim.ClaimSettings;
import io.relance.money.Tolerance;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.risk.PortfolioMeans;
import io.relance.risk.SegmentThresholds;
import io.relance.rule.RuleSet;
import io.relance.scenario.InvalidDefinitionException;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import io.relance.time.BusinessCalendar;
import io.relance.time.BusinessCalendars;
import io.relance.time.DayRoll;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A creditor's policy: everything that a decision depends on besides the account and the day. Calendars, thresholds and
 * means are inputs of it, never read live, so that a past decision can be made again.
 *
 * <p>Defaults: version {@code "1"}, UTC, no country (weekends only), contact cap 3 days, at most 2 messages to a natural
 * person in 7 days, tolerance 0, due dates not rolled, patience with approvals 2 business days, grace of promises and
 * instalments 2 business days, 2 promises an invoice, 30 days ahead, 30 days between changes of scenario, thanks within 5
 * business days, no limit to the age of the books, automated effects off, aging by due date in 30, 60 and 90 days, the
 * standard thresholds and means, no scenario, no rule, no claims of late payment. Immutable.
 */
public final class Policy {
    /** How many days the dates of two messages to one customer differ at least. */
    public static final int DEFAULT_CONTACT_CAP_DAYS = 3;
    /** How many messages a natural person gets at most in {@link #PERSON_CEILING_DAYS}. */
    public static final int DEFAULT_PERSON_CEILING = 2;
    /** The window of the ceiling for natural persons: (D - 7, D]. */
    public static final int PERSON_CEILING_DAYS = 7;
    /** Business days that an invoice waits in a proposal that only others need. */
    public static final int DEFAULT_APPROVAL_PATIENCE = 2;
    /** Business days after a promised date in which the money may still come. */
    public static final int DEFAULT_PROMISE_GRACE = 2;
    /** Business days after an instalment's date in which the money may still come. */
    public static final int DEFAULT_INSTALMENT_GRACE = 2;
    /** Promises an invoice before a person must approve one. */
    public static final int DEFAULT_MAX_PROMISES = 2;
    /** Days ahead that a promise may be before a person must approve it. */
    public static final int DEFAULT_MAX_PROMISE_DAYS = 30;
    /** Days between two changes of scenario of an invoice by rules or the books. */
    public static final int DEFAULT_REBIND_COOLDOWN = 30;
    /** Business days after the recording of a payment in which thanks are due. */
    public static final int DEFAULT_THANKS_WITHIN = 5;

    private final String name;
    private final String version;
    private final ZoneId timeZone;
    private final @Nullable String country;
    private final BusinessCalendars calendars;
    private final int contactCapDays;
    private final int personCeiling;
    private final Tolerance tolerance;
    private final DayRoll dueDateRoll;
    private final int approvalPatience;
    private final int promiseGrace;
    private final int instalmentGrace;
    private final int maxPromises;
    private final int maxPromiseDays;
    private final int rebindCooldown;
    private final int thanksWithin;
    private final @Nullable Integer maxLedgerAgeDays;
    private final boolean automatedEffects;
    private final AgingBasis agingBasis;
    private final AgingBuckets agingBuckets;
    private final @Nullable String defaultScenario;
    private final List<Scenario> scenarios;
    private final SegmentThresholds segmentThresholds;
    private final PortfolioMeans portfolioMeans;
    private final RuleSet rules;
    private final @Nullable ClaimSettings claims;
    private final Correspondence correspondence;
    private final BusinessCalendar creditorCalendar;

    private Policy(Builder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.timeZone = builder.timeZone;
        this.country = builder.country;
        this.calendars = builder.calendars;
        this.contactCapDays = builder.contactCapDays;
        this.personCeiling = builder.personCeiling;
        this.tolerance = builder.tolerance;
        this.dueDateRoll = builder.dueDateRoll;
        this.approvalPatience = builder.approvalPatience;
        this.promiseGrace = builder.promiseGrace;
        this.instalmentGrace = builder.instalmentGrace;
        this.maxPromises = builder.maxPromises;
        this.maxPromiseDays = builder.maxPromiseDays;
        this.rebindCooldown = builder.rebindCooldown;
        this.thanksWithin = builder.thanksWithin;
        this.maxLedgerAgeDays = builder.maxLedgerAgeDays;
        this.automatedEffects = builder.automatedEffects;
        this.agingBasis = builder.agingBasis;
        this.agingBuckets = builder.agingBuckets;
        this.defaultScenario = builder.defaultScenario;
        this.scenarios = List.copyOf(builder.scenarios);
        this.segmentThresholds = builder.segmentThresholds;
        this.portfolioMeans = builder.portfolioMeans;
        this.rules = builder.rules;
        this.correspondence = builder.correspondence;
        this.creditorCalendar = calendar(builder.country);
        // the policy says of all days when they are late, and who keeps which holidays
        this.claims = builder.claims == null
                ? null
                : builder.claims.toBuilder()
                        .dueDateRoll(dueDateRoll, creditorCalendar)
                        .build();
    }

    /** A builder with the defaults. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** For people. */
    public String name() {
        return name;
    }

    /** Identifies the content: accounts decided under another version are due for review. */
    public String version() {
        return version;
    }

    /** The creditor's time zone: instants are business dates in it. */
    public ZoneId timeZone() {
        return timeZone;
    }

    /** The creditor's country, ISO 3166 alpha-2. */
    public Optional<String> country() {
        return Optional.ofNullable(country);
    }

    /** The calendars by country. */
    public BusinessCalendars calendars() {
        return calendars;
    }

    /** On which days the creditor's people work. */
    public BusinessCalendar creditorCalendar() {
        return creditorCalendar;
    }

    /** On which days {@code customer} is written to: its own country's, the creditor's when it is unknown. */
    public BusinessCalendar sendingCalendar(Customer customer) {
        return customer.country().isPresent() ? calendar(customer.country().get()) : creditorCalendar;
    }

    private BusinessCalendar calendar(@Nullable String of) {
        return of == null
                ? BusinessCalendar.weekendsOnly()
                : calendars.forCountry(of).orElseGet(BusinessCalendar::weekendsOnly);
    }

    /** How many days the dates of two messages to one customer differ at least; 0: no cap. */
    public int contactCapDays() {
        return contactCapDays;
    }

    /** How many messages a natural person gets at most in {@value #PERSON_CEILING_DAYS} days. */
    public int personCeiling() {
        return personCeiling;
    }

    /** What is not asked for. */
    public Tolerance tolerance() {
        return tolerance;
    }

    /** When an item due on a day off is late. */
    public DayRoll dueDateRoll() {
        return dueDateRoll;
    }

    /** The due date from which lateness counts. */
    public LocalDate effectiveDue(Receivable receivable) {
        return dueDateRoll.roll(receivable.due(), creditorCalendar);
    }

    /** Business days that an invoice waits in a proposal that only others need. */
    public int approvalPatience() {
        return approvalPatience;
    }

    /** Business days of grace after a promised date. */
    public int promiseGrace() {
        return promiseGrace;
    }

    /** Business days of grace after an instalment's date. */
    public int instalmentGrace() {
        return instalmentGrace;
    }

    /** Promises an invoice before a person must approve one. */
    public int maxPromises() {
        return maxPromises;
    }

    /** Days ahead that a promise may be before a person must approve it. */
    public int maxPromiseDays() {
        return maxPromiseDays;
    }

    /** Days between two changes of scenario, unless a person makes one. */
    public int rebindCooldown() {
        return rebindCooldown;
    }

    /** Business days after the recording of a payment in which thanks are due. */
    public int thanksWithin() {
        return thanksWithin;
    }

    /**
     * How many days before the day of a decision the books may be complete at least: 0 asks for books complete to the end of
     * the day before. Empty: any age will do.
     */
    public OptionalInt maxLedgerAgeDays() {
        return maxLedgerAgeDays == null ? OptionalInt.empty() : OptionalInt.of(maxLedgerAgeDays);
    }

    /** Whether score and segment may take persons to court or cut their credit without a person looking. */
    public boolean automatedEffects() {
        return automatedEffects;
    }

    /** From which date the age of items is counted in reports; dunning always counts from the due date. */
    public AgingBasis agingBasis() {
        return agingBasis;
    }

    /** The columns of the aging balance. */
    public AgingBuckets agingBuckets() {
        return agingBuckets;
    }

    /** The scenario of whatever has none of its own, by id. */
    public Optional<String> defaultScenario() {
        return Optional.ofNullable(defaultScenario);
    }

    /** The scenarios; of one id there may be several versions. */
    public List<Scenario> scenarios() {
        return scenarios;
    }

    /** The newest version of a scenario. */
    public Optional<Scenario> scenario(String id) {
        Scenario newest = null;
        for (Scenario scenario : scenarios) {
            if (scenario.id().equals(id)
                    && (newest == null
                            || scenario.ref().version() > newest.ref().version())) {
                newest = scenario;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** One version of a scenario. */
    public Optional<Scenario> scenario(ScenarioRef ref) {
        return scenarios.stream().filter(scenario -> scenario.ref().equals(ref)).findFirst();
    }

    /** Where one payer segment ends and the next begins. */
    public SegmentThresholds segmentThresholds() {
        return segmentThresholds;
    }

    /** How the portfolio pays: what the figures of single accounts are shrunk towards. */
    public PortfolioMeans portfolioMeans() {
        return portfolioMeans;
    }

    /** The rules. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Which claims of late payment are raised, and how they are reckoned; due dates are rolled as this policy says. Empty: the
     * creditor raises none.
     */
    public Optional<ClaimSettings> claims() {
        return Optional.ofNullable(claims);
    }

    /** What is written beside reminders. */
    public Correspondence correspondence() {
        return correspondence;
    }

    /** A builder that starts from this policy. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.version = version;
        builder.timeZone = timeZone;
        builder.country = country;
        builder.calendars = calendars;
        builder.contactCapDays = contactCapDays;
        builder.personCeiling = personCeiling;
        builder.tolerance = tolerance;
        builder.dueDateRoll = dueDateRoll;
        builder.approvalPatience = approvalPatience;
        builder.promiseGrace = promiseGrace;
        builder.instalmentGrace = instalmentGrace;
        builder.maxPromises = maxPromises;
        builder.maxPromiseDays = maxPromiseDays;
        builder.rebindCooldown = rebindCooldown;
        builder.thanksWithin = thanksWithin;
        builder.maxLedgerAgeDays = maxLedgerAgeDays;
        builder.automatedEffects = automatedEffects;
        builder.agingBasis = agingBasis;
        builder.agingBuckets = agingBuckets;
        builder.defaultScenario = defaultScenario;
        builder.scenarios.addAll(scenarios);
        builder.segmentThresholds = segmentThresholds;
        builder.portfolioMeans = portfolioMeans;
        builder.rules = rules;
        builder.claims = claims;
        builder.correspondence = correspondence;
        return builder;
    }

    @Override
    public String toString() {
        return "policy " + name + " (" + version + ")";
    }

    /** Collects a policy; not for several threads. */
    public static final class Builder {
        private final String name;
        private String version = "1";
        private ZoneId timeZone = ZoneOffset.UTC;
        private @Nullable String country;
        private BusinessCalendars calendars = BusinessCalendars.weekendsOnly();
        private int contactCapDays = DEFAULT_CONTACT_CAP_DAYS;
        private int personCeiling = DEFAULT_PERSON_CEILING;
        private Tolerance tolerance = Tolerance.NONE;
        private DayRoll dueDateRoll = DayRoll.NONE;
        private int approvalPatience = DEFAULT_APPROVAL_PATIENCE;
        private int promiseGrace = DEFAULT_PROMISE_GRACE;
        private int instalmentGrace = DEFAULT_INSTALMENT_GRACE;
        private int maxPromises = DEFAULT_MAX_PROMISES;
        private int maxPromiseDays = DEFAULT_MAX_PROMISE_DAYS;
        private int rebindCooldown = DEFAULT_REBIND_COOLDOWN;
        private int thanksWithin = DEFAULT_THANKS_WITHIN;
        private @Nullable Integer maxLedgerAgeDays;
        private boolean automatedEffects;
        private AgingBasis agingBasis = AgingBasis.DUE_DATE;
        private AgingBuckets agingBuckets = AgingBuckets.standard();
        private @Nullable String defaultScenario;
        private final List<Scenario> scenarios = new ArrayList<>();
        private SegmentThresholds segmentThresholds = SegmentThresholds.STANDARD;
        private PortfolioMeans portfolioMeans = PortfolioMeans.ASSUMED;
        private RuleSet rules = RuleSet.empty();
        private @Nullable ClaimSettings claims;
        private Correspondence correspondence = Correspondence.NONE;

        private Builder(String name) {
            this.name = name;
        }

        /** See {@link Policy#version}. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** See {@link Policy#timeZone}. */
        public Builder timeZone(ZoneId timeZone) {
            this.timeZone = timeZone;
            return this;
        }

        /**
         * See {@link Policy#country}.
         *
         * @throws IllegalArgumentException when it is not two capital letters
         */
        public Builder country(String country) {
            if (!country.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException(
                        "a country is two capital letters of ISO 3166, as in FR, but was \"" + country + "\"");
            }
            this.country = country;
            return this;
        }

        /** See {@link Policy#calendars}. */
        public Builder calendars(BusinessCalendars calendars) {
            this.calendars = calendars;
            return this;
        }

        /** See {@link Policy#contactCapDays}. */
        public Builder contactCapDays(int days) {
            this.contactCapDays = notNegative(days, "the contact cap");
            return this;
        }

        /** See {@link Policy#personCeiling}. */
        public Builder personCeiling(int messages) {
            this.personCeiling = notNegative(messages, "the ceiling for natural persons");
            return this;
        }

        /** See {@link Policy#tolerance}. */
        public Builder tolerance(Tolerance tolerance) {
            this.tolerance = tolerance;
            return this;
        }

        /** See {@link Policy#dueDateRoll}. */
        public Builder dueDateRoll(DayRoll roll) {
            this.dueDateRoll = roll;
            return this;
        }

        /** See {@link Policy#approvalPatience}. */
        public Builder approvalPatience(int businessDays) {
            this.approvalPatience = notNegative(businessDays, "the patience with approvals");
            return this;
        }

        /** See {@link Policy#promiseGrace}. */
        public Builder promiseGrace(int businessDays) {
            this.promiseGrace = notNegative(businessDays, "the grace of promises");
            return this;
        }

        /** See {@link Policy#instalmentGrace}. */
        public Builder instalmentGrace(int businessDays) {
            this.instalmentGrace = notNegative(businessDays, "the grace of instalments");
            return this;
        }

        /** See {@link Policy#maxPromises}. */
        public Builder maxPromises(int promises) {
            this.maxPromises = notNegative(promises, "the number of promises");
            return this;
        }

        /** See {@link Policy#maxPromiseDays}. */
        public Builder maxPromiseDays(int days) {
            this.maxPromiseDays = notNegative(days, "the days ahead of a promise");
            return this;
        }

        /** See {@link Policy#rebindCooldown}. */
        public Builder rebindCooldown(int days) {
            this.rebindCooldown = notNegative(days, "the days between changes of scenario");
            return this;
        }

        /** See {@link Policy#thanksWithin}. */
        public Builder thanksWithin(int businessDays) {
            this.thanksWithin = notNegative(businessDays, "the days in which thanks are due");
            return this;
        }

        /** See {@link Policy#maxLedgerAgeDays}. */
        public Builder maxLedgerAgeDays(int days) {
            this.maxLedgerAgeDays = notNegative(days, "the age of the books");
            return this;
        }

        /** See {@link Policy#automatedEffects}. */
        public Builder automatedEffects(boolean on) {
            this.automatedEffects = on;
            return this;
        }

        /** See {@link Policy#agingBasis} and {@link Policy#agingBuckets}. */
        public Builder aging(AgingBasis basis, AgingBuckets buckets) {
            this.agingBasis = basis;
            this.agingBuckets = buckets;
            return this;
        }

        /** See {@link Policy#defaultScenario}. */
        public Builder defaultScenario(String scenarioId) {
            this.defaultScenario = scenarioId;
            return this;
        }

        /** Adds a scenario, or another version of one. */
        public Builder scenario(Scenario scenario) {
            scenarios.add(scenario);
            return this;
        }

        /** See {@link Policy#segmentThresholds}. */
        public Builder segmentThresholds(SegmentThresholds thresholds) {
            this.segmentThresholds = thresholds;
            return this;
        }

        /** See {@link Policy#portfolioMeans}. */
        public Builder portfolioMeans(PortfolioMeans means) {
            this.portfolioMeans = means;
            return this;
        }

        /** See {@link Policy#rules}. */
        public Builder rules(RuleSet rules) {
            this.rules = rules;
            return this;
        }

        /** See {@link Policy#claims}. */
        public Builder claims(ClaimSettings claims) {
            this.claims = claims;
            return this;
        }

        /** See {@link Policy#correspondence}. */
        public Builder correspondence(Correspondence correspondence) {
            this.correspondence = correspondence;
            return this;
        }

        private static int notNegative(int value, String what) {
            if (value < 0) {
                throw new IllegalArgumentException(what + " is at least 0, but was " + value);
            }
            return value;
        }

        /**
         * The errors of the policy as a whole; each scenario and rule was checked by itself before. What is allowed and
         * probably not meant is found by {@link PolicyAnalysis}.
         */
        public List<Problem> problems() {
            List<Problem> problems =
                    new ArrayList<>(PolicyChecks.check(name, scenarios, rules, defaultScenario, claims));
            problems.addAll(CorrespondenceChecks.check(correspondence));
            return problems;
        }

        /**
         * The policy.
         *
         * @throws InvalidDefinitionException when it has errors; it carries all of them
         */
        public Policy build() {
            List<Problem> problems = problems();
            if (problems.stream().anyMatch(Problem::isError)) {
                throw new InvalidDefinitionException("policy \"" + name + "\"", problems);
            }
            return new Policy(this);
        }
    }
}
