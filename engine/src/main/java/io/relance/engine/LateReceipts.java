package io.relance.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.account.StepExecution;
import io.relance.account.TaskState;
import io.relance.callback.RawCallback;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.decision.CaseUpdates;
import io.relance.decision.ClaimUpdates;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.history.AccountEvent;
import io.relance.json.HandOver;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.CommitId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what channels learn of messages after they took them, each report in one commit and once. A channel may forget a
 * report when that is through. One of a message that is not known, perhaps known to another engine, or by its reference alone,
 * is counted, written to the log once, and stays with its channel for 30 days; so does one that can't be recorded.
 */
public final class LateReceipts {
    private static final Logger LOG = LoggerFactory.getLogger(LateReceipts.class);
    private static final int BATCH = 100;
    /** A channel that gives the same reports again and again is left for the next run. */
    private static final int MOST_BATCHES = 100;

    /** How long a report of a message that is not known stays with its channel. */
    private static final Duration KEPT = Duration.ofDays(30);
    /** Why steps return whose message came back: what is told of it then, out of order, brings it there no more. */
    private static final String CAME_BACK = "it came back: ";

    private static final String DELIVERED_AFTER_ALL = "its channel reports that it was delivered";
    /** How many reports are remembered to have been written of to the log. */
    private static final int MOST_TOLD = 10_000;

    private final Cache<String, Boolean> told =
            Caffeine.newBuilder().maximumSize(MOST_TOLD).executor(Runnable::run).build();
    private final EngineSettings settings;
    private final Writer writer;
    private final Outcomes outcomes;

    /** The late receipts of an engine with these settings. */
    public LateReceipts(EngineSettings settings) {
        this.settings = settings;
        this.writer = new Writer(settings);
        this.outcomes = new Outcomes(settings);
    }

