package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.decision.CaseUpdates;
import io.relance.decision.Recheck;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.HandOver;
import io.relance.policy.Policy;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages over: claims one, looks at it again on a fresh ledger, renders it, notes that it is being sent together with
 * what was decided on the way, hands it over, records the receipt.
 */
public final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
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

    /** The dispatch of an engine with these settings. */
    public Dispatch(EngineSettings settings) {
        this.settings = settings;
        this.ledgers = new Ledgers(settings.books());
        this.writer = new Writer(settings);
        this.receipts = new Receipts(settings);
        this.calls = new ChannelCalls(settings);
        this.resumption = new Resumption(settings);
        this.limits = new Limits(settings.rules().limits());
        this.late = new LateReceipts(settings);
    }

    /** Hands over what is ready on {@code date}, and settles what somebody was handing over who is gone. */
    public void run(CreditorId creditor, LocalDate date, Tally tally) {
        late.poll(tally);
        Run run = new Run(date, tally);
        Set<ChannelId> channels = channels(creditor);
        boolean more = true;
        while (more && !settings.lifecycle().isClosing()) {
            channels.removeAll(run.full());
            List<Leased> batch = claim(creditor, channels, date);
            List<Leased> late = handOver(batch, run);
            release(late);
            // what a lease was too short for is claimed anew, as long as that leads anywhere
            more = late.size() < batch.size();
        }
        release(run.kept());
    }

    /**
     * One call of {@link #run}.
     *
     * @param kept leases on what can't be handed over now
     * @param putBack how often a message took too long to get ready
     * @param full channels that have no room for more in this run
     */
    private record Run(
            LocalDate date, Tally tally, List<Leased> kept, Map<MessageId, Integer> putBack, Set<ChannelId> full) {
        Run(LocalDate date, Tally tally) {
            this(date, tally, new ArrayList<>(), new HashMap<>(), new HashSet<>());
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

    /** Hands over one after the other; returns those for which the lease is too short by now. */
    private List<Leased> handOver(List<Leased> batch, Run run) {
        Batch read = read(batch, run.date());
        List<Leased> late = new ArrayList<>();
        for (Leased leased : batch) {
            if (settings.lifecycle().isClosing()) {
                // what was claimed and not begun is free again when its lease ends
                return List.of();
            }
            if (!settings.isLongEnough(leased)) {
                late.add(leased);
                continue;
            }
            try {
                handOver(leased, read, run);
            } catch (BrokenAccountException e) {
                // its lease ends by itself: what fails is not tried again at once
                run.tally().add(e);
            }
        }
        return late;
    }

    private void handOver(Leased leased, Batch read, Run run) {
        OutboxEntry entry = leased.entry();
        if (entry.state() == OutboxState.SENDING) {
            Instant at = readAt(read);
            resumption.resume(leased, ledger(entry.account(), read, run.date()), at, run.date(), run.tally());
        } else if (calls.channel(entry).isEmpty() || !checkAndHandOver(leased, read, run)) {
            run.kept().add(leased);
        }
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

    /** Hands a message over, or keeps it back for good; false when nothing can be done with it now. */
    private boolean checkAndHandOver(Leased leased, Batch batch, Run run) {
        LocalDate date = run.date();
        OutboxEntry claimed = leased.entry();
        AccountId account = claimed.account();
        Instant at = readAt(batch);
        AccountLedger ledger = ledger(account, batch, date);
        Optional<Instant> closed = calls.closedUntil(claimed, ledger.customer());
        Optional<Instant> full = closed.isPresent()
                ? Optional.empty()
                : limits.take(claimed.channel(), settings.clock().instant());
        if (closed.isPresent() || full.isPresent()) {
            full.ifPresent(until -> run.full().add(claimed.channel()));
            receipts.later(claimed, closed.or(() -> full).orElseThrow(), run.tally());
            return true;
        }
        Optional<Change> stored = writer.apply(account, (loaded, leaseLost) -> {
            OutboxEntry now = loaded.entry(claimed.message());
            boolean mine = !leaseLost
                    && settings.isLongEnough(leased)
                    && now.state() == OutboxState.READY
                    && now.attempt() == claimed.attempt();
            if (!mine || loaded.isBusy() || loaded.isDecidedAfter(date)) {
                return Optional.empty();
            }
            return BrokenAccountException.guard(account, () -> Optional.of(check(loaded, now, ledger, date)));
        });
        if (stored.flatMap(Change::sending).isEmpty()) {
            limits.giveBack(claimed.channel());
        }
        stored.ifPresent(change -> {
            run.tally().add(change.tally());
            change.sending().ifPresent(sending -> {
                if (settings.isLongEnough(leased) && settings.isFresh(at)) {
                    deliver(sending, ledger, run);
                } else {
                    putBack(sending, run);
                }
            });
        });
        return stored.isPresent();
    }

    private void deliver(OutboxEntry sending, AccountLedger ledger, Run run) {
        Instant began = settings.clock().instant();
        DeliveryReceipt receipt = calls.deliver(sending);
        Duration took = Duration.between(began, settings.clock().instant());
        receipts.record(sending, ledger, run.date(), receipt, run.tally());
        run.tally()
                .listenersFailed(settings.listeners().handedOver(sending.account(), sending.channel(), receipt, took));
    }

    /** It took too long to get ready: checked again at once; where that takes too long again, after longer and longer pauses. */
    private void putBack(OutboxEntry sending, Run run) {
        int times = run.putBack().merge(sending.message(), 1, Integer::sum);
        Optional<Instant> notBefore = Optional.of(
                        settings.clock().instant().plus(Receipts.pause(sending.message(), times)))
                .filter(at -> times > 1);
        receipts.putBack(sending, run.date(), notBefore);
        if (notBefore.isPresent()) {
            run.tally().add(Tally.Of.DEFERRED);
        }
    }

    /** Looks at a message again: the change that sends it, or keeps it back. */
    private Change check(LoadedAccount loaded, OutboxEntry now, AccountLedger ledger, LocalDate date) {
        Policy policy = settings.policy(now.account().creditor());
        Recheck recheck = Recheck.of(Ledgers.snapshot(ledger, loaded.memory()), policy, date, now.message());
        Change change = Decisions.of(loaded, recheck.decision());
        Optional<String> owner = Optional.of(settings.owner());
        MessageState was = Receipts.message(loaded.memory(), now.message());
        OutboxEntry entry = Change.follow(now, was, recheck.message());
        LOG.debug("message {} of {}: {}", now.message().shortForm(), now.account(), recheck.verdict());
        return switch (recheck.verdict()) {
            case GO -> go(loaded, change, recheck, entry, now, ledger, policy);
            case WAIT ->
                change.entry(Receipts.expecting(entry.readyOn(date.plusDays(1), Optional.empty()), now, owner))
                        .count(Tally.Of.WAITING);
            case AWAIT_APPROVAL, CANCELLED -> change.entry(Receipts.expecting(entry, now, owner));
        };
    }

    private Change go(
            LoadedAccount loaded,
            Change change,
            Recheck recheck,
            OutboxEntry entry,
            OutboxEntry now,
            AccountLedger ledger,
            Policy policy) {
        LocalDate date = recheck.decision().date();
        HandOver what;
        try {
            what = Rendering.render(
                    recheck.message(),
                    entry.route(),
                    entry.rendered().map(body -> settings.bodies().rendered(entry)),
                    ledger,
                    policy,
                    recheck.decision(),
                    settings.sender(now.account().creditor()),
                    settings.templates());
        } catch (Rendering.StaleWordsException e) {
            return wordsVoid(loaded, recheck, now);
        } catch (IllegalArgumentException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            Change given = receipts.unwritable(loaded, recheck.decision().memory(), entry, ledger, date, why)
                    .events(Happenings.of(loaded.memory(), recheck.decision()));
            Happenings.count(recheck.decision(), given);
            return given;
        }
        OutboxEntry sending = entry.sending(settings.bodies().handOver(now.account(), what));
        return change.entry(Receipts.expecting(sending, now, Optional.of(settings.owner())))
                .sending(sending);
    }

    /** What a person wrote would say what is no longer so: it awaits approval again. */
    private static Change wordsVoid(LoadedAccount loaded, Recheck recheck, OutboxEntry now) {
        LocalDate date = recheck.decision().date();
        DunningCase after = CaseUpdates.wordsVoid(recheck.decision().memory(), now.message(), date);
        MessageState message = Receipts.message(after, now.message());
        return Decisions.of(loaded, recheck.decision(), after).event(new AccountEvent.MessageChanged(date, message));
    }
}
