package io.relance.decision;

import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.delivery.MessageId;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.scenario.Timing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a receivable's steps in its current cycle (SEMANTICS 6.3).
 *
 * <p>As long as every executed step left on the first day that sending days and cap allowed, its date being nominal, the
 * next date is nominal too. Once one did not, each later date keeps its distance from the step executed before it, to the
 * end of the cycle. Preventive steps never re-date anything.
 */
final class Schedule {
    /** No date: the anchor of a step has none yet. Days here are epoch days, and this one is before all others. */
    private static final long NONE = Long.MIN_VALUE;

    /** One step still to come, or due. */
    static final class Slot {
        private final Step step;
        private final StepRef ref;
        private final int index;
        private final int trigger;
        private final long nominalDay;
        private final long day;
        private final long lastDay;

        private Slot(Step step, StepRef ref, int index, int trigger, long nominalDay, long day, long lastDay) {
            this.step = step;
            this.ref = ref;
            this.index = index;
            this.trigger = trigger;
            this.nominalDay = nominalDay;
            this.day = day;
            this.lastDay = lastDay;
        }

        Step step() {
            return step;
        }

        StepRef ref() {
            return ref;
        }

        /** Its place in the scenario, from 0. */
        int index() {
            return index;
        }

        /** 0; for a step timed after a broken promise which of the promises naming the receivable. */
        int trigger() {
            return trigger;
        }

        String key() {
            return StepExecution.key(ref, trigger);
        }

        /** Whether it is the same step for the same trigger, though it may have been laid out again. */
        boolean isSameAs(Slot other) {
            return index == other.index && trigger == other.trigger;
        }

        /** The date that the scenario alone gives. */
        LocalDate nominal() {
            return LocalDate.ofEpochDay(nominalDay);
        }

        /** The date after re-dating; for a preventive step the first day on which it may leave. */
        LocalDate date() {
            return LocalDate.ofEpochDay(day);
        }

        /** The same as an epoch day. */
        long day() {
            return day;
        }

        /** Whether its date is the one that the scenario alone gives. */
        boolean isNominal() {
            return day == nominalDay;
        }

        /** The last day on which it may leave: of preventive steps the day before the due date. */
        Optional<LocalDate> last() {
            return lastDay == Long.MAX_VALUE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(lastDay));
        }

        /** Whether its date has come on this epoch day, and its last day has not passed. */
        boolean isReached(long today) {
            return day <= today && !isExpired(today);
        }

        /** Whether its date is after this epoch day. */
        boolean isAfter(long today) {
            return day > today;
        }

