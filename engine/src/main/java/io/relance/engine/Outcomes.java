package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.decision.CaseUpdates;
import io.relance.decision.ClaimUpdates;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.HandOver;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an answer of a channel makes of an account. Nothing is stored here. */
final class Outcomes {
    /** Who gets the work, as with the decision's own tasks. */
    private static final String TEAM = "collections";

    private final EngineSettings settings;

    Outcomes(EngineSettings settings) {
        this.settings = settings;
    }

    /** What the answer to a hand-over makes of its account, its entry expected under the lease of {@code owner}. */
    Change of(LoadedAccount loaded, OutboxEntry now, Optional<String> owner, Receipts.Answer answer) {
        DeliveryReceipt receipt = answer.receipt();
        LocalDate day = answer.day();
        if (receipt instanceof DeliveryReceipt.Accepted accepted) {
            return accepted(loaded, now, owner, answer, accepted);
        }
        if (receipt instanceof DeliveryReceipt.InDoubt doubt) {
            return new Change(loaded, CaseUpdates.inDoubt(loaded.memory(), now.message(), day, doubt.reason()))
                    .entry(expecting(doubtful(now), now, owner))
                    .event(new AccountEvent.MessageInDoubt(
                            day, settings.bodies().rendered(now).delivery(), doubt.reason()))
                    .count(Tally.Of.IN_DOUBT);
        }
        if (receipt instanceof DeliveryReceipt.TemporaryFailure failure) {
            return failedForNow(loaded, loaded.memory(), now, owner, answer.ledger(), day, failure.reason());
        }
        String why = ((DeliveryReceipt.PermanentFailure) receipt).reason();
        return refused(loaded, loaded.memory(), now, owner, answer.ledger(), day, why);
    }

    /** It was taken. */
    Change accepted(
            LoadedAccount loaded,
            OutboxEntry now,
            Optional<String> owner,
            Receipts.Answer answer,
            DeliveryReceipt.Accepted accepted) {
        LocalDate day = answer.day();
        CaseUpdates.Applied applied = CaseUpdates.handedOver(
                Ledgers.snapshot(answer.ledger(), loaded.memory()), policy(now), now.message(), day);
        HandOver what = settings.bodies().rendered(now);
        DunningCase after = ClaimUpdates.raised(applied.memory(), what.claims());
        Change change = new Change(loaded, after)
                .entry(expecting(now.become(OutboxState.ACCEPTED), now, owner))
                .event(new AccountEvent.MessageAccepted(
                        day,
                        AccountEvent.ENGINE,
                        message(after, now.message()),
                        Optional.of(what.delivery()),
                        accepted.at(),
                        accepted.reference(),
                        what.enclosures()))
                .events(ClaimItems.raised(loaded.memory(), what.claims(), now.message(), day, AccountEvent.ENGINE))
                .events(Happenings.of(applied.actions(), day))
                .count(Tally.Of.ACCEPTED);
        applied.actions().stream()
                .filter(io.relance.plan.PlannedAction.RaisedTask.class::isInstance)
                .forEach(task -> change.count(Tally.Of.TASKS));
        return change;
    }

    /** In doubt, and asked about when even a node that stood still has come back. */
    private OutboxEntry doubtful(OutboxEntry now) {
        return now.readyOn(now.dueOn(), Optional.of(settings.clock().instant().plus(settings.lease())))
                .become(OutboxState.IN_DOUBT);
    }

    /**
     * It failed, and is tried again after a pause; or given up when it was tried too often.
     *
     * @param ready the case in which it is ready
     */
    Change failedForNow(
            LoadedAccount loaded,
            DunningCase ready,
            OutboxEntry now,
            Optional<String> owner,
            AccountLedger ledger,
            LocalDate day,
            String why) {
        AccountEvent.DeliveryFailed failed = new AccountEvent.DeliveryFailed(
                day, settings.bodies().rendered(now).delivery(), false, why);
        if (now.attempt() >= settings.rules().retry().attempts()) {
            return over(loaded, now, owner, ledger, day, OutboxState.DEAD, now.attempt() + " times: " + why)
                    .event(failed);
        }
        Instant retry = settings.clock().instant().plus(settings.rules().pause(now.message(), now.attempt()));
        return new Change(loaded, ready)
                .entry(expecting(now.readyOn(day, Optional.of(retry)), now, owner))
                .event(failed)
                .count(Tally.Of.DEFERRED);
    }

    /**
     * A channel will never take it: it goes over the next channel, to the next contact, or is over.
     *
     * @param ready the case in which it is ready
     */
    Change refused(
            LoadedAccount loaded,
            DunningCase ready,
            OutboxEntry now,
            Optional<String> owner,
            AccountLedger ledger,
            LocalDate day,
            String why) {
        AccountEvent.DeliveryFailed failed = new AccountEvent.DeliveryFailed(
                day, settings.bodies().rendered(now).delivery(), true, why);
        MessageState message = message(ready, now.message());
        int next = now.route() + 1;
        boolean fallback = next < message.routes().size() && message.isOutstanding();
        if (fallback && message.edit().words().isPresent()) {
            DunningCase back = CaseUpdates.wordsRefused(
                    ready, now.message(), message.routes().get(next).channel(), day);
            return anew(loaded, back, now, owner, failed);
        }
        if (fallback) {
            OutboxEntry again =
                    now.over(message.routes().get(next).channel(), next).readyOn(day, Optional.empty());
            return new Change(loaded, ready)
                    .entry(expecting(again, now, owner))
                    .event(failed)
                    .count(Tally.Of.DEFERRED);
        }
        return CaseUpdates.nextContact(Ledgers.snapshot(ledger, ready), policy(now), now.message(), day)
                .map(after -> anew(loaded, after, now, owner, failed))
                .orElseGet(() -> over(loaded, now, owner, ledger, day, OutboxState.REJECTED, why)
                        .event(failed));
    }

