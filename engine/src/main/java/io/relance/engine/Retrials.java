package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.decision.Validity;
import io.relance.delivery.MessageId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Messages of no step that came to nothing: confirmations, statements, notes, thanks. No step brings them again, so each is tried
 * again as another message once a person has completed the task that it raised, or has said that it had not been taken.
 */
final class Retrials {
    private Retrials() {}

    /** The case with those that are due again, as far as they would still say what is so. */
    static DunningCase due(AccountLedger ledger, DunningCase memory, Policy policy, LocalDate day) {
        List<MessageState> again = memory.messages().stream()
                .filter(message -> message.kind() != MessageState.Kind.DUNNING
                        && cameToNothing(message)
                        && Validity.isNews(policy, message.plannedOn(), day)
                        && isSeenTo(memory, message)
                        && memory.message(next(message.id())).isEmpty())
                .filter(message -> Validity.whyNoLonger(Ledgers.snapshot(ledger, memory), policy, day, message)
                        .isEmpty())
                .toList();
        if (again.isEmpty()) {
            return memory;
        }
        DunningCase.Builder after = memory.toBuilder();
        again.forEach(message -> after.message(message.again(next(message.id()), day)));
        return after.build();
    }

    private static boolean cameToNothing(MessageState message) {
        return message.status() == MessageState.Status.FAILED || message.status() == MessageState.Status.BOUNCED;
    }

    /** Whether a person has said that it had not been taken, or the work about it is done. */
    private static boolean isSeenTo(DunningCase memory, MessageState message) {
        Optional<TaskState> task =
                memory.task(GivenUp.taskOf(message.id())).or(() -> memory.task(Unreachable.taskOf(message.id())));
        return task.isEmpty()
                ? message.status() == MessageState.Status.FAILED
                : !task.get().isOpen();
    }

    /** The id under which a message is tried again. */
    static MessageId next(MessageId message) {
        return new MessageId(new Sha256().add("again").add(message).hex());
    }
}