        boolean isExpired(long today) {
            return today > lastDay;
        }
    }

    private final Scenario scenario;
    private final ReceivableProgress progress;
    private final long due;
    private final long issued;
    private final Optional<Promises.Failure> brokenPromise;
    private final Predicate<MessageId> delivered;
    private final ContactDays days;
    private final long[] nominal;
    private final List<Slot> slots;
    /** The highest stage of this cycle: of the steps executed, and of what was reached before a plan broke. */
    private Stage reached;
    /** The step, not preventive, that was executed last. */
    private @Nullable StepExecution lastReminder;
    /** The step that was executed last, whatever it was, after a broken promise apart. */
    private @Nullable StepExecution lastExecuted;
    /** The last day on which a step was executed. */
    private @Nullable LocalDate lastDone;
    /** Whether a step left on another day than the first that sending days and cap allowed. */
    private boolean offSchedule;

    Schedule(
            Scenario scenario,
            ReceivableProgress progress,
            LocalDate due,
            LocalDate issued,
            Optional<Promises.Failure> brokenPromise,
            Predicate<MessageId> delivered,
            ContactDays days) {
        this.scenario = scenario;
        this.progress = progress;
        this.due = due.toEpochDay();
        this.issued = issued.toEpochDay();
        this.brokenPromise = brokenPromise;
        this.delivered = delivered;
        this.days = days;
        this.reached = progress.leastStage().orElse(Stage.PREVENTIVE);
        for (StepExecution execution : progress.steps()) {
            if (execution.state() == StepState.DONE) {
                executed(execution);
            }
        }
        this.nominal = new long[scenario.steps().size()];
        this.slots = new ArrayList<>(nominal.length);
        for (int k = 0; k < nominal.length; k++) {
            nominal[k] = nominalOf(k);
        }
        layOut();
    }

    private void executed(StepExecution execution) {
        Stage stage = execution.step().stage();
        if (reached.isBelow(stage)) {
            reached = stage;
        }
        if (lastDone == null || execution.on().isAfter(lastDone)) {
            lastDone = execution.on();
        }
        if (execution.trigger() != 0) {
            return;
        }
        if (lastExecuted == null || !execution.on().isBefore(lastExecuted.on())) {
            lastExecuted = execution;
        }
        if (stage != Stage.PREVENTIVE) {
            if (lastReminder == null || !execution.on().isBefore(lastReminder.on())) {
                lastReminder = execution;
            }
            offSchedule |= !execution.onSchedule();
        }
    }

    private long nominalOf(int k) {
        Step step = scenario.steps().get(k);
        long plain = anchored(k, step.timing());
        // nothing but a courtesy leaves before the invoice is overdue
        return plain == NONE || step.stage() == Stage.PREVENTIVE ? plain : Math.max(plain, due + 1);
    }

    private long anchored(int k, Timing timing) {
        if (timing instanceof Timing.DaysBeforeDue) {
            return due - timing.days();
        }
        if (timing instanceof Timing.DaysAfterDue) {
            return due + timing.days();
        }
        if (timing instanceof Timing.DaysAfterIssue) {
            return issued + timing.days();
        }
        if (timing instanceof Timing.DaysAfterPrevious) {
            // a step whose anchor has no date yet (no delivery, no broken promise) is stood for by the one before it
            int before = k - 1;
            while (before >= 0 && nominal[before] == NONE) {
                before--;
            }
            return before < 0 ? NONE : nominal[before] + timing.days();
        }
        if (timing instanceof Timing.DaysAfterDelivery delivery) {
            long delivered = deliveredOn(delivery.step());
            return delivered == NONE ? NONE : delivered + timing.days();
        }
        return brokenPromise.isEmpty() ? NONE : brokenPromise.get().from().toEpochDay() + timing.days() - 1;
    }

    private long deliveredOn(String stepId) {
        StepExecution execution = progress.step(scenario.refOf(scenario.indexOf(stepId)), 0);
        boolean arrived = execution != null
                && execution.state() == StepState.DONE
                && execution.message().filter(delivered.negate()).isEmpty();
        return execution != null && arrived ? execution.on().toEpochDay() : NONE;
    }

    private void layOut() {
        StepExecution anchor = offSchedule ? lastReminder : null;
        int from = Math.max(Math.max(entryPlace(), lastExecutedPlace() + 1), placeAfterOtherScenario());
        long floor = NONE;
        for (int k = 0; k < nominal.length; k++) {
            Step step = scenario.steps().get(k);
            long plain = nominal[k];
            if (plain == NONE) {
                continue;
            }
            if (step.timing() instanceof Timing.DaysAfterBrokenPromise) {
                int number = brokenPromise.map(Promises.Failure::number).orElse(0);
                if (isLeft(k, number)) {
                    add(k, number, plain, Long.MAX_VALUE);
                }
            } else if (step.stage() == Stage.PREVENTIVE) {
                if (k >= from && isLeft(k, 0)) {
                    long sendingDay =
                            days.previousSendingDay(LocalDate.ofEpochDay(plain)).toEpochDay();
                    add(k, 0, Math.max(sendingDay, issued + 1), due - 1);
                }
            } else {
                long date = k < from
                        ? executedDate(k, plain)
                        : anchor == null ? plain : Math.max(plain, reDated(step, plain, anchor));
                floor = Math.max(date, floor);
                if (k >= from && isLeft(k, 0)) {
                    add(k, 0, floor, Long.MAX_VALUE);
                }
            }
        }
    }

    private void add(int k, int trigger, long day, long lastDay) {
        slots.add(new Slot(scenario.steps().get(k), scenario.refOf(k), k, trigger, nominal[k], day, lastDay));
    }

    /** Whether a step can still be executed: it was not, and no stage above its own was reached. */
    private boolean isLeft(int k, int trigger) {
        // within a cycle stages never go back, also when a broken promise led to a formal step out of its turn
        if (scenario.steps().get(k).stage().isBelow(reached)) {
            return false;
        }
        StepExecution execution = progress.step(scenario.refOf(k), trigger);
        return execution == null || (execution.state() != StepState.DONE && execution.state() != StepState.SKIPPED);
    }

    private long reDated(Step step, long plain, StepExecution anchor) {
        Timing timing = step.timing();
        if (timing instanceof Timing.DaysAfterDelivery) {
            return plain;
        }
        long gap = timing instanceof Timing.DaysAfterPrevious
                ? timing.days()
                : Math.max(0, plain - nominalOfExecuted(anchor));
        return anchor.on().toEpochDay() + gap;
    }

    private long nominalOfExecuted(StepExecution execution) {
        int place = execution.step().scenario().id().equals(scenario.id())
                ? scenario.indexOf(execution.step().step())
                : -1;
        return place < 0 || nominal[place] == NONE ? execution.nominal().toEpochDay() : nominal[place];
    }

    private long executedDate(int k, long otherwise) {
        StepExecution execution = progress.step(scenario.refOf(k), 0);
        return execution != null && execution.state() == StepState.DONE
                ? execution.date().toEpochDay()
                : otherwise;
    }

    /** After a change of scenario: the first step not below the stage reached, and of a greater nominal age. */
    private int placeAfterOtherScenario() {
        StepExecution last = lastExecuted;
        if (last == null || last.step().scenario().id().equals(scenario.id())) {
            return 0;
        }
        for (int k = 0; k < nominal.length; k++) {
            boolean farEnough =
                    !scenario.steps().get(k).stage().isBelow(last.step().stage());
            if (farEnough && nominal[k] > last.nominal().toEpochDay()) {
                return k;
            }
        }
        return nominal.length;
    }

    private int entryPlace() {
        return progress.entryStep().isEmpty()
                ? 0
                : Math.max(0, scenario.indexOf(progress.entryStep().get()));
    }

    /** The place in this version of the step that was executed last; -1 when none was. */
    private int lastExecutedPlace() {
        if (lastExecuted == null) {
            return -1;
        }
        int place = -1;
        for (StepExecution execution : progress.steps()) {
            if (execution.state() == StepState.DONE
                    && execution.trigger() == 0
                    && execution.step().scenario().id().equals(scenario.id())) {
                place = Math.max(place, placeOf(execution.step().step()));
            }
        }
        return place;
    }

    /** Where a step stands; of one that this version no longer has, the last step still there that it followed. */
    private int placeOf(String stepId) {
        int place = scenario.indexOf(stepId);
        int old = progress.boundSteps().indexOf(stepId);
        while (place < 0 && old > 0) {
            old--;
            place = scenario.indexOf(progress.boundSteps().get(old));
        }
        return place;
    }

    /** The steps that may still be executed, in the order of the list; expired preventive ones too. */
    List<Slot> slots() {
        return slots;
    }

    /** The first step that may still be executed on this epoch day or later; null when none is left. */
    @Nullable
    Slot firstLeft(long today) {
        for (Slot slot : slots) {
            if (!slot.isExpired(today)) {
                return slot;
            }
        }
        return null;
    }

    /** The nominal date of the {@code k}-th step; empty while its anchor has no date. */
    Optional<LocalDate> nominal(int k) {
        return nominal[k] == NONE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(nominal[k]));
    }

    /** The place of the first step that is not preventive and has a date; empty when there is none. */
    Optional<Integer> firstReminder() {
        for (int k = 0; k < nominal.length; k++) {
            if (nominal[k] != NONE
                    && scenario.steps().get(k).stage() != Stage.PREVENTIVE
                    && !(scenario.steps().get(k).timing() instanceof Timing.DaysAfterBrokenPromise)) {
                return Optional.of(k);
            }
        }
        return Optional.empty();
    }

    /** The first day on or after {@code date} on which {@code step} may be executed, as far as is known now. */
    Optional<LocalDate> ready(Step step, LocalDate date, io.relance.time.BusinessCalendar office) {
        LocalDate from = later(date, earliest(step));
        return step.message().isPresent()
                ? days.firstAllowed(from, step.stage())
                : Optional.of(office.nextOrSame(from));
    }

    /** The first day that the distance from the step executed last leaves free. */
    LocalDate earliest(Step step) {
        LocalDate free = progress.notBefore().orElse(LocalDate.MIN);
        if (lastDone == null) {
            return free;
        }
        boolean capped = step.message().isPresent() && step.stage().isBelow(Stage.FORMAL_NOTICE);
        int distance = capped ? Math.max(1, days.cap()) : 1;
        return later(free, lastDone.plusDays(distance));
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
