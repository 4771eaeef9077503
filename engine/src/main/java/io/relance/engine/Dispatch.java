package io.relance.engine;

import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.storage.ClaimRequest;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands messages over: claims them, looks at each again on a fresh ledger, renders it, notes that it is being sent together with
 * what was decided on the way, hands it over, records the receipt. Over channels that honour ids some go together, so that
 * marking them and noting their receipts is one commit each.
 */
public final class Dispatch {
    private static final int BATCH = 100;
    private static final int PAGE = 500;

    private final EngineSettings settings;
    private final Ledgers ledgers;
    private final Receipts receipts;
    private final ChannelCalls calls;
    private final Resumption resumption;
    private final Limits limits;
    private final LateReceipts late;
    private final HandOvers handOvers;
    private final Doubts doubts;
    private final AtomicLong runs = new AtomicLong();

    /**
     * The dispatch of an engine with these settings.
     *
     * @param rest the payment providers that it leaves alone
     */
    public Dispatch(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.ledgers = new Ledgers(settings.books());
        this.receipts = new Receipts(settings);
        this.calls = new ChannelCalls(settings);
        this.limits = new Limits(settings.rules().limits());
        this.resumption = new Resumption(settings, limits);
        this.late = new LateReceipts(settings);
        this.handOvers = new HandOvers(settings, receipts, limits, rest);
        this.doubts = new Doubts(settings, receipts);
    }

    /**
     * Hands over what is ready on a day, and settles what somebody was handing over who is gone. When that is today, it
     * ends when the creditor's day does: what is left is looked at again for the next one.
     */
    public void run(BusinessDay day, Tally tally) {
        CreditorId creditor = day.creditor();
        LocalDate date = day.date();
        if (settings.lifecycle().isClosing()) {
            return;
        }
        late.poll(tally);
        doubts.settle(creditor, date, tally);
        Run run = new Run(
                settings.owner() + "#" + runs.incrementAndGet(),
                day,
                tally,
                new Pace(settings.lease().minus(settings.timeout())));
        Set<ChannelId> channels = channels(creditor);
        boolean more = true;
        while (more && !run.isOver()) {
            channels.removeAll(run.full());
            channels.removeIf(run.patience()::isOver);
            List<Leased> batch = claim(run, channels);
            // a run that takes longer than a lease gets again what it has kept: it would never come to its end
            List<Leased> again = handOver(
                    batch.stream().filter(leased -> !run.keepsAgain(leased)).toList(), run);
            release(again);
            // what a lease was too short for, or there was no room for, is claimed anew, as long as that leads anywhere
            more = again.size() < batch.size();
        }
        release(List.copyOf(run.kept().values()));
    }

    /** The channels of this engine, and those over which something is under way: one that is gone would keep accounts busy. */
    private Set<ChannelId> channels(CreditorId creditor) {
        Set<ChannelId> channels = new HashSet<>(settings.channels().keySet());
        Optional<String> after = Optional.empty();
        do {
            Page<OutboxEntry> page = settings.store()
                    .outbox(new OutboxQuery(creditor, Set.of(), Set.of(OutboxState.SENDING), after, PAGE));
            page.items().forEach(entry -> channels.add(entry.channel()));
            after = page.next();
        } while (after.isPresent());
        return channels;
    }

    /** Those in SENDING first: as long as one is, nothing else of its account is handed over. */
    private List<Leased> claim(Run run, Set<ChannelId> channels) {
        List<Leased> batch = new ArrayList<>(settings.store()
                .claim(new ClaimRequest(
                        Set.of(run.day().creditor()),
                        channels,
                        run.date(),
                        settings.clock().instant(),
                        settings.lease(),
                        run.owner(),
                        BATCH)));
        batch.sort(Comparator.comparing(leased -> leased.entry().state() != OutboxState.SENDING));
        return batch;
    }

    /** Hands over wave by wave; returns those that are to be claimed anew. */
    private List<Leased> handOver(List<Leased> batch, Run run) {
        Batch read = read(batch, run.date());
        List<Leased> again = new ArrayList<>();
        Deque<Leased> left = new ArrayDeque<>(batch);
        boolean first = true;
        while (!left.isEmpty() && !run.isOver()) {
            List<Leased> next = wave(left, run.pace());
            // the first is tried with whatever time is left: claimed anew, it would not have more
            Duration before = first ? Duration.ZERO : run.pace().expected(next.size());
            List<Leased> wave = new ArrayList<>();
            for (Leased leased : next) {
                (settings.isLongEnough(leased, before) ? wave : again).add(leased);
            }
            first = false;
            handOver(wave, read, again, run);
        }
        if (!settings.lifecycle().isClosing()) {
            left.forEach(run::keep);
        }
        // what was claimed when the engine is closed, and not begun, is free again when its lease ends
        return again;
    }

