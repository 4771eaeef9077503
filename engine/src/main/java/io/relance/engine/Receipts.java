package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.decision.CaseUpdates;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.HandOver;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records what became of hand-overs, that of each account in one commit. */
final class Receipts {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    /** Who gets the work, as with the decision's own tasks. */
    private static final String TEAM = "collections";

    private final EngineSettings settings;
    private final Writer writer;

    Receipts(EngineSettings settings) {
        this.settings = settings;
        this.writer = new Writer(settings);
    }

    /** For what took too long to get ready: twice as long every time, up to {@link #LONGEST_PAUSE}; less up to a quarter, which differs by message. */
    static Duration pause(MessageId message, int attempt) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(20, Math.max(0, attempt - 1)));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return pause.minus(Jitter.upTo(pause.dividedBy(4), message, attempt));
    }

    /**
     * What a channel said of a hand-over.
     *
     * @param sent the entry as it was handed over, or in doubt
     * @param day the business date of what is said
     */
    record Answer(OutboxEntry sent, AccountLedger ledger, LocalDate day, DeliveryReceipt receipt) {}

    /** Records answers: those of differing accounts together, each by itself. */
    void record(List<Answer> answers, Tally tally) {
        List<Answer> left = answers;
        while (!left.isEmpty()) {
            Map<AccountId, Answer> now = new LinkedHashMap<>();
            List<Answer> later = new ArrayList<>();
            for (Answer answer : left) {
                if (now.putIfAbsent(answer.sent().account(), answer) != null) {
                    later.add(answer);
                }
            }
            record(now, tally);
            left = later;
        }
    }

    private void record(Map<AccountId, Answer> answers, Tally tally) {
        Set<Answer> over = new LinkedHashSet<>();
        Map<AccountId, Change> stored = writer.apply(
                List.copyOf(answers.keySet()),
                (loaded, leaseLost) -> {
                    Answer answer = answers.get(loaded.account());
                    if (answer == null || loaded.find(answer.sent().message()).isEmpty()) {
                        // ended by somebody else: its entry is not read along
                        Optional.ofNullable(answer).ifPresent(over::add);
                        return Optional.empty();
                    }
                    return BrokenAccountException.guard(loaded.account(), () -> change(loaded, leaseLost, answer));
                },
                tally::add);
        stored.values().forEach(change -> tally.add(change.tally()));
        for (Answer answer : over) {
            AccountId account = answer.sent().account();
            try {
                writer.apply(
                                account,
                                (loaded, leaseLost) ->
                                        BrokenAccountException.guard(account, () -> change(loaded, leaseLost, answer)))
                        .ifPresent(change -> tally.add(change.tally()));
            } catch (BrokenAccountException e) {
                tally.add(e);
            }
        }
    }

    /**
     * A receipt settles only an entry that is still being sent, or in doubt, by the same attempt. From who lost the lease not that
     * it failed: somebody else hands the same over by now, and says what became of it.
     */
    private Optional<Change> change(LoadedAccount loaded, boolean leaseLost, Answer answer) {
        OutboxEntry sent = answer.sent();
        Optional<OutboxEntry> entry = loaded.find(sent.message());
        boolean same = entry.filter(now -> now.attempt() == sent.attempt() && now.route() == sent.route())
                .isPresent();
        Optional<OutboxEntry> open =
                entry.filter(now -> now.state() == OutboxState.SENDING || now.state() == OutboxState.IN_DOUBT);
        if (same && open.isPresent()) {
            OutboxEntry now = open.get();
            boolean failed = answer.receipt() instanceof DeliveryReceipt.TemporaryFailure
                    || answer.receipt() instanceof DeliveryReceipt.PermanentFailure;
            if (now.state() == OutboxState.IN_DOUBT) {
                return Optional.of(settled(loaded, now, answer));
            }
            Optional<String> owner = leaseLost ? Optional.empty() : Optional.of(settings.owner());
            return Optional.of(leaseLost && failed ? failedThen(loaded, answer) : change(loaded, now, owner, answer));
        }
        return tooLate(loaded, same, answer);
    }

    /** It failed when somebody else had begun to hand it over: noted, and nothing else. */
    private Change failedThen(LoadedAccount loaded, Answer answer) {
        boolean permanent = answer.receipt() instanceof DeliveryReceipt.PermanentFailure;
        String why = permanent
                ? ((DeliveryReceipt.PermanentFailure) answer.receipt()).reason()
                : ((DeliveryReceipt.TemporaryFailure) answer.receipt()).reason();
        return new Change(loaded, loaded.memory())
                .event(new AccountEvent.DeliveryFailed(
                        answer.day(), settings.bodies().rendered(answer.sent()).delivery(), permanent, why));
    }

    /** It left although somebody else went on with it meanwhile: nothing follows from that, but it is not forgotten. */
    private Optional<Change> tooLate(LoadedAccount loaded, boolean same, Answer answer) {
        Optional<MessageState> message = loaded.memory().message(answer.sent().message());
        boolean known = same && message.filter(MessageState::wasHandedOver).isPresent();
        if (!(answer.receipt() instanceof DeliveryReceipt.Accepted accepted) || message.isEmpty() || known) {
            return Optional.empty();
        }
        OutboxEntry sent = answer.sent();
        return Optional.of(new Change(loaded, loaded.memory())
                .event(new AccountEvent.DeliveryReported(
                        answer.day(),
                        settings.bodies().rendered(sent).delivery(),
                        "hand-over " + sent.attempt(),
                        "ACCEPTED",
                        accepted.at(),
                        accepted.reference().orElse(""))));
    }

    /**
     * What was in doubt is known: it was taken, or nothing of it left and it is handed over again under its id. That nothing left
     * is believed only when it was asked after the doubt: else somebody was still handing it over.
     */
    private Change settled(LoadedAccount loaded, OutboxEntry now, Answer answer) {
        if (answer.receipt() instanceof DeliveryReceipt.Accepted accepted) {
            return accepted(loaded, now, Optional.empty(), answer, accepted);
        }
        boolean askedBefore = answer.sent().state() != OutboxState.IN_DOUBT;
        if (askedBefore || answer.receipt() instanceof DeliveryReceipt.InDoubt) {
            return Change.none(loaded);
        }
        if (answer.receipt() instanceof DeliveryReceipt.PermanentFailure refused) {
            return over(
                    loaded,
                    now,
                    Optional.empty(),
                    answer.ledger(),
                    answer.day(),
                    OutboxState.REJECTED,
                    refused.reason());
        }
        DunningCase ready = CaseUpdates.notTaken(loaded.memory(), now.message(), answer.day());
        String why = ((DeliveryReceipt.TemporaryFailure) answer.receipt()).reason();
        return failedForNow(loaded, ready, now, Optional.empty(), answer.ledger(), answer.day(), why);
    }

    /**
     * The business date of what a receipt tells. What was accepted was so on the day that the channel names, in the creditor's
     * zone: not before it was handed over, and not after it was asked.
     */
    LocalDate day(OutboxEntry sending, DeliveryReceipt receipt, LocalDate asked) {
        if (!(receipt instanceof DeliveryReceipt.Accepted accepted)) {
            return asked;
        }
        HandOver what = settings.bodies().rendered(sending);
        LocalDate named = accepted.at().atZone(policy(sending).timeZone()).toLocalDate();
        LocalDate notAfter = named.isAfter(asked) ? asked : named;
        return notAfter.isBefore(what.businessDate()) ? what.businessDate() : notAfter;
    }

    /**
     * Notes that hand-overs of differing accounts were not begun after all: they are ready as they were, and no attempt is counted.
     *
     * @param sent with the moment before which each is not to be tried again
     */
    void putBack(Map<OutboxEntry, Optional<Instant>> sent, LocalDate day, Tally tally) {
        Map<AccountId, OutboxEntry> entries = new LinkedHashMap<>();
        sent.keySet().forEach(entry -> entries.put(entry.account(), entry));
        writer.apply(
                        List.copyOf(entries.keySet()),
                        (loaded, leaseLost) -> Optional.ofNullable(entries.get(loaded.account()))
                                .filter(entry -> !leaseLost)
                                .flatMap(entry -> loaded.find(entry.message())
                                        .filter(now ->
                                                now.state() == OutboxState.SENDING && now.attempt() == entry.attempt())
                                        .map(now -> notBegun(
                                                loaded, now, day, sent.getOrDefault(entry, Optional.empty())))),
                        tally::add)
                .values()
                .forEach(change -> tally.add(change.tally()));
    }

    private Change notBegun(LoadedAccount loaded, OutboxEntry now, LocalDate day, Optional<Instant> notBefore) {
        OutboxEntry ready = now.notBegun().readyOn(day, notBefore);
        Change change = new Change(loaded, loaded.memory()).entry(expecting(ready, now, Optional.of(settings.owner())));
        return notBefore.isPresent() ? change.count(Tally.Of.DEFERRED) : change;
    }

    private Change change(LoadedAccount loaded, OutboxEntry now, Optional<String> owner, Answer answer) {
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
        return refused(loaded, now, owner, answer.ledger(), day, why);
    }

    private Change accepted(
            LoadedAccount loaded,
            OutboxEntry now,
            Optional<String> owner,
            Answer answer,
            DeliveryReceipt.Accepted accepted) {
        LocalDate day = answer.day();
        CaseUpdates.Applied applied = CaseUpdates.handedOver(
                Ledgers.snapshot(answer.ledger(), loaded.memory()), policy(now), now.message(), day);
        Change change = new Change(loaded, applied.memory())
                .entry(expecting(now.become(OutboxState.ACCEPTED), now, owner))
                .event(new AccountEvent.MessageAccepted(
                        day,
                        AccountEvent.ENGINE,
                        message(applied.memory(), now.message()),
                        Optional.of(settings.bodies().rendered(now).delivery()),
                        accepted.at(),
                        accepted.reference()))
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

    private Change failedForNow(
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

    private Change refused(
            LoadedAccount loaded,
            OutboxEntry now,
            Optional<String> owner,
            AccountLedger ledger,
            LocalDate day,
            String why) {
        AccountEvent.DeliveryFailed failed = new AccountEvent.DeliveryFailed(
                day, settings.bodies().rendered(now).delivery(), true, why);
        MessageState message = message(loaded.memory(), now.message());
        int next = now.route() + 1;
        boolean fallback = next < message.routes().size() && message.isOutstanding();
        if (fallback && message.edit().words().isPresent()) {
            DunningCase back = CaseUpdates.wordsRefused(
                    loaded.memory(), now.message(), message.routes().get(next).channel(), day);
            return anew(loaded, back, now, owner, failed);
        }
        if (fallback) {
            OutboxEntry again =
                    now.over(message.routes().get(next).channel(), next).readyOn(day, Optional.empty());
            return new Change(loaded, loaded.memory())
                    .entry(expecting(again, now, owner))
                    .event(failed)
                    .count(Tally.Of.DEFERRED);
        }
        return CaseUpdates.nextContact(Ledgers.snapshot(ledger, loaded.memory()), policy(now), now.message(), day)
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

    /** Notes that a message stays ready until then: outside the hours of its channel, or above its limit. */
    void later(OutboxEntry claimed, Instant notBefore, Tally tally) {
        writer.apply(claimed.account(), (loaded, leaseLost) -> {
                    OutboxEntry now = loaded.entry(claimed.message());
                    boolean mine = !leaseLost
                            && now.state() == OutboxState.READY
                            && now.attempt() == claimed.attempt()
                            && now.route() == claimed.route();
                    return mine
                            ? Optional.of(new Change(loaded, loaded.memory())
                                    .entry(expecting(
                                            now.readyOn(now.dueOn(), Optional.of(notBefore)),
                                            now,
                                            Optional.of(settings.owner())))
                                    .count(Tally.Of.HELD))
                            : Optional.empty();
                })
                .ifPresent(change -> tally.add(change.tally()));
    }

    /** No channel takes it, or it is given up: its steps come back, and a person looks at the addresses. */
    private Change over(
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
            AccountLedger ledger,
            LocalDate day,
            String why) {
        OutboxEntry now = loaded.entry(entry.message());
        MessageState message = message(memory, entry.message());
        TaskState task = GivenUp.task(message, ledger.customer(), version(now), TEAM, workDay(now, day), why);
        DunningCase after = GivenUp.waiting(CaseUpdates.failed(memory, entry.message(), day, why), message, task);
        return new Change(loaded, after)
                .entry(expecting(entry.become(OutboxState.DEAD), now, Optional.of(settings.owner())))
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

    private Policy policy(OutboxEntry entry) {
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