    /**
     * Records what a provider posted to the host.
     *
     * @throws IllegalArgumentException when there is no channel of that name
     * @throws io.relance.callback.CallbackRefusedException when it is not genuine
     */
    public void callback(ChannelId id, RawCallback callback, Tally tally) {
        Channel channel = settings.channels().get(id);
        if (channel == null) {
            throw new IllegalArgumentException("there is no channel \"" + id + "\"");
        }
        Optional<BrokenAccountException> failed = Optional.empty();
        for (LateReceipt receipt : channel.verify(callback)) {
            try {
                record(id, receipt, tally);
            } catch (BrokenAccountException e) {
                // the others are recorded; the provider posts all of them again
                failed = failed.or(() -> Optional.of(e));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    /** Collects what came in at channels that tell so. */
    void poll(Tally tally) {
        for (Channel channel : settings.channels().values()) {
            if (channel.features().contains(ChannelFeature.LATE_RECEIPTS)) {
                try {
                    poll(channel, tally);
                } catch (UnsupportedOperationException e) {
                    // what has come in stays with the channel; messages go out all the same
                    LOG.warn("the late receipts of channel {} are not recorded", channel.id(), e);
                }
            }
        }
    }

    /** What stays with the channel is given again, before what came in later: so many more are asked for. */
    private void poll(Channel channel, Tally tally) {
        Set<String> left = new HashSet<>();
        for (int i = 0; i < MOST_BATCHES; i++) {
            int limit = BATCH + left.size();
            List<LateReceipt> batch = ask(channel, limit);
            List<LateReceipt> through = new ArrayList<>();
            for (LateReceipt receipt : batch) {
                if (!left.contains(receipt.id())) {
                    if (isThrough(channel.id(), receipt, tally)) {
                        through.add(receipt);
                    } else {
                        left.add(receipt.id());
                    }
                }
            }
            boolean forgotten = through.isEmpty() || acknowledge(channel, through);
            if (!forgotten || batch.size() < limit) {
                return;
            }
        }
    }

    /** Whether the channel may forget a report: it is stored, or so old that nobody will ever know its message. */
    private boolean isThrough(ChannelId channel, LateReceipt receipt, Tally tally) {
        try {
            if (record(channel, receipt, tally)) {
                return true;
            }
        } catch (BrokenAccountException e) {
            tally.add(e);
        }
        boolean old = receipt.at().plus(KEPT).isBefore(settings.clock().instant());
        if (old) {
            LOG.warn(
                    "channel {} may forget report {}: for {} days nobody has known its message, or could record it",
                    channel,
                    receipt.id(),
                    KEPT.toDays());
        }
        return old;
    }

    private List<LateReceipt> ask(Channel channel, int limit) {
        try {
            return Objects.requireNonNull(channel.poll(limit, settings.timeout()));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.warn("channel {} could not be asked for late receipts", channel.id(), e);
            return List.of();
        }
    }

    private static boolean acknowledge(Channel channel, List<LateReceipt> receipts) {
        try {
            channel.acknowledge(receipts);
            return true;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.warn("channel {} gives its late receipts again", channel.id(), e);
            return false;
        }
    }

    /** Whether the message is known of which a report speaks: then it is recorded. */
    private boolean record(ChannelId channel, LateReceipt receipt, Tally tally) {
        Optional<DeliveryId> delivery =
                receipt.delivery().filter(known -> known.channel().equals(channel));
        Optional<AccountId> account = delivery.flatMap(known -> settings.store().accountOf(known.message()));
        if (account.isEmpty()) {
            unknown(channel, receipt, tally);
            return false;
        }
        AccountId id = account.get();
        CommitId name = new CommitId(new Sha256()
                .add("late")
                .add(channel)
                .add(receipt.id())
                .add(id.creditor())
                .add(id.customer())
                .hex());
        writer.apply(
                        id,
                        loaded -> isErased(loaded, delivery.get())
                                        || settings.store().isCommitted(id, name)
                                ? Optional.empty()
                                : BrokenAccountException.guard(
                                        id,
                                        () -> Optional.of(change(loaded, delivery.get(), receipt)
                                                .named(name))))
                .ifPresent(change -> tally.add(change.tally()));
        return true;
    }

    /** Whether the account was erased since: then nothing is to be remembered of the message any more. */
    private static boolean isErased(LoadedAccount loaded, DeliveryId delivery) {
        return loaded.memory().message(delivery.message()).isEmpty();
    }

    private void unknown(ChannelId channel, LateReceipt receipt, Tally tally) {
        String name = channel + " " + receipt.id();
        if (tally.addUnknown(name) && told.asMap().putIfAbsent(name, true) == null) {
            LOG.warn(
                    "channel {} reports {} in {}, and its message is not known: delivery {}, reference {}",
                    channel,
                    receipt.outcome(),
                    receipt.id(),
                    receipt.delivery().map(DeliveryId::toString).orElse("none"),
                    receipt.reference().orElse("none"));
        }
    }

    private Change change(LoadedAccount loaded, DeliveryId delivery, LateReceipt receipt) {
        Policy policy = settings.policy(loaded.account().creditor());
        OutboxEntry entry = loaded.entry(delivery.message());
        MessageState message = Outcomes.message(loaded.memory(), delivery.message());
        LocalDate today = settings.clock().instant().atZone(policy.timeZone()).toLocalDate();
        LocalDate named = receipt.at().atZone(policy.timeZone()).toLocalDate();
        // a channel whose clock is wrong decides nothing about days to come
        LocalDate past = named.isAfter(today) ? today : named;
        LocalDate day = latest(past, message.on());
        boolean newest = entry.rendered()
                .map(body -> settings.bodies().rendered(entry).delivery().equals(delivery))
                .orElse(false);
        boolean open = entry.state() == OutboxState.SENDING || entry.state() == OutboxState.IN_DOUBT;
        LateReceipt.Outcome outcome = receipt.outcome();
        Change change;
        if (newest && outcome == LateReceipt.Outcome.BOUNCED && entry.state() == OutboxState.ACCEPTED) {
            change = bounced(loaded, entry, message, day, receipt);
        } else if (newest && outcome == LateReceipt.Outcome.BOUNCED && open) {
            change = neverArrived(loaded, entry, message, day, receipt);
        } else if (newest && outcome == LateReceipt.Outcome.DELIVERED && (open || entry.state() == OutboxState.READY)) {
            // in doubt until today: its steps are done on the day on which that is settled (SEMANTICS 6);
            // ready: that hand-over was answered by a failure, and had been taken all the same
            LocalDate done = entry.state() == OutboxState.IN_DOUBT ? latest(today, message.on()) : day;
            change = arrived(loaded, entry, done, delivery, receipt);
        } else if (newest
                && outcome == LateReceipt.Outcome.DELIVERED
                && isUndone(loaded.memory(), message, entry.state())) {
            change = arrivedAfterAll(loaded, entry, latest(past, message.plannedOn()), today, delivery, receipt);
        } else {
            change = new Change(loaded, loaded.memory())
                    .event(new AccountEvent.DeliveryReported(
                            day, delivery, receipt.id(), outcome.name(), receipt.at(), receipt.detail()));
        }
        return change.count(Tally.Of.REPORTED);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    /** It was taken and came back: it no longer counts as a reminder, and a person looks at the address. */
    private Change bounced(
            LoadedAccount loaded, OutboxEntry entry, MessageState message, LocalDate day, LateReceipt receipt) {
        TaskState task = outcomes.unreachable(message, ledger(loaded, day), entry, day, receipt.detail());
        DunningCase after = CaseUpdates.bounced(loaded.memory(), message.id(), day).toBuilder()
                .task(task)
                .build();
        return new Change(loaded, after)
                .entry(Outcomes.expecting(entry.become(OutboxState.BOUNCED), entry, Optional.empty()))
                .event(new AccountEvent.MessageBounced(day, AccountEvent.ENGINE, message.id(), receipt.detail()))
                .events(ClaimItems.dropped(loaded.memory(), message.id(), day, AccountEvent.ENGINE))
                .event(new AccountEvent.TaskRaised(day, task))
                .count(Tally.Of.BOUNCED)
                .count(Tally.Of.TASKS);
    }

    /** Nobody knew whether it was taken: it was, and came back. Its steps return. */
    private Change neverArrived(
            LoadedAccount loaded, OutboxEntry entry, MessageState message, LocalDate day, LateReceipt receipt) {
        TaskState task = outcomes.unreachable(message, ledger(loaded, day), entry, day, receipt.detail());
        DunningCase after =
                CaseUpdates.failed(loaded.memory(), message.id(), day, CAME_BACK + receipt.detail()).toBuilder()
                        .task(task)
                        .build();
        return new Change(loaded, after)
                .entry(Outcomes.expecting(entry.become(OutboxState.REJECTED), entry, Optional.empty()))
                .event(new AccountEvent.MessageFailed(day, AccountEvent.ENGINE, message.id(), receipt.detail()))
                .event(new AccountEvent.TaskRaised(day, task))
                .count(Tally.Of.BOUNCED)
                .count(Tally.Of.TASKS);
    }

    /** Nobody knew whether it was taken: it was. */
    private Change arrived(
            LoadedAccount loaded, OutboxEntry entry, LocalDate day, DeliveryId delivery, LateReceipt receipt) {
        CaseUpdates.Applied applied = CaseUpdates.handedOver(
                Ledgers.snapshot(ledger(loaded, day), loaded.memory()),
                settings.policy(loaded.account().creditor()),
                entry.message(),
                day);
        return accepted(loaded, applied.memory(), entry, day, delivery, receipt)
                .events(Happenings.of(applied.actions(), day));
    }

    private Change accepted(
            LoadedAccount loaded,
            DunningCase delivered,
            OutboxEntry entry,
            LocalDate day,
            DeliveryId delivery,
            LateReceipt receipt) {
        HandOver what = settings.bodies().rendered(entry);
        List<RaisedClaim> claims = what.claims();
        DunningCase after = ClaimUpdates.raised(delivered, claims);
        return new Change(loaded, after)
                .entry(Outcomes.expecting(entry.become(OutboxState.ACCEPTED), entry, Optional.empty()))
                .event(new AccountEvent.MessageAccepted(
                        day,
                        AccountEvent.ENGINE,
                        Outcomes.message(after, entry.message()),
                        Optional.of(delivery),
                        receipt.at(),
                        receipt.reference(),
                        what.enclosures()))
                .events(ClaimItems.raised(loaded.memory(), claims, entry.message(), day, AccountEvent.ENGINE))
                .count(Tally.Of.ACCEPTED);
    }

    /**
     * Whether a message that was given up or refused would be sent again: its steps still wait. When they have been planned anew
     * since, the message that carries them now says what becomes of them.
     */
    private static boolean isUndone(DunningCase memory, MessageState message, OutboxState state) {
        if (state != OutboxState.DEAD && state != OutboxState.REJECTED) {
            return false;
        }
        boolean carriesSteps =
                message.lines().stream().anyMatch(line -> line.stepKey().isPresent());
        List<StepExecution> returned = CaseUpdates.returnedFrom(memory, message.id());
        return carriesSteps
                ? !returned.isEmpty() && returned.stream().noneMatch(LateReceipts::cameBack)
                : state == OutboxState.DEAD;
    }

    private static boolean cameBack(StepExecution step) {
        return step.note().filter(why -> why.startsWith(CAME_BACK)).isPresent();
    }

    /** It was given up, or refused, and had been taken all the same: nobody need see to it, and it does not go again. */
    private Change arrivedAfterAll(
            LoadedAccount loaded,
            OutboxEntry entry,
            LocalDate day,
            LocalDate today,
            DeliveryId delivery,
            LateReceipt receipt) {
        CaseUpdates.Applied applied = CaseUpdates.takenAfterAll(
                Ledgers.snapshot(ledger(loaded, day), loaded.memory()),
                settings.policy(loaded.account().creditor()),
                entry.message(),
                day);
        DunningCase.Builder after = applied.memory().toBuilder();
        List<AccountEvent> completed = new ArrayList<>();
        Stream.of(GivenUp.taskOf(entry.message()), Unreachable.taskOf(entry.message()))
                .flatMap(id -> loaded.memory().task(id).stream())
                .filter(TaskState::isOpen)
                .forEach(task -> {
                    after.task(task.completedOn(today, DELIVERED_AFTER_ALL));
                    completed.add(
                            new AccountEvent.TaskCompleted(today, AccountEvent.ENGINE, task.id(), DELIVERED_AFTER_ALL));
                });
        Optional<MessageState> again = loaded.memory()
                .message(Retrials.next(entry.message()))
                .filter(message -> message.isOutstanding()
                        && loaded.find(message.id())
                                .filter(other -> other.state() == OutboxState.READY)
                                .isPresent());
        again.ifPresent(message -> {
            after.message(message.become(MessageState.Status.CANCELLED, today));
            completed.add(new AccountEvent.MessageCancelled(today, message.id(), DELIVERED_AFTER_ALL));
        });
        return accepted(loaded, after.build(), entry, day, delivery, receipt)
                .events(completed)
                .events(Happenings.of(applied.actions(), day));
    }

    private AccountLedger ledger(LoadedAccount loaded, LocalDate day) {
        return new Ledgers(settings.books()).read(loaded.account(), day);
    }
}
