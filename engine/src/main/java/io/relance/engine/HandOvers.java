package io.relance.engine;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Marks messages as being sent, hands them over, and notes what became of them: together, one message of each account. */
final class HandOvers {
    private final EngineSettings settings;
    private final Writer writer;
    private final Receipts receipts;
    private final Limits limits;
    private final ChannelCalls calls;
    private final SecondLook second;

    HandOvers(EngineSettings settings, Receipts receipts, Limits limits, RestingProviders rest) {
        this.settings = settings;
        this.writer = new Writer(settings);
        this.receipts = receipts;
        this.limits = limits;
        this.calls = new ChannelCalls(settings);
        this.second = new SecondLook(settings, rest);
    }

    /**
     * A message that may leave at this hour and within the limit of its channel.
     *
     * @param at when the ledger was read
     */
    record Claimed(Leased leased, AccountLedger ledger, Instant at) {
        OutboxEntry entry() {
            return leased.entry();
        }
    }

    /** Looks at each again, notes together which are being sent, hands them over, and notes together what became of them. */
    void send(Map<AccountId, Claimed> claimed, Run run) {
        Instant began = settings.clock().instant();
        Map<AccountId, Change> stored = mark(claimed, run);
        run.pace()
                .marked(claimed.size(), Duration.between(began, settings.clock().instant()));
        List<Claimed> sending = new ArrayList<>();
        List<Leased> rerouted = new ArrayList<>();
        claimed.forEach((account, mine) -> {
            Change change = stored.get(account);
            if (change != null && change.sending().isPresent()) {
                sending.add(mine);
            } else {
                limits.giveBack(mine.entry().channel());
            }
            if (change != null) {
                run.tally().add(change.tally());
                if (change.isRerouted(mine.entry())) {
                    rerouted.add(mine.leased());
                }
            } else if (!run.tally().broken().containsKey(account)) {
                run.keep(mine.leased());
            }
        });
        // claimed again at once, over their new channels
        if (!rerouted.isEmpty()) {
            settings.store().release(rerouted);
        }
        deliver(sending, stored, run);
    }

    private Map<AccountId, Change> mark(Map<AccountId, Claimed> claimed, Run run) {
        boolean stored = false;
        try {
            Map<AccountId, Change> marked = writer.apply(
                    List.copyOf(claimed.keySet()),
                    (loaded, leaseLost) -> look(required(claimed, loaded.account()), loaded, leaseLost, run),
                    run.tally()::add);
            stored = true;
            return marked;
        } finally {
            if (!stored) {
                claimed.values().forEach(mine -> limits.giveBack(mine.entry().channel()));
            }
        }
    }

    private Optional<Change> look(Claimed claimed, LoadedAccount loaded, boolean leaseLost, Run run) {
        Optional<OutboxEntry> mine = loaded.find(claimed.entry().message())
                .filter(now -> now.state() == OutboxState.READY
                        && now.attempt() == claimed.entry().attempt());
        boolean may = !leaseLost
                && settings.isLongEnough(claimed.leased())
                && !loaded.isBusy()
                && !loaded.isDecidedAfter(run.date());
        if (!may || mine.isEmpty()) {
            return Optional.empty();
        }
        Instant began = settings.clock().instant();
        Optional<Change> change = BrokenAccountException.guard(
                loaded.account(),
                () -> second.at(
                        loaded,
                        mine.get(),
                        claimed.ledger(),
                        run.date(),
                        claimed.leased().owner()));
        if (change.isEmpty()) {
            run.tally().addWaitingForBooks(claimed.entry().message());
        }
        if (change.filter(HandOvers::lacksDocuments).isPresent()) {
            run.patience()
                    .waited(
                            claimed.entry().channel(),
                            Duration.between(began, settings.clock().instant()));
        }
        return change;
    }

    /** Whether its hand-over failed before it was begun. */
    private static boolean lacksDocuments(Change change) {
        return change.sending().isEmpty() && change.tally().count(Tally.Of.DEFERRED) > 0;
    }

    /** Hands over what was marked, or puts it back; what became of it is noted together. */
    private void deliver(List<Claimed> marked, Map<AccountId, Change> stored, Run run) {
        List<Receipts.Answer> answers = new ArrayList<>();
        List<Duration> took = new ArrayList<>();
        Map<OutboxEntry, Optional<Instant>> putBack = new LinkedHashMap<>();
        Duration spent = Duration.ZERO;
        for (Claimed mine : marked) {
            AccountId account = mine.entry().account();
            OutboxEntry sending = required(stored, account).sending().orElseThrow();
            ChannelId channel = sending.channel();
            try {
                // its key may be gone by now
                BrokenAccountException.guard(account, () -> settings.bodies().rendered(sending));
            } catch (BrokenAccountException e) {
                // the receipts of the others are noted all the same; this one is looked at again when its lease has
                // ended
                limits.giveBack(channel);
                run.tally().add(e);
                continue;
            }
            Optional<Instant> closed = closedUntil(sending, mine, run);
            boolean stopped = !answers.isEmpty()
                    && (run.isOver()
                            || run.patience().isOver(channel)
                            || spent.compareTo(run.pace().together()) > 0);
            boolean late = !settings.isLongEnough(mine.leased()) || !settings.isFresh(mine.at());
            if (stopped || closed.isPresent() || late) {
                putBack.put(sending, stopped || closed.isPresent() ? closed : tookTooLong(sending, run));
                limits.giveBack(channel);
                continue;
            }
            Instant began = settings.clock().instant();
            limits.begin(channel, began);
            DeliveryReceipt receipt =
                    calls.deliver(sending, required(stored, account).attachments());
            Duration time = Duration.between(began, settings.clock().instant());
            run.pace().took(time);
            run.patience().answered(channel, receipt, time);
            spent = spent.plus(time);
            took.add(time);
            answers.add(new Receipts.Answer(sending, run.owner(), mine.ledger(), run.date(), receipt));
        }
        receipts.record(answers, run.tally());
        for (int i = 0; i < answers.size(); i++) {
            Receipts.Answer answer = answers.get(i);
            OutboxEntry sent = answer.sent();
            run.tally()
                    .listenersFailed(settings.listeners()
                            .handedOver(sent.account(), sent.channel(), answer.receipt(), took.get(i)));
        }
        receipts.putBack(putBack, run);
    }

    /** As the channel says; what has been marked for one that does not say is put back, and checked again after a pause. */
    private Optional<Instant> closedUntil(OutboxEntry sending, Claimed mine, Run run) {
        try {
            return BrokenAccountException.guard(
                    sending.account(),
                    () -> calls.closedUntil(sending, mine.ledger().customer()));
        } catch (BrokenAccountException e) {
            run.tally().add(e);
            return Optional.of(settings.clock().instant().plus(Receipts.pause(sending.message(), 1)));
        }
    }

    /** When what took too long to get ready is checked again: at once, then after longer and longer pauses. */
    private Optional<Instant> tookTooLong(OutboxEntry sending, Run run) {
        int times = run.putBack().merge(sending.message(), 1, Integer::sum);
        return Optional.of(settings.clock().instant().plus(Receipts.pause(sending.message(), times)))
                .filter(at -> times > 1);
    }

    private static <T> T required(Map<AccountId, T> all, AccountId account) {
        T found = all.get(account);
        if (found == null) {
            throw new IllegalStateException(account + " is not among those asked for");
        }
        return found;
    }
}
