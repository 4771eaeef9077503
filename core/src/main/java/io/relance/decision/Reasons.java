package io.relance.decision;

import io.relance.account.MessageState;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.Stage;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.plan.TraceLine;
import io.relance.plan.Truth;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every reason that holds for a receivable that is left alone, in order of precedence (SEMANTICS 6.9). */
final class Reasons {
    private final Work work;
    private final List<MessageState> outstanding;

    Reasons(Work work, List<MessageState> outstanding) {
        this.work = work;
        this.outstanding = outstanding;
    }

    List<Reason> of(Item item) {
        List<Reason> reasons = new ArrayList<>(item.forbids);
        if (item.isOpen()) {
            afterForbids(item, reasons);
        }
        return reasons;
    }

    private void afterForbids(Item item, List<Reason> reasons) {
        Optional<StepExecution> blocking = item.blocking();
        if (item.belowMinimum && item.dueSlot != null) {
            Step step = item.dueSlot.step();
            add(
                    reasons,
                    ReasonCode.BELOW_MINIMUM,
                    item.dunnableMoney() + " is below the minimum of step \"" + step.id() + "\", "
                            + step.minimum().in(item.unit()));
        }
        if (item.scenario == null) {
            add(reasons, ReasonCode.NO_SCENARIO, item.noScenario);
        } else if (blocking.isEmpty() && !hasStepsLeft(item)) {
            add(reasons, ReasonCode.SCENARIO_FINISHED, finished(item));
        }
        if (item.escalationBlockedSince != null) {
            add(
                    reasons,
                    ReasonCode.ESCALATION_BLOCKED,
                    "a formal step is due since " + item.escalationBlockedSince + ", and no reminder went before");
        }
        Optional<StepExecution> kept = blocking.isPresent() ? blocking : StepSearch.waitsForTask(work, item.progress);
        if (kept.isPresent()) {
            blocked(kept.get(), reasons);
        }
        timing(item, reasons);
        if (item.held != null) {
            String why = item.held.step().condition().map(Object::toString).orElse("");
            add(
                    reasons,
                    ReasonCode.CONDITION_FALSE,
                    "step \"" + item.held.step().id() + "\" of " + item.held.date() + " asks for " + why + ": "
                            + failing(item));
        }
        if (blocking.isEmpty()) {
            today(item, reasons);
        }
    }

    private static String failing(Item item) {
        return item.trace.lines().stream()
                .filter(line -> line.truth() != Truth.TRUE || item.trace.lines().size() == 1)
                .map(Reasons::words)
                .collect(Collectors.joining(", "));
    }

    private static String words(TraceLine line) {
        return line.fact() + " is " + line.actual();
    }

    private boolean hasStepsLeft(Item item) {
        return item.schedule != null && item.schedule.firstLeft(work.day) != null;
    }

    private static String finished(Item item) {
        return item.progress.steps().stream()
                .filter(step -> step.state() == StepState.DONE)
                .reduce((a, b) -> b)
                .map(last -> "the last step, \"" + last.step().step() + "\", was executed on " + last.on())
                .orElse("the scenario has no step left that could be executed, due on " + item.due);
    }

    private void blocked(StepExecution step, List<Reason> reasons) {
        if (step.state() == StepState.IN_DOUBT) {
            add(
                    reasons,
                    ReasonCode.IN_DOUBT,
                    "nobody knows whether the message of step \"" + step.step().step() + "\" handed over on "
                            + step.on() + " arrived");
            return;
        }
        if (step.task().isPresent()) {
            Optional<TaskState> task = work.memory().task(step.task().get());
            add(
                    reasons,
                    ReasonCode.WAITING_FOR_TASK,
                    "the task of step \"" + step.step().step() + "\", raised on "
                            + task.map(TaskState::raised).orElse(step.on()) + ", is not done"
                            + task.map(t -> ": " + t.text()).orElse(""));
            return;
        }
        Optional<MessageState> message = step.message().flatMap(this::message);
        if (message.filter(m -> m.status() == MessageState.Status.AWAITING_APPROVAL)
                .isPresent()) {
            reasons.add(new Reason(
                    ReasonCode.AWAITING_APPROVAL,
                    "step \"" + step.step().step() + "\", planned on " + step.on() + ", awaits approval",
                    Optional.empty()));
        } else if (message.isPresent() && message.get().isPostponedAfter(work.today)) {
            LocalDate to = message.get().postponed().orElseThrow();
            reasons.add(new Reason(
                    ReasonCode.NOT_A_SENDING_DAY,
                    "a person postponed step \"" + step.step().step() + "\" to " + to,
                    Optional.of(to)));
        } else if (message.isPresent()) {
            dayReasons(message.get().stage(), "step \"" + step.step().step() + "\"", reasons);
        }
    }

