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
import java.time.temporal.ChronoUnit;
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
    /**
     * One step still to come, or due.
     *
     * @param trigger 0; for a step timed after a broken promise which of the promises naming the receivable
     * @param nominal the date that the scenario alone gives
     * @param date the date after re-dating; for a preventive step the first day on which it may leave
     * @param last the last day on which it may leave: of preventive steps the day before the due date
     */
    record Slot(
            Step step,
            StepRef ref,
            int index,
            int trigger,
            LocalDate nominal,
            LocalDate date,
            Optional<LocalDate> last) {
        String key() {
            return StepExecution.key(ref, trigger);
        }

        boolean isReached(LocalDate today) {
            return !date.isAfter(today) && !isExpired(today);
        }

        boolean isExpired(LocalDate today) {
            return last.isPresent() && today.isAfter(last.get());
        }
    }

    private final Scenario scenario;
    private final ReceivableProgress progress;
    private final LocalDate due;
    private final LocalDate issued;
    private final Optional<Promises.Failure> brokenPromise;
    private final Predicate<MessageId> delivered;
    private final ContactDays days;
    private final @Nullable LocalDate[] nominal;
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
        this.due = due;
        this.issued = issued;
        this.brokenPromise = brokenPromise;
        this.delivered = delivered;
        this.days = days;
        this.reached = progress.leastStage().orElse(Stage.PREVENTIVE);
        for (StepExecution execution : progress.steps()) {
            if (execution.state() == StepState.DONE) {
                executed(execution);
            }
        }
        this.nominal = new LocalDate[scenario.steps().size()];
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

    private @Nullable LocalDate nominalOf(int k) {
        Step step = scenario.steps().get(k);
        Timing timing = step.timing();
        LocalDate plain;
        if (timing instanceof Timing.DaysBeforeDue) {
            plain = due.minusDays(timing.days());
        } else if (timing instanceof Timing.DaysAfterDue) {
            plain = due.plusDays(timing.days());
        } else if (timing instanceof Timing.DaysAfterIssue) {
            plain = issued.plusDays(timing.days());
        } else if (timing instanceof Timing.DaysAfterPrevious) {
            LocalDate before = null;
            for (int j = k - 1; j >= 0 && before == null; j--) {
                // a step whose anchor has no date yet (no delivery, no broken promise) is stood for by the one before
                // it
                before = nominal[j];
            }
            plain = before == null ? null : before.plusDays(timing.days());
        } else if (timing instanceof Timing.DaysAfterDelivery delivery) {
            plain = deliveredOn(delivery.step())
                    .map(day -> day.plusDays(timing.days()))
                    .orElse(null);
        } else {
            plain = brokenPromise
                    .map(broken -> broken.from().plusDays(timing.days() - 1L))
                    .orElse(null);
        }
        if (plain == null || step.stage() == Stage.PREVENTIVE) {
            return plain;
        }
        // nothing but a courtesy leaves before the invoice is overdue
        LocalDate overdue = due.plusDays(1);
        return plain.isBefore(overdue) ? overdue : plain;
    }

    private Optional<LocalDate> deliveredOn(String stepId) {
        Step step = scenario.step(stepId).orElseThrow();
        return Optional.ofNullable(progress.step(scenario.refOf(step), 0))
                .filter(execution -> execution.state() == StepState.DONE
                        && execution.message().filter(delivered.negate()).isEmpty())
                .map(StepExecution::on);
    }

    private void layOut() {
        StepExecution anchor = lastReminder;
        int from = Math.max(Math.max(entryPlace(), lastExecutedPlace() + 1), placeAfterOtherScenario());
        LocalDate floor = null;
        for (int k = 0; k < nominal.length; k++) {
            Step step = scenario.steps().get(k);
            LocalDate plain = nominal[k];
            if (plain == null) {
                continue;
            }
            if (step.timing() instanceof Timing.DaysAfterBrokenPromise) {
                addAfterBrokenPromise(k, step, plain);
                continue;
            }
            if (step.stage() == Stage.PREVENTIVE) {
                if (k >= from) {
                    addPreventive(k, step, plain);
                }
                continue;
            }
            LocalDate date = k < from
                    ? executedDate(k, plain)
                    : anchor == null || !offSchedule ? plain : later(plain, reDated(step, plain, anchor));
            floor = floor == null ? date : later(date, floor);
            if (k >= from) {
                add(k, step, 0, plain, floor, Optional.empty());
            }
        }
    }

    private void addPreventive(int k, Step step, LocalDate plain) {
        LocalDate dayAfterIssue = issued.plusDays(1);
        LocalDate first = later(days.previousSendingDay(plain), dayAfterIssue);
        add(k, step, 0, plain, first, Optional.of(due.minusDays(1)));
    }

    private void addAfterBrokenPromise(int k, Step step, LocalDate plain) {
        int number = brokenPromise.map(Promises.Failure::number).orElse(0);
        add(k, step, number, plain, plain, Optional.empty());
    }

    private void add(int k, Step step, int trigger, LocalDate plain, LocalDate date, Optional<LocalDate> last) {
        // within a cycle stages never go back, also when a broken promise led to a formal step out of its turn
        if (step.stage().isBelow(reached)) {
            return;
        }
        StepRef ref = scenario.refOf(k);
        StepExecution execution = progress.step(ref, trigger);
        boolean over =
                execution != null && (execution.state() == StepState.DONE || execution.state() == StepState.SKIPPED);
        if (!over) {
            slots.add(new Slot(step, ref, k, trigger, plain, date, last));
        }
    }

    private LocalDate reDated(Step step, LocalDate plain, StepExecution anchor) {
        Timing timing = step.timing();
        if (timing instanceof Timing.DaysAfterDelivery) {
            return plain;
        }
        long gap = timing instanceof Timing.DaysAfterPrevious
                ? timing.days()
                : Math.max(0, ChronoUnit.DAYS.between(nominalOfExecuted(anchor), plain));
        return anchor.on().plusDays(gap);
    }

    private LocalDate nominalOfExecuted(StepExecution execution) {
        int place = execution.step().scenario().id().equals(scenario.id())
                ? scenario.indexOf(execution.step().step())
                : -1;
        LocalDate now = place < 0 ? null : nominal[place];
        return now == null ? execution.nominal() : now;
    }

    private LocalDate executedDate(int k, LocalDate otherwise) {
        StepExecution execution = progress.step(scenario.refOf(k), 0);
        return execution != null && execution.state() == StepState.DONE ? execution.date() : otherwise;
    }

    /** After a change of scenario: the first step not below the stage reached, and of a greater nominal age. */
    private int placeAfterOtherScenario() {
        StepExecution last = lastExecuted;
        if (last == null || last.step().scenario().id().equals(scenario.id())) {
            return 0;
        }
        for (int k = 0; k < nominal.length; k++) {
            LocalDate plain = nominal[k];
            boolean farEnough =
                    !scenario.steps().get(k).stage().isBelow(last.step().stage());
            if (farEnough && plain != null && plain.isAfter(last.nominal())) {
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

    /** The first step that may still be executed on {@code today} or later; null when none is left. */
    @Nullable
    Slot firstLeft(LocalDate today) {
        for (Slot slot : slots) {
            if (!slot.isExpired(today)) {
                return slot;
            }
        }
        return null;
    }

    /** The nominal date of the {@code k}-th step; empty while its anchor has no date. */
    Optional<LocalDate> nominal(int k) {
        return Optional.ofNullable(nominal[k]);
    }

    /** The place of the first step that is not preventive and has a date; empty when there is none. */
    Optional<Integer> firstReminder() {
        for (int k = 0; k < nominal.length; k++) {
            if (nominal[k] != null
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
