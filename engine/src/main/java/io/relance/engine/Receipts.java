package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.decision.CaseUpdates;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.HandOver;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.Leased;
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

    private final EngineSettings settings;
    private final Writer writer;
    private final Outcomes outcomes;

    Receipts(EngineSettings settings) {
        this.settings = settings;
        this.outcomes = new Outcomes(settings);
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
     * @param lessee who holds the lease of what is being sent
     * @param day the business date of what is said
     */
    record Answer(OutboxEntry sent, String lessee, AccountLedger ledger, LocalDate day, DeliveryReceipt receipt) {}

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
                return Optional.of(
                        isForADayBefore(loaded, answer) ? Change.none(loaded) : settled(loaded, now, answer));
            }
            Optional<String> owner = leaseLost ? Optional.empty() : Optional.of(answer.lessee());
            return Optional.of(
                    leaseLost && failed ? failedThen(loaded, answer) : outcomes.of(loaded, now, owner, answer));
        }
        return tooLate(loaded, same, answer);
    }

    /** Whether a run for a day before the doubt has asked: what it would settle would have happened before it was begun. */
    private static boolean isForADayBefore(LoadedAccount loaded, Answer answer) {
        boolean asked = answer.sent().state() == OutboxState.IN_DOUBT;
        return asked
                && (loaded.isDecidedAfter(answer.day())
                        || Outcomes.message(loaded.memory(), answer.sent().message())
                                .on()
                                .isAfter(answer.day()));
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
            return outcomes.accepted(loaded, now, Optional.empty(), answer, accepted);
        }
        boolean askedBefore = answer.sent().state() != OutboxState.IN_DOUBT;
        if (askedBefore || answer.receipt() instanceof DeliveryReceipt.InDoubt) {
            return Change.none(loaded);
        }
        DunningCase ready = CaseUpdates.notTaken(loaded.memory(), now.message(), answer.day());
        if (answer.receipt() instanceof DeliveryReceipt.PermanentFailure refused) {
            return outcomes.refused(
                    loaded, ready, now, Optional.empty(), answer.ledger(), answer.day(), refused.reason());
        }
        String why = ((DeliveryReceipt.TemporaryFailure) answer.receipt()).reason();
        return outcomes.failedForNow(loaded, ready, now, Optional.empty(), answer.ledger(), answer.day(), why);
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
        LocalDate named =
                accepted.at().atZone(outcomes.policy(sending).timeZone()).toLocalDate();
        LocalDate notAfter = named.isAfter(asked) ? asked : named;
        return notAfter.isBefore(what.businessDate()) ? what.businessDate() : notAfter;
    }

    /**
     * Notes that hand-overs of differing accounts were not begun after all: they are ready as they were, and no attempt is counted.
     *
     * @param sent with the moment before which each is not to be tried again
     */
    void putBack(Map<OutboxEntry, Optional<Instant>> sent, Run run) {
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
                                                loaded, now, run, sent.getOrDefault(entry, Optional.empty())))),
                        run.tally()::add)
                .values()
                .forEach(change -> run.tally().add(change.tally()));
    }

    private static Change notBegun(LoadedAccount loaded, OutboxEntry now, Run run, Optional<Instant> notBefore) {
        OutboxEntry ready = now.notBegun().readyOn(run.date(), notBefore);
        Change change =
                new Change(loaded, loaded.memory()).entry(Outcomes.expecting(ready, now, Optional.of(run.owner())));
        return notBefore.isPresent() ? change.count(Tally.Of.DEFERRED) : change;
    }

    /** Notes that a message stays ready until then: outside the hours of its channel, or above its limit. */
    void later(Leased leased, Instant notBefore, Tally tally) {
        OutboxEntry claimed = leased.entry();
        writer.apply(claimed.account(), (loaded, leaseLost) -> {
                    OutboxEntry now = loaded.entry(claimed.message());
                    boolean mine = !leaseLost
                            && now.state() == OutboxState.READY
                            && now.attempt() == claimed.attempt()
                            && now.route() == claimed.route();
                    return mine
                            ? Optional.of(new Change(loaded, loaded.memory())
                                    .entry(Outcomes.expecting(
                                            now.readyOn(now.dueOn(), Optional.of(notBefore)),
                                            now,
                                            Optional.of(leased.owner())))
                                    .count(Tally.Of.HELD))
                            : Optional.empty();
                })
                .ifPresent(change -> tally.add(change.tally()));
    }
}
