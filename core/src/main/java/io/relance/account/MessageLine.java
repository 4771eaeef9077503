package io.relance.account;

import io.relance.action.StepRef;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One receivable in a message.
 *
 * @param carried the receivable's own due step, when the message executes it
 * @param trigger see {@link StepExecution#trigger}
 * @param role why it stands there
 * @param amount its dunnable amount, claimed or to come; for thanks what was paid; for a promise its part; else what is open
 * @param takenUp the day on which the message took it up
 */
public record MessageLine(
        ReceivableId receivable, Optional<StepRef> carried, int trigger, Role role, Money amount, LocalDate takenUp) {
    /** Why a receivable stands in a message. */
    public enum Role {
        /** Overdue, and asked for. */
        CLAIMED,
        /** Not yet due: listed as a courtesy. */
        SOON_DUE,
        /** Paid: thanked for. */
        THANKED,
        /** Named for what the message is about, and not asked for. */
        NAMED
    }

    /** The same line over another amount. */
    public MessageLine over(Money other) {
        return new MessageLine(receivable, carried, trigger, role, other, takenUp);
    }

    /** The key of the step that it carries ({@link StepExecution#key()}). */
    public Optional<String> stepKey() {
        return carried.map(step -> StepExecution.key(step, trigger));
    }
}
