package io.relance.account;

import io.relance.action.StepRef;
import io.relance.delivery.MessageId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A step of one receivable in one cycle, once it was touched.
 *
 * @param step the step, with the scenario version under which it was planned
 * @param trigger 0; for a step timed after a broken promise, which of the promises naming the receivable, in the order
 *     recorded (from 1)
 * @param nominal the date that the scenario alone gives
 * @param date the date after re-dating, before sending days and cap
 * @param on the day of the state: planned, returned or skipped on; for DONE the day of hand-over or completion
 * @param onSchedule whether it was executed on the first day that sending days and cap allowed, its date being nominal
 * @param message the message that carries it
 * @param task the task that it raised; for RETURNED one that must be done before it is due again
 * @param attempt how often it was planned, from 1
 * @param note why it was returned or skipped, or how a task was completed
 */
public record StepExecution(
        StepRef step,
        int trigger,
        StepState state,
        LocalDate nominal,
        LocalDate date,
        LocalDate on,
        boolean onSchedule,
        Optional<MessageId> message,
        Optional<String> task,
        int attempt,
        Optional<String> note) {

    /** The same step in another state. */
    public StepExecution become(StepState next, LocalDate day, Optional<String> why) {
        return new StepExecution(step, trigger, next, nominal, date, day, onSchedule, message, task, attempt, why);
    }

    /** The same step, executed on {@code day}. */
    public StepExecution done(LocalDate day, boolean scheduled, Optional<String> how) {
        return new StepExecution(
                step, trigger, StepState.DONE, nominal, date, day, scheduled, message, task, attempt, how);
    }

    /** The same step, not due again before a task is done. */
    public StepExecution waitingFor(String taskId) {
        return new StepExecution(
                step, trigger, state, nominal, date, on, onSchedule, message, Optional.of(taskId), attempt, note);
    }

    /** The same step, whatever it waited for. */
    public StepExecution waitingForNothing() {
        return new StepExecution(
                step, trigger, state, nominal, date, on, onSchedule, message, Optional.empty(), attempt, note);
    }

    /** Whether it keeps every other step of the receivable from being planned. */
    public boolean isBlocking() {
        return state == StepState.PLANNED || state == StepState.IN_DOUBT;
    }

    /** Whether it is {@code other}'s step, in whatever version of the scenario, and for the same trigger. */
    public boolean isOf(StepRef other, int otherTrigger) {
        return trigger == otherTrigger
                && step.step().equals(other.step())
                && step.scenario().id().equals(other.scenario().id());
    }

    /** Whether it has the name of {@code other} ({@link #key()}). */
    boolean isSameStep(StepExecution other) {
        return isOf(other.step, other.trigger);
    }

    /** The step's name within a cycle: scenario, step and trigger. */
    public String key() {
        return key(step, trigger);
    }

    /** The name within a cycle of {@code step}, for the {@code trigger}-th broken promise or 0. */
    public static String key(StepRef step, int trigger) {
        String name = step.scenario().id() + "/" + step.step();
        return trigger == 0 ? name : name + "~" + trigger;
    }
}
