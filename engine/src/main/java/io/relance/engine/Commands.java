package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.decision.CaseUpdates;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.EventCodec;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What people do to accounts, each in one commit; and what they ask of them. */
public final class Commands {
    private static final int PAGE = 500;

    private final EngineSettings settings;
    private final Writer writer;

    /** The commands of an engine with these settings. */
    public Commands(EngineSettings settings) {
        this.settings = settings;
        this.writer = new Writer(settings);
    }

    /** The instant at which something is recorded. */
    public Instant now() {
        return settings.clock().instant();
    }

    /**
     * Changes a case, and has the account looked at again on {@code day}.
     *
     * @param event of the case before and after
     */
    public void change(
            AccountId account,
            LocalDate day,
            UnaryOperator<DunningCase> change,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        writer.apply(account, loaded -> changed(loaded, day, change.apply(loaded.memory()), event));
    }

    /**
     * Changes a case after a look at the books, and has the account looked at again on {@code day}. What changes nothing is
     * not refused either: it was recorded already.
     *
     * @param event of the case before and after
     * @throws IllegalArgumentException with all that the checks found
     */
    public void checked(
            AccountId account,
            LocalDate day,
            BiFunction<AccountSnapshot, CommandChecks, DunningCase> change,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        AccountLedger ledger = new Ledgers(settings.books()).read(account, day);
        Policy policy = settings.policy(account.creditor());
        writer.apply(account, loaded -> {
            AccountSnapshot now = new AccountSnapshot(ledger, loaded.memory());
            CommandChecks checks = new CommandChecks(now, policy, day);
            DunningCase after = change.apply(now, checks);
            Optional<Change> wanted = changed(loaded, day, after, event);
            if (wanted.isPresent()) {
                checks.refuse();
            }
            return wanted;
        });
    }

    private static Optional<Change> changed(
            LoadedAccount loaded,
            LocalDate day,
            DunningCase after,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        if (after.equals(loaded.memory())) {
            return Optional.empty();
        }
        DunningCase due = after.toBuilder().reviewBy(day).build();
        return Optional.of(new Change(loaded, due).event(event.apply(loaded.memory(), due)));
    }

    /**
     * Approves a proposal.
     *
     * @throws IllegalStateException when there are no words for it: it stays a proposal
     */
    public void approve(AccountId account, MessageId id, String actor, LocalDate day) {
        change(
                account,
                day,
                memory -> {
                    MessageState message = known(memory, id);
                    for (Route route : message.routes()) {
                        if (!settings.templates().renders(route.template())) {
                            throw new IllegalStateException("message " + id + " can't be handed over: the text of \""
                                    + route.template()
                                    + "\" is not part of this version. It stays a proposal: send it by"
                                    + " other means and say so, or reject it");
                        }
                    }
                    return CaseUpdates.approved(memory, id, day);
                },
                (before, after) -> new AccountEvent.MessageApproved(day, actor, id));
    }

    /**
     * Rejects a message that is still to go.
     *
     * @throws IllegalStateException when it is being handed over right now
     */
    public void reject(AccountId account, MessageId id, boolean forGood, String why, String actor, LocalDate day) {
        writer.apply(account, loaded -> {
            known(loaded.memory(), id);
            if (loaded.entry(id).state() == OutboxState.SENDING) {
                throw new IllegalStateException(
                        "message " + id + " is being handed over: it can't be rejected any more");
            }
            DunningCase after = CaseUpdates.rejected(loaded.memory(), id, day, forGood, why);
            return after.equals(loaded.memory())
                    ? Optional.empty()
                    : Optional.of(new Change(loaded, after)
                            .event(new AccountEvent.MessageRejected(day, actor, id, forGood, why)));
        });
    }

    /**
     * Notes that a message was handed over by a person's own means, or that one in doubt had been taken.
     *
     * @throws IllegalStateException when it is neither a proposal nor ready nor in doubt, or is being handed over right now
     */
    public void sent(AccountId account, MessageId id, String actor, LocalDate day) {
        AccountLedger ledger = new Ledgers(settings.books()).read(account, day);
        writer.apply(account, loaded -> {
            requireUnsettled(loaded, id);
            CaseUpdates.Applied applied = CaseUpdates.handedOver(
                    Ledgers.snapshot(ledger, loaded.memory()), settings.policy(account.creditor()), id, day);
            DunningCase after = applied.memory().toBuilder().reviewBy(day).build();
            return Optional.of(new Change(loaded, after)
                    .event(new AccountEvent.MessageAccepted(
                            day,
                            actor,
                            known(after, id),
                            Optional.empty(),
                            settings.clock().instant(),
                            Optional.empty()))
                    .events(Happenings.of(applied.actions(), day)));
        });
    }

    /**
     * Notes that a message in doubt had not been taken: its steps come back.
     *
     * @throws IllegalStateException when it is not in doubt
     */
    public void notSent(AccountId account, MessageId id, String actor, LocalDate day) {
        writer.apply(account, loaded -> {
            if (known(loaded.memory(), id).status() != MessageState.Status.IN_DOUBT) {
                throw new IllegalStateException("message " + id + " is not in doubt");
            }
            String why = "it had not been taken";
            return Optional.of(new Change(loaded, CaseUpdates.failed(loaded.memory(), id, day, why))
                    .event(new AccountEvent.MessageFailed(day, actor, id, why)));
        });
    }

    private static void requireUnsettled(LoadedAccount loaded, MessageId id) {
        MessageState message = known(loaded.memory(), id);
        boolean may = message.isOutstanding() || message.status() == MessageState.Status.IN_DOUBT;
        if (!may || loaded.entry(id).state() == OutboxState.SENDING) {
            throw new IllegalStateException(
                    "message " + id + " is " + (may ? "being handed over right now" : message.status() + " already"));
        }
    }

    /** What is remembered of an account; an empty case when nothing is. */
    public DunningCase memory(AccountId account) {
        return new CaseFile(settings).loadWhole(account).memory();
    }

    /** Every event of an account, oldest first, with the instant at which it was recorded. */
    public void timeline(AccountId account, BiConsumer<Instant, AccountEvent> consumer) {
        Optional<String> after = Optional.empty();
        Page<EventRecord> page;
        do {
            page = settings.store().events(new EventQuery(account.creditor(), Optional.of(account), after, PAGE));
            page.items()
                    .forEach(record -> consumer.accept(
                            record.at(), EventCodec.decode(record.body().bytes())));
            after = page.next();
        } while (page.items().size() == PAGE);
    }

    private static MessageState known(DunningCase memory, MessageId id) {
        return memory.message(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("account " + memory.account() + " has no message " + id));
    }
}
