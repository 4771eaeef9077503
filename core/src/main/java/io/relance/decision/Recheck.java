package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.MessageState;
import io.relance.delivery.MessageId;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be done with a message at the moment of its hand-over, against books and case as they are then: the same
 * decision as ever, asked about one message.
 *
 * @param verdict what is to be done with it
 * @param message the message as it is now: smaller perhaps, or with another recipient
 * @param why why it is not handed over
 * @param decision what was decided on the way, to be committed before anything leaves
 */
public record Recheck(Verdict verdict, MessageState message, Optional<String> why, Decision decision) {
    /** What is to be done with a message. */
    public enum Verdict {
        /** It leaves now. */
        GO,
        /** Not today: the day or the cap is against it. */
        WAIT,
        /** Not before the books are as fresh as the policy demands, which may be so at any time. */
        STALE_LEDGER,
        /** It needs a (new) approval first. */
        AWAIT_APPROVAL,
        /** It will never leave. */
        CANCELLED
    }

    /**
     * Looks at {@code id} again on {@code date}.
     *
     * @throws IllegalArgumentException when the case has no such message
     */
    public static Recheck of(AccountSnapshot snapshot, Policy policy, LocalDate date, MessageId id) {
        Decision decision = DunningDecider.decide(snapshot, policy, date);
        MessageState message = decision.memory()
                .message(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("account " + snapshot.account() + " has no message " + id));
        return switch (message.status()) {
            case READY -> ready(snapshot, policy, decision, message);
            case AWAITING_APPROVAL ->
                new Recheck(Verdict.AWAIT_APPROVAL, message, Optional.of("it awaits approval"), decision);
            case CANCELLED -> new Recheck(Verdict.CANCELLED, message, whyCancelled(decision, id), decision);
            case ACCEPTED, IN_DOUBT, FAILED, BOUNCED ->
                new Recheck(
                        Verdict.CANCELLED,
                        message,
                        Optional.of("it was handed over on " + message.on() + " already"),
                        decision);
        };
    }

    private static Recheck ready(AccountSnapshot snapshot, Policy policy, Decision decision, MessageState message) {
        Optional<String> stale = Staleness.of(snapshot.ledger(), policy, decision.date());
        if (stale.isPresent()) {
            return new Recheck(Verdict.STALE_LEDGER, message, stale, decision);
        }
        return leavesToday(snapshot, policy, decision, message)
                ? new Recheck(Verdict.GO, message, Optional.empty(), decision)
                : new Recheck(Verdict.WAIT, message, whyWaits(decision, message), decision);
    }

    private static boolean leavesToday(
            AccountSnapshot snapshot, Policy policy, Decision decision, MessageState message) {
        return switch (message.kind()) {
            case DUNNING ->
                decision.items().stream()
                        .anyMatch(item -> item.kind() == ItemOutcome.Kind.MESSAGE
                                && item.message().equals(Optional.of(message.id())));
            case THANK_YOU -> isSendingDay(snapshot, policy, decision.date()) && isDayForThanks(decision, message);
            case CONFIRMATION ->
                isSendingDay(snapshot, policy, decision.date())
                        && !thanksLeft(decision)
                        && message.lines().stream().noneMatch(line -> isSilent(decision, line.receivable()));
            case STATEMENT -> isSendingDay(snapshot, policy, decision.date()) && !thanksLeft(decision);
            case INTERNAL -> policy.creditorCalendar().isBusinessDay(decision.date());
        };
    }

    /** Thanks are alone on their day. */
    private static boolean thanksLeft(Decision decision) {
        return decision.memory().messages().stream()
                .anyMatch(other -> other.kind() == MessageState.Kind.THANK_YOU
                        && other.wasHandedOver()
                        && other.on().equals(decision.date()));
    }

    private static boolean isSilent(Decision decision, ReceivableId id) {
        return decision.item(id).stream()
                .flatMap(item -> Stream.concat(item.reason().stream(), item.alsoReasons().stream()))
                .anyMatch(reason -> Confirmations.isSilent(reason.code()));
    }

    private static boolean isSendingDay(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return policy.sendingCalendar(snapshot.ledger().customer()).isBusinessDay(date);
    }

    /** Whether nothing else leaves or left on the day, and nothing dunnable is overdue. */
    private static boolean isDayForThanks(Decision decision, MessageState thanks) {
        boolean otherLeft = decision.memory().messages().stream()
                .anyMatch(other -> !other.id().equals(thanks.id()) && Thanks.isInTheWay(other, decision.date()));
        boolean otherLeavesOrIsOwed = decision.items().stream()
                .anyMatch(item -> item.kind() == ItemOutcome.Kind.MESSAGE || isDunnableAndOverdue(item));
        return !otherLeft && !otherLeavesOrIsOwed;
    }

    private static boolean isDunnableAndOverdue(ItemOutcome item) {
        return item.daysLate() > 0
                && item.reason()
                        .filter(reason -> reason.code().forbidsDunning())
                        .isEmpty();
    }

    private static Optional<String> whyWaits(Decision decision, MessageState message) {
        if (message.kind() != MessageState.Kind.DUNNING) {
            return Optional.of(decision.date() + " is no day for it, or another message comes first");
        }
        return decision.item(message.lead()).flatMap(ItemOutcome::reason).map(Object::toString);
    }

    private static Optional<String> whyCancelled(Decision decision, MessageId id) {
        return decision.actions().stream()
                .filter(PlannedAction.CancelledMessage.class::isInstance)
                .map(PlannedAction.CancelledMessage.class::cast)
                .filter(cancelled -> cancelled.message().id().equals(id))
                .map(PlannedAction.CancelledMessage::why)
                .findFirst();
    }
}
