package io.relance.account;

import io.relance.action.ScenarioRef;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.delivery.MessageId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the follow-up of one receivable has come in its current cycle.
 *
 * <p>Defaults: cycle 1, no scenario bound, never seen, no step touched. Immutable.
 */
public final class ReceivableProgress {
    private final ReceivableId receivable;
    private final int cycle;
    private final int reopenings;
    private final @Nullable ScenarioRef scenario;
    private final List<String> boundSteps;
    private final @Nullable LocalDate rebound;
    private final @Nullable LocalDate firstSeen;
    private final boolean late;
    private final @Nullable String entryStep;
    private final @Nullable Stage leastStage;
    private final @Nullable LocalDate notBefore;
    private final List<StepExecution> steps;
    private final Optional<StepExecution> blocking;
    private final SortedSet<MessageId> releasedFrom;
    private final @Nullable LocalDate litigationFrom;
    private final @Nullable LocalDate writtenOffFrom;
    private final @Nullable Assignment assignment;
    private final @Nullable LocalDate thanked;
    private final @Nullable ReasonState reason;
    private final List<RaisedClaim> claims;

    private ReceivableProgress(Builder builder) {
        this.receivable = builder.receivable;
        this.cycle = builder.cycle;
        this.reopenings = builder.reopenings;
        this.scenario = builder.scenario;
        this.boundSteps = List.copyOf(builder.boundSteps);
        this.rebound = builder.rebound;
        this.firstSeen = builder.firstSeen;
        this.late = builder.late;
        this.entryStep = builder.entryStep;
        this.leastStage = builder.leastStage;
        this.notBefore = builder.notBefore;
        this.steps = builder.steps.immutable();
        this.blocking = blocking(steps);
        this.releasedFrom = builder.releasedFrom.immutable();
        this.litigationFrom = builder.litigationFrom;
        this.writtenOffFrom = builder.writtenOffFrom;
        this.assignment = builder.assignment;
        this.thanked = builder.thanked;
        this.reason = builder.reason;
        this.claims = List.copyOf(builder.claims.values());
    }

    /** A builder for a receivable that nothing is known of. */
    public static Builder builder(ReceivableId receivable) {
        return new Builder(receivable);
    }

    /** Which receivable. */
    public ReceivableId receivable() {
        return receivable;
    }

    /** Which round of follow-up this is, from 1. */
    public int cycle() {
        return cycle;
    }

    /** How many times the receivable was open again after being settled, when the cycle began. */
    public int reopenings() {
        return reopenings;
    }

    /** The scenario version it is bound to, once its first step was planned. */
    public Optional<ScenarioRef> scenario() {
        return Optional.ofNullable(scenario);
    }

    /**
     * The ids of that version's steps, in order, with those of earlier versions between them: to find the place of a step
     * that a later version no longer has.
     */
    public List<String> boundSteps() {
        return boundSteps;
    }

    /** When it last changed to another scenario. */
    public Optional<LocalDate> rebound() {
        return Optional.ofNullable(rebound);
    }

    /** The day of the first decision of this cycle that saw it. */
    public Optional<LocalDate> firstSeen() {
        return Optional.ofNullable(firstSeen);
    }

    /** Whether that was after the date of its first step that is not preventive. */
    public boolean late() {
        return late;
    }

    /** The step at which it entered, when it did not enter at the first. */
    public Optional<String> entryStep() {
        return Optional.ofNullable(entryStep);
    }

    /** Steps below this stage are passed over: what had been reached before a plan broke. */
    public Optional<Stage> leastStage() {
        return Optional.ofNullable(leastStage);
    }

    /** No step before this day. */
    public Optional<LocalDate> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** The steps touched in this cycle, in the order in which they were first planned. */
    public List<StepExecution> steps() {
        return steps;
    }

