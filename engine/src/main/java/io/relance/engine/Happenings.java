package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.PromiseResult;
import io.relance.account.ReceivableProgress;
import io.relance.history.AccountEvent;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events that a decision gives. */
final class Happenings {
    private Happenings() {}

    /** What a decision did, and for which receivables the reason is another than {@code before}. */
    static List<AccountEvent> of(DunningCase before, Decision decision) {
        List<AccountEvent> events = new ArrayList<>();
        before.tasks().stream()
                .filter(GivenUp::isWaitedFor)
                .flatMap(task -> decision.memory().task(task.id()).stream())
                .filter(task -> !task.isOpen())
                .forEach(task -> events.add(new AccountEvent.TaskCompleted(
                        decision.date(),
                        AccountEvent.ENGINE,
                        task.id(),
                        task.result().orElse(""))));
        // none is ever taken away or moved
        List<MessageState> messages = decision.memory().messages();
        messages.subList(before.messages().size(), messages.size()).stream()
                .filter(message -> !isPlanned(decision, message))
                .forEach(again -> events.add(new AccountEvent.MessagePlanned(decision.date(), again)));
        events.addAll(of(decision.actions(), decision.date()));
        for (ReceivableProgress now : decision.memory().progress().values()) {
            now.reason()
                    .filter(reason ->
                            !before.progressOf(now.receivable()).reason().equals(Optional.of(reason)))
                    .ifPresent(reason ->
                            events.add(new AccountEvent.ReasonChanged(decision.date(), now.receivable(), reason)));
        }
        return events;
    }

    /** Whether the decision itself planned a message; others are tried again. */
    private static boolean isPlanned(Decision decision, MessageState message) {
        return decision.actions().stream()
                .anyMatch(action -> action instanceof PlannedAction.NewMessage planned
                        && planned.message().id().equals(message.id()));
    }

    static List<AccountEvent> of(List<PlannedAction> actions, LocalDate day) {
        return actions.stream().map(action -> event(action, day)).toList();
    }

    private static AccountEvent event(PlannedAction action, LocalDate day) {
        if (action instanceof PlannedAction.NewMessage planned) {
            return new AccountEvent.MessagePlanned(day, planned.message());
        }
        if (action instanceof PlannedAction.ChangedMessage changed) {
            return new AccountEvent.MessageChanged(day, changed.message());
        }
        if (action instanceof PlannedAction.CancelledMessage cancelled) {
            return new AccountEvent.MessageCancelled(day, cancelled.message().id(), cancelled.why());
        }
        if (action instanceof PlannedAction.RaisedTask raised) {
            return new AccountEvent.TaskRaised(day, raised.task());
        }
        if (action instanceof PlannedAction.ExtendedTask extended) {
            return new AccountEvent.TaskExtended(day, extended.task().id(), extended.joined());
        }
        if (action instanceof PlannedAction.Notification word) {
            return new AccountEvent.Notified(day, word.id(), word.recipient(), word.text(), word.about());
        }
        if (action instanceof PlannedAction.HandedOver over) {
            return new AccountEvent.ReceivableHandedOver(day, over.id(), over.receivable(), over.to());
        }
        if (action instanceof PlannedAction.DeliveryStop stop) {
            return new AccountEvent.DeliveryStopRequested(day, stop.id(), stop.text());
        }
        if (action instanceof PlannedAction.PromiseJudged judged) {
            return promise(judged, day);
        }
        PlannedAction.PlanBroken broken = (PlannedAction.PlanBroken) action;
        return new AccountEvent.PlanBroken(day, AccountEvent.ENGINE, broken.plan(), broken.why());
    }

    private static AccountEvent promise(PlannedAction.PromiseJudged judged, LocalDate day) {
        return switch (judged.outcome()) {
            case KEPT, PARTLY_KEPT ->
                new AccountEvent.PromiseKept(
                        day,
                        judged.promise(),
                        judged.outcome() == PromiseResult.PARTLY_KEPT,
                        judged.promised(),
                        judged.paid());
            case BROKEN -> new AccountEvent.PromiseBroken(day, judged.promise(), judged.promised(), judged.paid());
        };
    }

    /** Counts what a decision did. */
    static void count(Decision decision, Change change) {
        for (PlannedAction action : decision.actions()) {
            if (action instanceof PlannedAction.NewMessage planned) {
                change.count(planned.message().needsApproval() ? Tally.Of.PROPOSED : Tally.Of.PLANNED);
            } else if (action instanceof PlannedAction.CancelledMessage) {
                change.count(Tally.Of.CANCELLED);
            } else if (action instanceof PlannedAction.RaisedTask) {
                change.count(Tally.Of.TASKS);
            }
        }
    }
}
