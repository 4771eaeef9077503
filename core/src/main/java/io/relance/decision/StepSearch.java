package io.relance.decision;

import static io.relance.account.LoggedContact.Result.NOT_REACHED;

import io.relance.account.LoggedContact;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.Stage;
import io.relance.plan.Truth;
import io.relance.receivable.Receivable;
import io.relance.scenario.Entry;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.scenario.Timing;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Finds each receivable's due step (SEMANTICS 6.2 and 6.4). */
final class StepSearch {
    private final Work work;
    private final SnapshotFacts facts;

    StepSearch(Work work, SnapshotFacts facts) {
        this.work = work;
        this.facts = facts;
    }

    void search(Item item) {
        Scenario scenario = item.scenario;
        if (scenario == null || !item.isOpen()) {
            return;
        }
        Schedule schedule = schedule(work, item, scenario);
        if (item.progress.firstSeen().isEmpty()) {
            enter(item, scenario, schedule);
            schedule = schedule(work, item, scenario);
        }
        item.schedule = schedule;
        expire(item, schedule);
        if (item.blocking().isPresent()) {
            return;
        }
        item.resting = isResting(item);
        if (!item.resting && waitsForTask(work, item.progress).isEmpty()) {
            findDue(item, scenario, schedule);
        }
        blockEscalation(item, scenario, schedule);
    }

    /** The dates of an item's steps, as its progress is now. */
    static Schedule schedule(Work work, Item item, Scenario scenario) {
        return schedule(work, item, scenario, item.progress);
    }

    /** The dates of an item's steps with another progress. */
    static Schedule schedule(Work work, Item item, Scenario scenario, ReceivableProgress progress) {
        Receivable receivable = item.books.receivable();
        return new Schedule(
                scenario,
                progress,
                item.due,
                receivable.issued(),
                work.brokenPromise(item.id(), progress),
                work::wasDelivered,
                work.days);
    }

    private void findDue(Item item, Scenario scenario, Schedule schedule) {
        for (Schedule.Slot slot : schedule.slots()) {
            if (!slot.isReached(work.day) || (isFormal(slot.step()) && !mayEscalate(item, scenario))) {
                continue;
            }
            if (truth(slot.step(), item) == Truth.TRUE) {
                item.dueSlot = slot;
                item.belowMinimum = isBelowMinimum(item, slot.step());
                break;
            }
            if (item.held == null) {
                item.held = slot;
            }
        }
        Schedule.Slot asked = item.dueSlot != null ? item.dueSlot : item.held;
        if (asked != null) {
            asked.step()
                    .compiled()
                    .ifPresent(condition ->
                            item.trace = condition.explain(facts.of(item)).trace());
        }
    }

    /** How the condition of {@code step} comes out for an invoice today; TRUE when it has none. */
    Truth truth(Step step, Item item) {
        return step.compiled().isEmpty() ? Truth.TRUE : step.compiled().get().matches(facts.of(item));
    }

    static boolean isBelowMinimum(Item item, Step step) {
        return !step.minimum().isEmpty() && step.minimum().in(item.unit()).getAmountMinorLong() > item.dunnable;
    }

    static boolean isFormal(Step step) {
        return !step.stage().isBelow(Stage.FORMAL_NOTICE);
    }

    /** One step a day: what was executed or came back today rests until tomorrow, unless a proposal let it go. */
    private boolean isResting(Item item) {
        for (StepExecution step : item.progress.steps()) {
            if ((step.state() == StepState.DONE || step.state() == StepState.RETURNED)
                    && !step.on().isBefore(work.today)
                    && !wasReleased(item.progress, step)) {
                return true;
            }
        }
        return false;
    }