    /** The step named by {@code step}, for the {@code trigger}-th broken promise or 0; null when it was not touched. */
    public @Nullable StepExecution step(StepRef step, int trigger) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isOf(step, trigger)) {
                return steps.get(i);
            }
        }
        return null;
    }

    /** The step of this name ({@link StepExecution#key()}). */
    public Optional<StepExecution> step(String key) {
        for (StepExecution step : steps) {
            if (step.key().equals(key)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** The step that is planned or in doubt, if one is: there is never more than one. */
    public Optional<StepExecution> blocking() {
        return blocking;
    }

    private static Optional<StepExecution> blocking(List<StepExecution> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isBlocking()) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    /** The proposals that it was released from. */
    public Set<MessageId> releasedFrom() {
        return releasedFrom;
    }

    /** Since when it is in litigation because a step or a person handed it over. */
    public Optional<LocalDate> litigationFrom() {
        return Optional.ofNullable(litigationFrom);
    }

    /** Since when nothing is expected of it any more because a person wrote it off; the books follow. */
    public Optional<LocalDate> writtenOffFrom() {
        return Optional.ofNullable(writtenOffFrom);
    }

    /** Whose it is to collect because a person said so. */
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }

    /** When thanks for its payment went out in this cycle. */
    public Optional<LocalDate> thanked() {
        return Optional.ofNullable(thanked);
    }

    /** Why it was last left alone. */
    public Optional<ReasonState> reason() {
        return Optional.ofNullable(reason);
    }

    /** The claims of late payment that were raised for it, in the order in which they were; they outlast its cycles. */
    public List<RaisedClaim> claims() {
        return claims;
    }

    /** A builder that starts from this progress. */
    public Builder toBuilder() {
        Builder builder = new Builder(receivable);
        builder.cycle = cycle;
        builder.reopenings = reopenings;
        builder.scenario = scenario;
        builder.boundSteps = boundSteps;
        builder.rebound = rebound;
        builder.firstSeen = firstSeen;
        builder.late = late;
        builder.entryStep = entryStep;
        builder.leastStage = leastStage;
        builder.notBefore = notBefore;
        builder.steps.share(steps);
        builder.releasedFrom.share(releasedFrom);
        builder.litigationFrom = litigationFrom;
        builder.writtenOffFrom = writtenOffFrom;
        builder.assignment = assignment;
        builder.thanked = thanked;
        builder.reason = reason;
        claims.forEach(builder::claim);
        return builder;
    }

    /**
     * A new cycle from the start of the scenario, because a person wants it on {@code day}: nothing more on a day on which a
     * step was executed. A cycle in which nothing has happened yet stays as it is.
     */
    public ReceivableProgress restarted(LocalDate day) {
        boolean untouched =
                steps.isEmpty() && firstSeen == null && entryStep == null && leastStage == null && notBefore == null;
        if (untouched) {
            return this;
        }
        boolean executed = steps.stream()
                .anyMatch(step -> step.state() == StepState.DONE && !step.on().isBefore(day));
        return toBuilder()
                .newCycle(reopenings)
                .notBefore(executed ? day.plusDays(1) : null)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof ReceivableProgress that
                && receivable.equals(that.receivable)
                && cycle == that.cycle
                && reopenings == that.reopenings
                && java.util.Objects.equals(scenario, that.scenario)
                && boundSteps.equals(that.boundSteps)
                && java.util.Objects.equals(rebound, that.rebound)
                && java.util.Objects.equals(firstSeen, that.firstSeen)
                && late == that.late
                && java.util.Objects.equals(entryStep, that.entryStep)
                && leastStage == that.leastStage
                && java.util.Objects.equals(notBefore, that.notBefore)
                && steps.equals(that.steps)
                && releasedFrom.equals(that.releasedFrom)
                && java.util.Objects.equals(litigationFrom, that.litigationFrom)
                && java.util.Objects.equals(writtenOffFrom, that.writtenOffFrom)
                && java.util.Objects.equals(assignment, that.assignment)
                && java.util.Objects.equals(thanked, that.thanked)
                && java.util.Objects.equals(reason, that.reason)
                && claims.equals(that.claims);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(receivable, cycle, steps, reason);
    }

    @Override
    public String toString() {
        return receivable + ", cycle " + cycle + ": " + steps;
    }

    /** Collects a progress; not for several threads. */
    public static final class Builder {
        private final ReceivableId receivable;
        private int cycle = 1;
        private int reopenings;
        private @Nullable ScenarioRef scenario;
        private List<String> boundSteps = List.of();
        private @Nullable LocalDate rebound;
        private @Nullable LocalDate firstSeen;
        private boolean late;
        private @Nullable String entryStep;
        private @Nullable Stage leastStage;
        private @Nullable LocalDate notBefore;
        private final SharedList<StepExecution> steps = new SharedList<>();
        private final SharedSet<MessageId> releasedFrom = new SharedSet<>();
        private @Nullable LocalDate litigationFrom;
        private @Nullable LocalDate writtenOffFrom;
        private @Nullable Assignment assignment;
        private @Nullable LocalDate thanked;
        private @Nullable ReasonState reason;
        private final Map<String, RaisedClaim> claims = new LinkedHashMap<>();

        private Builder(ReceivableId receivable) {
            this.receivable = receivable;
        }

        /** A new cycle: what was touched, seen and thanked for in the one before is gone, the binding stays. */
        public Builder newCycle(int reopeningsSeen) {
            cycle++;
            reopenings = reopeningsSeen;
            firstSeen = null;
            late = false;
            entryStep = null;
            leastStage = null;
            notBefore = null;
            steps.share(List.of());
            releasedFrom.clear();
            thanked = null;
            return this;
        }

        /** See {@link ReceivableProgress#cycle}. */
        public Builder cycle(int cycle) {
            this.cycle = cycle;
            return this;
        }

        /** See {@link ReceivableProgress#reopenings}. */
        public Builder reopenings(int reopenings) {
            this.reopenings = reopenings;
            return this;
        }

        /** See {@link ReceivableProgress#scenario} and {@link ReceivableProgress#boundSteps}. */
        public Builder bound(ScenarioRef scenario, List<String> stepIds) {
            this.scenario = scenario;
            this.boundSteps = List.copyOf(stepIds);
            return this;
        }

        /** See {@link ReceivableProgress#rebound}. */
        public Builder rebound(LocalDate rebound) {
            this.rebound = rebound;
            return this;
        }

        /** See {@link ReceivableProgress#firstSeen} and {@link ReceivableProgress#late}. */
        public Builder seen(LocalDate first, boolean late) {
            this.firstSeen = first;
            this.late = late;
            return this;
        }

        /** As if no decision had seen it in this cycle: another scenario begins from the start. */
        public Builder unseen() {
            this.firstSeen = null;
            this.late = false;
            this.entryStep = null;
            return this;
        }

        /** See {@link ReceivableProgress#entryStep}. */
        public Builder entryStep(@Nullable String entryStep) {
            this.entryStep = entryStep;
            return this;
        }

        /** See {@link ReceivableProgress#leastStage}. */
        public Builder leastStage(@Nullable Stage leastStage) {
            this.leastStage = leastStage;
            return this;
        }

        /** See {@link ReceivableProgress#notBefore}. */
        public Builder notBefore(@Nullable LocalDate notBefore) {
            this.notBefore = notBefore;
            return this;
        }

        /** Adds a step, or replaces the one of the same name. */
        public Builder put(StepExecution step) {
            steps.put(step, step::isSameStep);
            return this;
        }

        /** Forgets a step that was only planned. */
        public Builder forget(String key) {
            steps.removeIf(step -> step.key().equals(key));
            return this;
        }

        /** Adds to {@link ReceivableProgress#releasedFrom}. */
        public Builder releasedFrom(MessageId proposal) {
            releasedFrom.add(proposal);
            return this;
        }

        /** Adds to {@link ReceivableProgress#claims}, or puts it in the place of the one of its id. */
        public Builder claim(RaisedClaim claim) {
            claims.put(claim.id(), claim);
            return this;
        }

        /** Removes from {@link ReceivableProgress#claims}. */
        public Builder withoutClaim(String id) {
            claims.remove(id);
            return this;
        }

        /** See {@link ReceivableProgress#litigationFrom}. */
        public Builder litigationFrom(@Nullable LocalDate from) {
            this.litigationFrom = from;
            return this;
        }

        /** See {@link ReceivableProgress#writtenOffFrom}. */
        public Builder writtenOffFrom(@Nullable LocalDate from) {
            this.writtenOffFrom = from;
            return this;
        }

        /** See {@link ReceivableProgress#assignment}. */
        public Builder assignment(@Nullable Assignment assigned) {
            this.assignment = assigned;
            return this;
        }

        /** See {@link ReceivableProgress#thanked}. */
        public Builder thanked(LocalDate day) {
            this.thanked = day;
            return this;
        }

        /** See {@link ReceivableProgress#reason}. */
        public Builder reason(ReasonState reason) {
            this.reason = reason;
            return this;
        }

        /** The progress. */
        public ReceivableProgress build() {
            return new ReceivableProgress(this);
        }
    }
}
