package io.relance.engine;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private final Writer writer;
    private final Receipts receipts;
    private final ChannelCalls calls;
    private final Resumption resumption;
    private final Limits limits;
    private final LateReceipts late;
    private final SecondLook second;
    private final Doubts doubts;

    /** The dispatch of an engine with these settings. */
    public Dispatch(EngineSettings settings) {
        this.settings = settings;
        this.ledgers = new Ledgers(settings.books());
        this.writer = new Writer(settings);
        this.receipts = new Receipts(settings);
        this.calls = new ChannelCalls(settings);
        this.limits = new Limits(settings.rules().limits());
        this.resumption = new Resumption(settings, limits);
        this.late = new LateReceipts(settings);
        this.second = new SecondLook(settings, receipts);
        this.doubts = new Doubts(settings, receipts);
    }

    /**
     * Hands over what is ready on {@code date}, and settles what somebody was handing over who is gone. When that is today, it
     * ends when the creditor's day does: what is left is looked at again for the next one.
     */
    public void run(CreditorId creditor, LocalDate date, Tally tally) {
        late.poll(tally);
        doubts.settle(creditor, date, tally);
        Run run = new Run(creditor, date, date.equals(today(creditor)), tally);
        Set<ChannelId> channels = channels(creditor);
        boolean more = true;
        while (more && !isOver(run)) {
            channels.removeAll(run.full());
            channels.removeIf(run.patience()::isOver);
            List<Leased> batch = claim(creditor, channels, date);
            List<Leased> again = handOver(batch, run);
            release(again);
            // what a lease was too short for, or there was no room for, is claimed anew, as long as that leads anywhere
            more = again.size() < batch.size();
        }
        release(run.kept());
    }

    private LocalDate today(CreditorId creditor) {
        return settings.clock()
                .instant()
                .atZone(settings.policy(creditor).timeZone())
                .toLocalDate();
    }

    /** Whether nothing more is to be begun. */
    private boolean isOver(Run run) {
        return settings.lifecycle().isClosing() || (run.isToday() && !run.date().equals(today(run.creditor())));
    }

    /**
     * One call of {@link #run}.
     *
     * @param isToday whether the date was that of the creditor's clock when it began
     * @param kept leases on what can't be handed over now
     * @param putBack how often a message took too long to get ready
     * @param full channels that have no room for more in this run
     * @param pace how many go together
     * @param patience how long channels may keep it waiting
     */
    private record Run(
            CreditorId creditor,
            LocalDate date,
            boolean isToday,
            Tally tally,
            List<Leased> kept,
            Map<MessageId, Integer> putBack,
            Set<ChannelId> full,
            Pace pace,
            Patience patience) {
        Run(CreditorId creditor, LocalDate date, boolean isToday, Tally tally) {
            this(
                    creditor,
                    date,
                    isToday,
                    tally,
                    new ArrayList<>(),
                    new HashMap<>(),
                    new HashSet<>(),
                    new Pace(),
                    new Patience());
        }
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
    private List<Leased> claim(CreditorId creditor, Set<ChannelId> channels, LocalDate date) {
        List<Leased> batch = new ArrayList<>(settings.store()
                .claim(new ClaimRequest(
                        Set.of(creditor),
                        channels,
                        date,
                        settings.clock().instant(),
                        settings.lease(),
                        settings.owner(),
                        BATCH)));
        batch.sort(Comparator.comparing(leased -> leased.entry().state() != OutboxState.SENDING));
        return batch;
    }

    /** Hands over wave by wave; returns those that are to be claimed anew. */
    private List<Leased> handOver(List<Leased> batch, Run run) {
        Batch read = read(batch, run.date());
        List<Leased> again = new ArrayList<>();
        Deque<Leased> left = new ArrayDeque<>(batch);
        while (!left.isEmpty() && !isOver(run)) {
            List<Leased> wave = new ArrayList<>();
            for (Leased leased : wave(left, run.pace())) {
                (settings.isLongEnough(leased) ? wave : again).add(leased);
            }
            handOver(wave, read, again, run);
        }
        if (!settings.lifecycle().isClosing()) {
            run.kept().addAll(left);
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
        Map<AccountId, Claimed> claimed = new LinkedHashMap<>();
        for (Leased leased : wave) {
            OutboxEntry entry = leased.entry();
            try {
                boolean waits = entry.state() != OutboxState.SENDING
                        && calls.channel(entry).isEmpty();
                if (waits || run.patience().isOver(entry.channel())) {
                    run.kept().add(leased);
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
            send(claimed, run);
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

    /**
     * A message that may leave at this hour and within the limit of its channel.
     *
     * @param at when the ledger was read
     */
    private record Claimed(Leased leased, AccountLedger ledger, Instant at) {
        OutboxEntry entry() {
            return leased.entry();
        }
    }

    private Optional<Claimed> claimed(Leased leased, Batch read, List<Leased> again, Run run) {
        OutboxEntry entry = leased.entry();
        Instant at = readAt(read);
        AccountLedger ledger = ledger(entry.account(), read, run.date());
        Optional<Instant> closed = calls.closedUntil(entry, ledger.customer());
        if (closed.isPresent()) {
            receipts.later(entry, closed.get(), run.tally());
            return Optional.empty();
        }
        Limits.Answer limit = limits.take(entry.channel(), settings.clock().instant());
        if (limit.full().isPresent()) {
            run.full().add(entry.channel());
            receipts.later(entry, limit.full().get(), run.tally());
        } else if (!limit.room()) {
            again.add(leased);
        }
        return limit.room() ? Optional.of(new Claimed(leased, ledger, at)) : Optional.empty();
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

    /** Looks at each again, notes together which are being sent, hands them over, and notes together what became of them. */
    private void send(Map<AccountId, Claimed> claimed, Run run) {
        Map<AccountId, Change> stored = mark(claimed, run);
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
                run.kept().add(mine.leased());
            }
        });
        // claimed again at once, over their new channels
        release(rerouted);
        deliver(sending, stored, run);
    }

    private Map<AccountId, Change> mark(Map<AccountId, Claimed> claimed, Run run) {
        boolean stored = false;
        try {
            Map<AccountId, Change> marked = writer.apply(
                    List.copyOf(claimed.keySet()),
                    (loaded, leaseLost) -> look(required(claimed, loaded.account()), loaded, leaseLost, run.date()),
                    run.tally()::add);
            stored = true;
            return marked;
        } finally {
            if (!stored) {
                claimed.values().forEach(mine -> limits.giveBack(mine.entry().channel()));
            }
        }
    }

    private Optional<Change> look(Claimed claimed, LoadedAccount loaded, boolean leaseLost, LocalDate date) {
        Optional<OutboxEntry> mine = loaded.find(claimed.entry().message())
                .filter(now -> now.state() == OutboxState.READY
                        && now.attempt() == claimed.entry().attempt());
        boolean may = !leaseLost
                && settings.isLongEnough(claimed.leased())
                && !loaded.isBusy()
                && !loaded.isDecidedAfter(date);
        return mine.filter(now -> may)
                .map(now -> BrokenAccountException.guard(
                        loaded.account(), () -> second.at(loaded, now, claimed.ledger(), date)));
    }

    /** Hands over what was marked, or puts it back; what became of it is noted together. */
    private void deliver(List<Claimed> marked, Map<AccountId, Change> stored, Run run) {
        List<Receipts.Answer> answers = new ArrayList<>();
        List<Duration> took = new ArrayList<>();
        Map<OutboxEntry, Optional<Instant>> putBack = new LinkedHashMap<>();
        Duration spent = Duration.ZERO;
        for (Claimed mine : marked) {
            OutboxEntry sending =
                    required(stored, mine.entry().account()).sending().orElseThrow();
            ChannelId channel = sending.channel();
            Optional<Instant> closed = calls.closedUntil(sending, mine.ledger().customer());
            boolean stopped = !answers.isEmpty()
                    && (isOver(run) || run.patience().isOver(channel) || spent.compareTo(Pace.TOGETHER) > 0);
            boolean late = !settings.isLongEnough(mine.leased()) || !settings.isFresh(mine.at());
            if (stopped || closed.isPresent() || late) {
                putBack.put(sending, stopped || closed.isPresent() ? closed : tookTooLong(sending, run));
                limits.giveBack(channel);
                continue;
            }
            Instant began = settings.clock().instant();
            limits.begin(channel, began);
            DeliveryReceipt receipt = calls.deliver(sending);
            Duration time = Duration.between(began, settings.clock().instant());
            run.pace().took(time);
            run.patience().answered(channel, receipt, time);
            spent = spent.plus(time);
            took.add(time);
            answers.add(new Receipts.Answer(sending, mine.ledger(), run.date(), receipt));
        }
        receipts.record(answers, run.tally());
        for (int i = 0; i < answers.size(); i++) {
            Receipts.Answer answer = answers.get(i);
            OutboxEntry sent = answer.sent();
            run.tally()
                    .listenersFailed(settings.listeners()
                            .handedOver(sent.account(), sent.channel(), answer.receipt(), took.get(i)));
        }
        receipts.putBack(putBack, run.date(), run.tally());
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
