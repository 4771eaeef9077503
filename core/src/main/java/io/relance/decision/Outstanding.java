package io.relance.decision;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
import io.relance.plan.Truth;
import io.relance.rule.Effect;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at the messages that are still to be handed over (SEMANTICS 7): what may no longer be asked for is dropped, a
 * message that lost its lead is cancelled, one whose recipient would differ is planned anew, and what waited too long in
 * somebody else's proposal is let go.
 */
final class Outstanding {
    private final Work work;
    private final Approvals approvals;
    private final StepSearch search;
    private final boolean approvalByRule;

    Outstanding(Work work, Approvals approvals, StepSearch search) {
        this.search = search;
        this.work = work;
        this.approvals = approvals;
        this.approvalByRule = work.rules().isInForce(Effect.RequireApproval.class);
    }

    /** Those of {@code messages} that are still to be handed over. */
    static List<MessageState> of(List<MessageState> messages) {
        List<MessageState> outstanding = new ArrayList<>();
        for (MessageState message : messages) {
            if (message.isOutstanding()) {
                outstanding.add(message);
            }
        }
        return outstanding;
    }

    /** The messages that remain, as they are now. */
    List<MessageState> review() {
        List<MessageState> outstanding = of(work.memory().messages());
        outstanding.sort(Comparator.comparing(MessageState::plannedOn).thenComparing(MessageState::id));
        List<MessageState> remaining = new ArrayList<>();
        for (MessageState message : outstanding) {
            review(message).ifPresent(remaining::add);
        }
        return remaining;
    }

    private Optional<MessageState> review(MessageState message) {
        if (message.kind() != MessageState.Kind.DUNNING) {
            Optional<String> why = Validity.whyNoLonger(work, message);
            return why.isPresent() ? cancel(message, List.of(), why.get()) : Optional.of(message);
        }
        List<MessageLine> kept = new ArrayList<>();
        String whyLeadGone = null;
        for (MessageLine line : message.lines()) {
            Optional<String> why = whyDropped(message, line);
            if (why.isEmpty()) {
                kept.add(waitsForBooks(line) ? line : shrunk(line));
            } else {
                giveBack(message, line, why.get());
                if (line.receivable().equals(message.lead())) {
                    whyLeadGone = why.get();
                }
            }
        }
        if (whyLeadGone != null || kept.isEmpty()) {
            return cancel(
                    message, kept, whyLeadGone == null ? "nothing is left of it" : message.lead() + ": " + whyLeadGone);
        }
        return recipientKept(kept.equals(message.lines()) ? message : changed(message.with(kept, work.today)));
    }

    private MessageState changed(MessageState message) {
        work.changed(message);
        return message;
    }

    private Optional<MessageState> cancel(MessageState message, List<MessageLine> kept, String why) {
        kept.forEach(line -> giveBack(message, line, "its message was cancelled: " + why));
        MessageState cancelled = message.become(MessageState.Status.CANCELLED, work.today);
        work.after.message(cancelled);
        work.actions.add(new PlannedAction.CancelledMessage(cancelled, why));
        return Optional.empty();
    }

    private MessageLine shrunk(MessageLine line) {
        long now = work.item(line.receivable()).map(item -> item.dunnable).orElse(0L);
        return now < line.amount().getAmountMinorLong()
                ? line.over(org.joda.money.Money.ofMinor(line.amount().getCurrencyUnit(), now))
                : line;
    }

    /** Whether nothing is against a line but the age of the books: it does not leave, and stays as it is until they are fresh. */
    private boolean waitsForBooks(MessageLine line) {
        return work.item(line.receivable())
                .filter(item -> item.isOpen()
                        && !item.forbids.isEmpty()
                        && item.forbids.stream().allMatch(reason -> reason.code() == ReasonCode.STALE_LEDGER))
                .isPresent();
    }

    /** Why a line may not stay; empty when it may. */
    private Optional<String> whyDropped(MessageState message, MessageLine line) {
        Optional<Item> found = work.item(line.receivable());
        if (found.isEmpty()) {
            return Optional.of("it is no longer in the books");
        }
        Item item = found.get();
        if (waitsForBooks(line)) {
            return Optional.empty();
        }
        if (!item.isDunnable()) {
            return item.forbids.stream()
                    .filter(reason -> reason.code() != ReasonCode.STALE_LEDGER)
                    .findFirst()
                    .map(Object::toString)
                    .or(() -> Optional.of("nothing of it is open"));
        }
        if (line.role() == MessageLine.Role.SOON_DUE && !work.today.isBefore(item.due)) {
            return Optional.of("due on " + item.due + ", a courtesy comes too late");
        }
        if (line.role() == MessageLine.Role.CLAIMED && !item.overdue) {
            return Optional.of("no longer overdue, due on " + item.due);
        }
        if (line.carried().isEmpty()) {
            boolean stillClaimed = message.stage() != Stage.AMICABLE || !MessagePlanner.hasReachedFormal(item.progress);
            return stillClaimed ? Optional.empty() : Optional.of("a formal step has been reached");
        }
        return whyNotDue(message, line, item);
    }