    /** The same message, to another contact or over another channel first: at once, or when that is approved. */
    private static Change anew(
            LoadedAccount loaded,
            DunningCase next,
            OutboxEntry now,
            Optional<String> owner,
            AccountEvent.DeliveryFailed failed) {
        LocalDate day = failed.day();
        MessageState message = message(next, now.message());
        OutboxEntry routed = now.over(message.routes().get(0).channel(), 0);
        OutboxEntry again = message.status() == MessageState.Status.READY
                ? routed.readyOn(day, Optional.empty())
                : routed.become(OutboxState.AWAITING_APPROVAL);
        return new Change(loaded, next)
                .entry(expecting(again, now, owner))
                .event(failed)
                .event(new AccountEvent.MessageChanged(day, message))
                .count(Tally.Of.DEFERRED);
    }

    /** No channel takes it, or it is given up: its steps come back, and a person looks at the addresses. */
    Change over(
            LoadedAccount loaded,
            OutboxEntry now,
            Optional<String> owner,
            AccountLedger ledger,
            LocalDate day,
            OutboxState state,
            String why) {
        MessageState message = message(loaded.memory(), now.message());
        DunningCase failed = CaseUpdates.failed(loaded.memory(), now.message(), day, why);
        TaskState task;
        DunningCase after;
        if (state == OutboxState.DEAD) {
            // a channel that was down is no fault of the address
            task = GivenUp.task(message, ledger.customer(), version(now), TEAM, workDay(now, day), why);
            after = GivenUp.waiting(failed, message, task);
        } else {
            task = unreachable(message, ledger, now, day, why);
            after = failed.toBuilder().task(task).build();
        }
        return new Change(loaded, after)
                .entry(expecting(now.become(state), now, owner))
                .event(new AccountEvent.MessageFailed(day, AccountEvent.ENGINE, now.message(), why))
                .event(new AccountEvent.TaskRaised(day, task))
                .count(Tally.Of.TASKS)
                .count(state == OutboxState.DEAD ? Tally.Of.DEAD : Tally.Of.FAILED);
    }

    /** The work about the addresses of everybody whom it was tried with. */
    TaskState unreachable(MessageState message, AccountLedger ledger, OutboxEntry now, LocalDate day, String why) {
        if (!message.isForCustomer()) {
            return Unreachable.taskOfTeam(message, TEAM, workDay(now, day), why);
        }
        Map<String, List<ChannelId>> refused = new LinkedHashMap<>();
        message.refused().forEach(contact -> refused.put(contact, CaseUpdates.channels(policy(now), message)));
        refused.put(
                message.contact(),
                message.routes().subList(0, now.route() + 1).stream()
                        .map(route -> route.channel())
                        .toList());
        return Unreachable.task(message, ledger.customer(), TEAM, workDay(now, day), refused, why);
    }

    /** A message that can't be written is given up before anything leaves. */
    Change unwritable(
            LoadedAccount loaded,
            DunningCase memory,
            OutboxEntry entry,
            String lessee,
            AccountLedger ledger,
            LocalDate day,
            String why) {
        OutboxEntry now = loaded.entry(entry.message());
        MessageState message = message(memory, entry.message());
        TaskState task = GivenUp.task(message, ledger.customer(), version(now), TEAM, workDay(now, day), why);
        DunningCase after = GivenUp.waiting(CaseUpdates.failed(memory, entry.message(), day, why), message, task);
        return new Change(loaded, after)
                .entry(expecting(entry.become(OutboxState.DEAD), now, Optional.of(lessee)))
                .event(new AccountEvent.MessageFailed(day, AccountEvent.ENGINE, entry.message(), why))
                .event(new AccountEvent.TaskRaised(day, task))
                .count(Tally.Of.TASKS)
                .count(Tally.Of.DEAD);
    }

    /** A message may leave on a day off of the creditor; work is for business days. */
    private LocalDate workDay(OutboxEntry entry, LocalDate day) {
        return policy(entry).creditorCalendar().nextOrSame(day);
    }

    private String version(OutboxEntry entry) {
        return GivenUp.version(policy(entry), settings.templates());
    }

    Policy policy(OutboxEntry entry) {
        return settings.policy(entry.account().creditor());
    }

    static OutboxChange expecting(OutboxEntry next, OutboxEntry now, Optional<String> owner) {
        return new OutboxChange(next, now.state(), now.attempt(), owner);
    }

    static MessageState message(DunningCase memory, MessageId id) {
        return memory.message(id)
                .orElseThrow(
                        () -> new IllegalStateException("the case of " + memory.account() + " has no message " + id));
    }
}
