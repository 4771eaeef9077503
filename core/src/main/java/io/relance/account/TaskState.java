package io.relance.account;

import io.relance.action.StepRef;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Work for a person about an account.
 *
 * @param id derived from what raised it, so that raising it again gives the same
 * @param cause what raised it: a step's key, a rule, or one of the engine's own reasons
 * @param step the step that it executes, if one raised it
 * @param receivables what it is about
 * @param completed the day on which it was done
 * @param result how it came out
 * @param assignee who is to do it, as the host names people; empty: anybody of the team
 * @param due by when a person wants it done; nothing follows from it
 */
public record TaskState(
        String id,
        String cause,
        Optional<StepRef> step,
        List<ReceivableId> receivables,
        String team,
        String text,
        LocalDate raised,
        Optional<LocalDate> completed,
        Optional<String> result,
        Optional<String> assignee,
        Optional<LocalDate> due) {
    /** Copies the receivables. */
    public TaskState {
        receivables = List.copyOf(receivables);
    }

    /** A task as it was raised: nobody's yet, for no day. */
    public TaskState(
            String id,
            String cause,
            Optional<StepRef> step,
            List<ReceivableId> receivables,
            String team,
            String text,
            LocalDate raised,
            Optional<LocalDate> completed,
            Optional<String> result) {
        this(id, cause, step, receivables, team, text, raised, completed, result, Optional.empty(), Optional.empty());
    }

    /** Whether it is still to be done. */
    public boolean isOpen() {
        return completed.isEmpty();
    }

    /** The task done on {@code day}. */
    public TaskState completedOn(LocalDate day, String how) {
        return new TaskState(
                id, cause, step, receivables, team, text, raised, Optional.of(day), Optional.of(how), assignee, due);
    }

    /** The task, about these receivables. */
    public TaskState about(List<ReceivableId> other) {
        return new TaskState(id, cause, step, other, team, text, raised, completed, result, assignee, due);
    }

    /** The task, for this person to do; empty: for anybody of the team. */
    public TaskState assignedTo(Optional<String> person) {
        return new TaskState(id, cause, step, receivables, team, text, raised, completed, result, person, due);
    }

    /** The task, to be done by this day; empty: by none. */
    public TaskState dueBy(Optional<LocalDate> day) {
        return new TaskState(id, cause, step, receivables, team, text, raised, completed, result, assignee, day);
    }
}