    private Optional<String> whyNotDue(MessageState message, MessageLine line, Item item) {
        if (plannedWith(message, line, item.progress) == null) {
            return Optional.of("a new cycle has begun since it was planned");
        }
        Scenario scenario = item.scenario;
        Optional<Step> step =
                line.carried().flatMap(ref -> scenario == null ? Optional.empty() : scenario.step(ref.step()));
        if (step.isEmpty()) {
            return Optional.of("its step is no longer in the scenario");
        }
        Truth truth = search.truth(step.get(), item);
        if (truth != Truth.TRUE) {
            return Optional.of("the condition of step \"" + step.get().id() + "\" is " + truth);
        }
        if (StepSearch.isBelowMinimum(item, step.get())) {
            return Optional.of("less than the minimum of step \"" + step.get().id() + "\" is left");
        }
        if (scenario != null && StepSearch.isFormal(step.get()) && !search.mayEscalate(item, scenario)) {
            return Optional.of("no reminder before it counts any more");
        }
        return released(message, line, item, step.get());
    }

    private Optional<String> released(MessageState message, MessageLine line, Item item, Step step) {
        boolean waitsForOthers = message.status() == MessageState.Status.AWAITING_APPROVAL
                && !approvalByRule
                && !approvals.needed(item, step)
                && work.today.isAfter(MessagePlanner.patienceEnd(work, line.takenUp()));
        if (!waitsForOthers) {
            return Optional.empty();
        }
        item.progress = item.progress.toBuilder().releasedFrom(message.id()).build();
        return Optional.of("nobody approved the message since " + line.takenUp());
    }

    private void giveBack(MessageState message, MessageLine line, String why) {
        Optional<Item> item = work.item(line.receivable());
        if (item.isPresent()) {
            item.get().progress = returned(item.get().progress, message, line, why);
        } else {
            // it may come back to the books, and must not be found planned for good then
            ReceivableProgress before = work.memory().progressOf(line.receivable());
            ReceivableProgress after = returned(before, message, line, why);
            if (!after.equals(before)) {
                work.after.progress(after);
            }
        }
    }

    private ReceivableProgress returned(
            ReceivableProgress progress, MessageState message, MessageLine line, String why) {
        StepExecution carried = plannedWith(message, line, progress);
        return carried == null
                ? progress
                : progress.toBuilder()
                        .put(carried.become(StepState.RETURNED, work.today, Optional.of(why)))
                        .build();
    }

    /** The step that a line carries, while it is planned with the message; null when it is not. */
    private static @Nullable StepExecution plannedWith(
            MessageState message, MessageLine line, ReceivableProgress progress) {
        if (line.carried().isEmpty()) {
            return null;
        }
        StepExecution step = progress.step(line.carried().get(), line.trigger());
        boolean planned = step != null
                && step.isBlocking()
                && step.message().isPresent()
                && step.message().get().equals(message.id());
        return planned ? step : null;
    }

    /** Whether a step that it carries needs an approval now, as the policy or the customer have become. */
    private boolean stepNeedsApproval(MessageState message) {
        for (MessageLine line : message.lines()) {
            Item item = work.item(line.receivable()).orElse(null);
            Scenario scenario = item == null ? null : item.scenario;
            if (item != null && scenario != null && line.carried().isPresent()) {
                Optional<Step> step = scenario.step(line.carried().get().step());
                if (step.isPresent() && approvals.needed(item, step.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<MessageState> recipientKept(MessageState message) {
        Optional<Step> step = work.item(message.lead())
                .map(item -> item.scenario)
                .flatMap(scenario -> message.step().flatMap(ref -> scenario.step(ref.step())));
        Optional<Recipient> recipient =
                step.flatMap(s -> Recipient.of(work.customer, s, message.edit(), message.refused()));
        if (recipient.isEmpty()) {
            return cancel(message, message.lines(), "no contact can be reached any more");
        }
        boolean needsApproval = message.needsApproval() || approvalByRule || stepNeedsApproval(message);
        if (recipient.get().contact().id().equals(message.contact())
                && recipient.get().routes().equals(message.routes())
                && needsApproval == message.needsApproval()) {
            return Optional.of(message);
        }
        return Optional.of(changed(message.revised(
                message.lines(),
                recipient.get().routes(),
                recipient.get().contact().id(),
                needsApproval,
                work.today)));
    }
}
