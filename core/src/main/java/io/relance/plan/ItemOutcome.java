package io.relance.plan;

import io.relance.action.StepRef;
import io.relance.delivery.MessageId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What a decision says about one receivable.
 *
 * @param instalmentOf the plan, when the receivable is an instalment of one and not in the books
 * @param open what is open in the books (of an instalment: what is left of it)
 * @param dunnable what may be asked for
 * @param daysLate the day less the due date; negative before it
 * @param step its own step that is executed or planned today, or that it waits for
 * @param stepDate that step's date, rolled and capped, or the day on which it was planned
 * @param message the message of today, or the proposal, that it is in
 * @param reason why it is left alone; empty exactly when it is not
 * @param alsoReasons the other reasons that hold, in order of precedence
 * @param trace the comparisons of the step's condition
 */
public record ItemOutcome(
        ReceivableId receivable,
        Optional<String> instalmentOf,
        Money open,
        Money dunnable,
        long daysLate,
        Kind kind,
        Optional<StepRef> step,
        Optional<LocalDate> stepDate,
        Optional<MessageId> message,
        Optional<Reason> reason,
        List<Reason> alsoReasons,
        Trace trace) {
    /** What is done about it today. */
    public enum Kind {
        /** A message of today claims or lists it. */
        MESSAGE,
        /** A task was raised for it. */
        TASK,
        /** Nothing. */
        LEFT_ALONE
    }

    /** Copies the reasons. */
    public ItemOutcome {
        alsoReasons = List.copyOf(alsoReasons);
    }
}