    /** A step that came back with a task to be done first: nothing of the receivable is due before. */
    static Optional<StepExecution> waitsForTask(Work work, ReceivableProgress progress) {
        for (StepExecution step : progress.steps()) {
            if (step.state() == StepState.RETURNED
                    && step.task()
                            .flatMap(work.memory()::task)
                            .filter(TaskState::isOpen)
                            .isPresent()) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static boolean wasReleased(ReceivableProgress progress, StepExecution step) {
        return step.state() == StepState.RETURNED
                && step.message().filter(progress.releasedFrom()::contains).isPresent();
    }

    private void enter(Item item, Scenario scenario, Schedule schedule) {
        Optional<Integer> first = schedule.firstReminder();
        boolean late = first.flatMap(schedule::nominal)
                .filter(date -> date.isBefore(work.today))
                .isPresent();
        ReceivableProgress.Builder progress = item.progress.toBuilder().seen(work.today, late);
        Optional<Stage> least = item.progress.leastStage();
        if (least.isPresent()) {
            scenario.steps().stream()
                    .filter(step -> !step.stage().isBelow(least.get()))
                    .findFirst()
                    .ifPresent(step -> progress.entryStep(step.id()));
        } else if (late && first.isPresent()) {
            int place = scenario.entry() == Entry.AT_AGE
                    ? newestReached(item, scenario, schedule).orElse(first.get())
                    : first.get();
            progress.entryStep(scenario.steps().get(place).id());
        }
        item.progress = progress.build();
    }

    private Optional<Integer> newestReached(Item item, Scenario scenario, Schedule schedule) {
        List<Step> steps = scenario.steps();
        boolean mayEscalate = mayEscalate(item, scenario);
        for (int k = steps.size() - 1; k >= 0; k--) {
            Step step = steps.get(k);
            Optional<LocalDate> date = schedule.nominal(k);
            if (step.stage() != Stage.PREVENTIVE
                    && !(step.timing() instanceof Timing.DaysAfterBrokenPromise)
                    && date.isPresent()
                    && !date.get().isAfter(work.today)
                    && (mayEscalate || !isFormal(step))
                    && truth(step, item) == Truth.TRUE) {
                return Optional.of(k);
            }
        }
        return Optional.empty();
    }

    /** Notes why a preventive step was never sent, once it can't be any more. */
    private void expire(Item item, Schedule schedule) {
        for (Schedule.Slot slot : schedule.slots()) {
            if (!slot.isExpired(work.day)) {
                continue;
            }
            StepExecution before = item.progress.step(slot.ref(), slot.trigger());
            if (before == null || !before.isBlocking()) {
                String why = "expired on " + item.due
                        + item.progress
                                .reason()
                                .map(reason -> "; last: " + reason.code() + ", " + reason.text())
                                .orElse("; no decision was made while it was due");
                item.progress = item.progress.toBuilder()
                        .put(new StepExecution(
                                slot.ref(),
                                slot.trigger(),
                                StepState.SKIPPED,
                                slot.nominal(),
                                slot.date(),
                                work.today,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                before == null ? 0 : before.attempt(),
                                Optional.of(why)))
                        .build();
            }
        }
    }

    /** Whether a formal step may follow: cold escalation is allowed, or a reminder of this cycle counts. */
    boolean mayEscalate(Item item, Scenario scenario) {
        if (scenario.allowColdEscalation()
                || item.progress
                        .leastStage()
                        .filter(stage -> !stage.isBelow(Stage.FORMAL_NOTICE))
                        .isPresent()) {
            return true;
        }
        for (StepExecution step : item.progress.steps()) {
            if (step.step().stage() == Stage.AMICABLE && reachedSomebody(work, step)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a step is done and somebody heard of it: a message that did not come back, or a call that was answered. */
    static boolean reachedSomebody(Work work, StepExecution step) {
        if (step.state() != StepState.DONE) {
            return false;
        }
        if (step.message().isPresent()) {
            return work.wasDelivered(step.message().get());
        }
        // a word to somebody inside reached nobody
        return step.task().isPresent()
                && step.note()
                        .flatMap(LoggedContact.Result::named)
                        .filter(NOT_REACHED::equals)
                        .isEmpty();
    }

    private void blockEscalation(Item item, Scenario scenario, Schedule schedule) {
        LocalDate formalSince = null;
        for (Schedule.Slot slot : schedule.slots()) {
            if (slot.step().stage() == Stage.AMICABLE) {
                // a reminder can still go before it
                return;
            }
            if (isFormal(slot.step()) && slot.isReached(work.day) && formalSince == null) {
                formalSince = slot.date();
            }
        }
        if (formalSince != null && !mayEscalate(item, scenario)) {
            item.escalationBlockedSince = formalSince;
        }
    }
}