    private Optional<MessageState> message(io.relance.delivery.MessageId id) {
        return outstanding.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    private void timing(Item item, List<Reason> reasons) {
        Schedule schedule = item.schedule;
        if (!item.overdue) {
            if (item.dueSlot == null) {
                reasons.add(new Reason(ReasonCode.NOT_YET_DUE, "due on " + item.due, Optional.of(item.due)));
            }
            return;
        }
        if (item.dueSlot != null || item.blocking().isPresent() || schedule == null) {
            return;
        }
        if (StepSearch.waitsForTask(work, item.progress).isPresent()) {
            return;
        }
        if (item.resting) {
            LocalDate tomorrow = work.today.plusDays(1);
            reasons.add(new Reason(
                    ReasonCode.BETWEEN_STEPS,
                    "a step was executed or came back today; nothing more before " + tomorrow,
                    Optional.of(tomorrow)));
            return;
        }
        for (Schedule.Slot next : schedule.slots()) {
            if (next.isAfter(work.day)) {
                reasons.add(new Reason(
                        ReasonCode.BETWEEN_STEPS,
                        "the next step, \"" + next.step().id() + "\", is due on " + next.date(),
                        schedule.ready(next.step(), next.date(), work.office)));
                return;
            }
        }
    }

    /** What keeps a reached step from being executed today. */
    private void today(Item item, List<Reason> reasons) {
        Schedule.Slot reached = item.dueSlot != null ? item.dueSlot : item.held;
        if (reached == null || item.schedule == null) {
            return;
        }
        Step step = reached.step();
        String name = "step \"" + step.id() + "\"";
        if (step.message().isEmpty()) {
            if (!work.office.isBusinessDay(work.today)) {
                LocalDate next = work.office.nextOrSame(work.today);
                reasons.add(new Reason(
                        ReasonCode.NOT_A_SENDING_DAY,
                        work.today + " is not a business day of the creditor; " + name + " waits for " + next,
                        Optional.of(next)));
            }
        } else {
            if (Recipient.of(work.customer, step).isEmpty()) {
                add(
                        reasons,
                        ReasonCode.NO_CONTACT,
                        "no contact with the role " + step.audience() + " can be reached over the channels of " + name);
            }
            dayReasons(step.stage(), name, reasons);
        }
        distance(item, step, name, reasons);
    }

    private void distance(Item item, Step step, String name, List<Reason> reasons) {
        if (item.schedule == null || has(reasons, ReasonCode.CONTACT_CAP)) {
            return;
        }
        LocalDate earliest = item.schedule.earliest(step);
        if (earliest.isAfter(work.today)) {
            reasons.add(new Reason(
                    ReasonCode.CONTACT_CAP,
                    name + " follows the step before it on " + earliest + " at the earliest",
                    Optional.of(earliest)));
        }
    }

    private void dayReasons(Stage stage, String name, List<Reason> reasons) {
        if (!work.days.isSendingDay(work.today)) {
            LocalDate next = work.days.nextSendingDay(work.today);
            reasons.add(new Reason(
                    ReasonCode.NOT_A_SENDING_DAY,
                    work.today + " is not a sending day; " + name + " waits for " + next,
                    Optional.of(next)));
        }
        work.days
                .blocker(work.today, stage)
                .ifPresent(contact -> reasons.add(new Reason(
                        ReasonCode.CONTACT_CAP,
                        "the customer was last contacted on " + contact + "; " + name + " waits",
                        work.days.firstAllowed(work.today.plusDays(1), stage))));
    }

    /** Whether one of the reasons has this code. */
    static boolean has(List<Reason> reasons, ReasonCode code) {
        for (Reason reason : reasons) {
            if (reason.code() == code) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Reason> reasons, ReasonCode code, String text) {
        reasons.add(new Reason(code, text, Optional.empty()));
    }
}
