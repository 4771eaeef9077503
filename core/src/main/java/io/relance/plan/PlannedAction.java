package io.relance.plan;

import io.relance.account.MessageState;
import io.relance.account.PromiseResult;
import io.relance.account.TaskState;
import io.relance.receivable.ReceivableId;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Something that a decision does. Every id is derived, so that deciding again gives the same. */
public sealed interface PlannedAction {
    /** The id of what is done. */
    String id();

    /** A new message: a proposal, or ready to go. */
    record NewMessage(MessageState message) implements PlannedAction {
        @Override
        public String id() {
            return message.id().value();
        }
    }

    /** A message that was there before, planned anew or smaller. */
    record ChangedMessage(MessageState message) implements PlannedAction {
        @Override
        public String id() {
            return message.id().value();
        }
    }

    /** A message that will not go. */
    record CancelledMessage(MessageState message, String why) implements PlannedAction {
        @Override
        public String id() {
            return message.id().value();
        }
    }

    /** A new task. */
    record RaisedTask(TaskState task) implements PlannedAction {
        @Override
        public String id() {
            return task.id();
        }
    }

    /** An open task that from today on is about more receivables; {@code joined} are the new ones. */
    record ExtendedTask(TaskState task, List<ReceivableId> joined) implements PlannedAction {
        /** Copies the list. */
        public ExtendedTask {
            joined = List.copyOf(joined);
        }

        @Override
        public String id() {
            return task.id();
        }
    }

    /** A word to somebody inside. */
    record Notification(String id, String recipient, String text, List<ReceivableId> about) implements PlannedAction {}

    /** A receivable handed over. */
    record HandedOver(String id, ReceivableId receivable, String to) implements PlannedAction {}

    /** The host is asked to deliver nothing more on credit. */
    record DeliveryStop(String id, String text) implements PlannedAction {}

    /** A plan that is broken from today on. */
    record PlanBroken(String id, String plan, Optional<String> why) implements PlannedAction {}

    /**
     * A promise that came to something else than the decision before saw.
     *
     * @param paid what came of the promised amount in time
     */
    record PromiseJudged(String id, String promise, PromiseResult outcome, Money promised, Money paid)
            implements PlannedAction {}
}