    /**
     * Takes what is handed over next: one message, or several of differing accounts over channels that honour ids. Only those
     * may be marked as being sent together: after a crash they are handed over again, any other would be in doubt.
     */
    private List<Leased> wave(Deque<Leased> left, Pace pace) {
        Leased first = left.remove();
        List<Leased> wave = new ArrayList<>(List.of(first));
        Set<AccountId> accounts = new HashSet<>(Set.of(first.entry().account()));
        Iterator<Leased> others = calls.mayBeRepeated(first.entry()) ? left.iterator() : Collections.emptyIterator();
        while (others.hasNext() && wave.size() < pace.messages()) {
            Leased next = others.next();
            if (calls.mayBeRepeated(next.entry()) && accounts.add(next.entry().account())) {
                wave.add(next);
                others.remove();
            }
        }
        return wave;
    }

    private void handOver(List<Leased> wave, Batch read, List<Leased> again, Run run) {
        Map<AccountId, HandOvers.Claimed> claimed = new LinkedHashMap<>();
        for (Leased leased : wave) {
            OutboxEntry entry = leased.entry();
            try {
                boolean waits = entry.state() != OutboxState.SENDING
                        && calls.channel(entry).isEmpty();
                if (waits || run.patience().isOver(entry.channel())) {
                    run.keep(leased);
                } else if (entry.state() == OutboxState.SENDING) {
                    resume(leased, read, run);
                } else {
                    claimed(leased, read, again, run).ifPresent(mine -> claimed.put(entry.account(), mine));
                }
            } catch (BrokenAccountException e) {
                // its lease ends by itself: what fails is not tried again at once
                run.tally().add(e);
            }
        }
        if (!claimed.isEmpty()) {
            handOvers.send(claimed, run);
        }
    }

    private void resume(Leased leased, Batch read, Run run) {
        OutboxEntry entry = leased.entry();
        Instant at = readAt(read);
        AccountLedger ledger = ledger(entry.account(), read, run.date());
        Instant began = settings.clock().instant();
        if (!resumption.resume(leased, ledger, at, run.date(), run.tally())) {
            run.patience()
                    .waited(
                            entry.channel(),
                            Duration.between(began, settings.clock().instant()));
        }
    }

    private Optional<HandOvers.Claimed> claimed(Leased leased, Batch read, List<Leased> again, Run run) {
        OutboxEntry entry = leased.entry();
        Instant at = readAt(read);
        AccountLedger ledger = ledger(entry.account(), read, run.date());
        Optional<Instant> closed = calls.closedUntil(entry, ledger.customer());
        if (closed.isPresent()) {
            receipts.later(leased, closed.get(), run.tally());
            return Optional.empty();
        }
        Limits.Answer limit = limits.take(entry.channel(), settings.clock().instant());
        if (limit.full().isPresent()) {
            run.full().add(entry.channel());
            receipts.later(leased, limit.full().get(), run.tally());
        } else if (!limit.room()) {
            again.add(leased);
        }
        return limit.room() ? Optional.of(new HandOvers.Claimed(leased, ledger, at)) : Optional.empty();
    }

    private void release(List<Leased> leases) {
        if (!leases.isEmpty()) {
            settings.store().release(leases);
        }
    }

    /** The ledgers of a batch, and when they were read. */
    private record Batch(Map<AccountId, AccountLedger> ledgers, Instant at) {}

    private Batch read(List<Leased> batch, LocalDate date) {
        Instant at = settings.clock().instant();
        List<AccountId> accounts = batch.stream()
                .map(leased -> leased.entry().account())
                .distinct()
                .toList();
        return new Batch(accounts.isEmpty() ? Map.of() : ledgers.read(accounts, date), at);
    }

    /** When the ledger is read that {@link #ledger} gives now. */
    private Instant readAt(Batch batch) {
        return settings.isFresh(batch.at()) ? batch.at() : settings.clock().instant();
    }

    private AccountLedger ledger(AccountId account, Batch batch, LocalDate date) {
        AccountLedger read = batch.ledgers().get(account);
        return read != null && settings.isFresh(batch.at())
                ? read
                : BrokenAccountException.guard(account, () -> ledgers.read(account, date));
    }
}
