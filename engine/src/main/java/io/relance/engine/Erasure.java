package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.PaymentLink;
import io.relance.account.ReceivableProgress;
import io.relance.account.RequestedPayment;
import io.relance.account.RequestedPayment.Kind;
import io.relance.history.AccountEvent;
import io.relance.json.EventCodec;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ItemState;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.PartKey;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Erases what is held about an account, in three steps. A commit marks the account and writes what stays of its receivables in the
 * clear; from then on nobody else can read or change it. Its key is destroyed, so that whoever has read the account before conflicts
 * with the commit that follows, and nothing is ever sealed under a key that is gone. Then the case begins anew, empty, with an event
 * that says so. After a crash in between runs name the account, and erasing it again finishes the work; nothing of what stays is lost.
 */
public final class Erasure {
    private static final int PAGE = 500;
    private static final Set<OutboxState> UNDER_WAY =
            Set.of(OutboxState.AWAITING_APPROVAL, OutboxState.READY, OutboxState.SENDING, OutboxState.IN_DOUBT);
    private static final String ERASED = AccountEvent.PersonalDataErased.class.getSimpleName();
    private static final Body NOTHING = Body.of(new byte[0]);
    /**
     * Before what stands for the ledger of an account that was erased: this, and the day. A hash of the ledger, which would confirm
     * a guess at what was erased, is left out behind it.
     */
    private static final String ERASED_ON = "erased ";

    /** Before all that in the stamp of an account whose erasure is begun and not finished. */
    private static final String BEGUN = "erasing ";

    private static final int DAY_ENDS = ERASED_ON.length() + "2026-01-31".length();

    private final EngineSettings settings;

    /** Erasures of an engine with these settings. */
    public Erasure(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * Erases an account, or finishes its erasure; when it was erased before and nothing was held since, its key is destroyed again, and that is all.
     *
     * @throws IllegalArgumentException when the actor is no person's name
     * @throws IllegalStateException when there are no keys, messages are under way, the books have something open, or money can
     *     still be collected by what a provider was asked for
     */
    public void erase(AccountId account, String actor, LocalDate day, String why) {
        Command.requirePerson(actor);
        AccountKeys keys = settings.bodies().keys();
        if (!keys.exist()) {
            throw new IllegalStateException("account " + account
                    + " can't be erased: without personalDataKeys what is stored" + " of it is not encrypted");
        }
        AccountLedger ledger = new Ledgers(settings.books()).read(account, day);
        boolean open = ledger.asOf(day, settings.policy(account.creditor()).tolerance()).items().stream()
                .anyMatch(item -> item.state() == ItemState.OPEN);
        // one that nobody can read is not followed up: it begins anew
        if (open && !isKeyGone(account)) {
            throw new IllegalStateException("account " + account
                    + " can't be erased: its books have something open, and it" + " is followed up");
        }
        requireSealed(account);
        begin(account, day);
        settings.bodies().forget();
        boolean wasThere = keys.destroy(account);
        for (int i = 0; i < Writer.ATTEMPTS; i++) {
            if (begunAnew(account, wasThere, actor, day, why)) {
                return;
            }
        }
        throw new IllegalStateException("the key of account " + account
                + " is destroyed, but others changed the account meanwhile: erase it again");
    }

    /**
     * Marks the account, and writes what stays of its receivables in the clear, by the revision that was read.
     *
     * @throws IllegalStateException when messages are under way, or others change the account again and again
     */
    private void begin(AccountId account, LocalDate day) {
        for (int i = 0; i < Writer.ATTEMPTS; i++) {
            Optional<StoredCase> stored = stored(account);
            // one that was erased is not read: that would give it a key
            if (stored.map(this::isErased).orElse(true)
                    || stored.filter(found -> isBegun(found.head())).isPresent()) {
                return;
            }
            LoadedAccount loaded;
            try {
                loaded = new CaseFile(settings).loadWhole(account);
            } catch (BrokenAccountException e) {
                // nobody can read it: what stays of it is not known
                return;
            }
            requireAtRest(underWay(account), account);
            requireWithdrawn(loaded.memory(), day);
            if (isStored(marked(account, loaded, day))) {
                return;
            }
        }
        throw new IllegalStateException("others changed account " + account + " meanwhile: erase it again");
    }

    /**
     * Nothing can be paid any more by what was asked for, and nothing is under way by it: what would come in would be of nobody. One whose
     * provider is gone stands in no way.
     */
    private void requireWithdrawn(DunningCase memory, LocalDate day) {
        AccountId account = memory.account();
        List<RequestedPayment> asked = memory.requestedPayments().stream()
                .filter(payment -> settings.providers()
                        .of(account.creditor(), payment.provider())
                        .isPresent())
                .toList();
        List<RequestedPayment> open = asked.stream()
                .filter(payment ->
                        payment instanceof PaymentLink link ? link.isPayable() : ((DirectDebit) payment).isExpected())
                .toList();
        if (!open.isEmpty()) {
            throw new IllegalStateException("account " + account + " can't be erased: it can still be collected by "
                    + names(open) + "; the next run withdraws what it can");
        }
        List<RequestedPayment> underWay = asked.stream()
                .filter(payment -> memory.pendingPayments().stream()
                        .anyMatch(pending -> payment.isBy(pending) && pending.isLive(day)))
                .filter(payment ->
                        payment.last().filter(told -> told != Kind.PENDING).isEmpty())
                .toList();
        if (!underWay.isEmpty()) {
            throw new IllegalStateException("account " + account + " can't be erased: money is under way by "
                    + names(underWay) + "; erase it when that has come, or did not come in its days");
        }
    }

    private static String names(List<RequestedPayment> payments) {
        return payments.stream().map(RequestedPayment::name).collect(Collectors.joining(", "));
    }

    /** Due for review, so that runs name it as long as it is not finished, whatever the books list. */
    private AccountCommit marked(AccountId account, LoadedAccount loaded, LocalDate day) {
        CaseRecord before = loaded.head().orElseThrow();
        CaseRecord head = new CaseRecord(
                account,
                before.revision() + 1,
                before.events(),
                before.chain(),
                before.decidedUnder(),
                Optional.of(day),
                before.open(),
                Optional.of(BEGUN + before.stamp().orElse("")),
                before.body());
        Collection<ReceivableProgress> known = loaded.memory().progress().values();
        List<CasePart> clear = known.stream()
                .map(progress -> new CasePart(
                        PartKey.of(progress.receivable()),
                        settings.bodies().part(account, left(progress, progress.cycle()), AccountKey.NONE)))
                .toList();
        return new AccountCommit(
                id("marked", account, before.revision()),
                head,
                before.revision(),
                clear,
                Set.of(),
                known.stream()
                        .flatMap(progress -> Change.held(progress).stream())
                        .collect(Collectors.toSet()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of());
    }

    /** Whether its erasure was begun, and not finished: nobody reads or changes it any more. */
    static boolean isBegun(CaseRecord head) {
        return head.stamp().filter(stamp -> stamp.startsWith(BEGUN)).isPresent();
    }

    /** Whether an erasure was begun, and not finished. */
    private boolean isKeyGone(AccountId account) {
        Optional<StoredCase> stored = stored(account);
        if (stored.map(this::isErased).orElse(true)) {
            return false;
        }
        if (isBegun(stored.get().head())) {
            return true;
        }
        AccountKey key = settings.bodies().keys().of(account);
        try {
            settings.bodies().requireFit(account, stored.get(), key);
            return false;
        } catch (KeyGoneException e) {
            return true;
        }
    }

    private static void requireAtRest(List<OutboxEntry> entries, AccountId account) {
        if (!entries.isEmpty()) {
            String which = entries.stream()
                    .map(entry -> entry.message().shortForm() + " (" + entry.state() + ")")
                    .collect(Collectors.joining(", "));
            throw new IllegalStateException("account " + account + " can't be erased while messages are under way: "
                    + which + "; reject or settle them, or wait");
        }
    }

    /** What was stored before there were keys is readable for ever: nobody is told that it is not. */
    private void requireSealed(AccountId account) {
        Optional<String> after = Optional.empty();
        Page<EventRecord> page;
        do {
            page = settings.store().events(new EventQuery(account.creditor(), Optional.of(account), after, PAGE));
            for (EventRecord event : page.items()) {
                if (!AccountKey.isSealed(event.body()) && !event.type().equals(ERASED)) {
                    throw new IllegalStateException("account " + account + " can't be erased: event " + event.sequence()
                            + " of " + event.day() + " was stored before there were personalDataKeys");
                }
            }
            after = page.next();
        } while (!page.items().isEmpty() && after.isPresent());
    }

    private Optional<StoredCase> stored(AccountId account) {
        return Optional.ofNullable(settings.store().find(List.of(account)).get(account));
    }

    /**
     * What is left of receivables: the next cycle, should one ever be open again, so that its messages are told from those that
     * went out before; and the amounts and days of its claims of late payment, so that none is asked for again that was paid or
     * waived. Nothing of a person. Of one that nobody can read (keys were lost) no claims are left, and the cycle is not known, but
     * less than twice the revision that follows: a commit begins two cycles of a receivable at most, one for its plan that broke
     * and one for its being open again.
     */
    private List<CasePart> left(StoredCase stored) {
        Map<ReceivableId, ReceivableProgress> kept = new HashMap<>();
        inTheClear(stored).forEach(progress -> kept.put(progress.receivable(), left(progress, progress.cycle() + 1)));
        int unknown = Math.toIntExact(2 * (stored.head().revision() + 1));
        AccountId account = stored.head().account();
        return stored.parts().stream()
                .map(part -> new CasePart(
                        part.key(),
                        receivable(part.key())
                                .map(receivable -> kept.getOrDefault(
                                        receivable,
                                        ReceivableProgress.builder(receivable)
                                                .cycle(unknown)
                                                .build()))
                                .map(next -> settings.bodies().part(account, next, AccountKey.NONE))
                                .orElse(NOTHING)))
                .toList();
    }

    /** What stands in the clear of receivables. */
    private List<ReceivableProgress> inTheClear(StoredCase stored) {
        return stored.parts().stream()
                .filter(part -> receivable(part.key()).isPresent())
                .filter(part -> part.body().length() > 0 && !AccountKey.isSealed(part.body()))
                .map(part -> settings.bodies().receivable(stored.head().account(), part, AccountKey.NONE))
                .toList();
    }

    private static ReceivableProgress left(ReceivableProgress progress, int cycle) {
        ReceivableProgress.Builder left =
                ReceivableProgress.builder(progress.receivable()).cycle(cycle);
        progress.claims().forEach(claim -> left.claim(claim.withoutPersons()));
        return left.build();
    }

    private static Optional<ReceivableId> receivable(PartKey key) {
        return key.kind() == PartKey.Kind.RECEIVABLE ? Optional.of(key.receivable()) : Optional.empty();
    }

    /** Whether the account is empty now; false: somebody else changed it meanwhile. */
    private boolean begunAnew(AccountId account, boolean keyWasThere, String actor, LocalDate day, String why) {
        Optional<StoredCase> stored = stored(account);
        if (stored.map(this::isErased).orElse(true)) {
            Optional<CaseRecord> head = stored.map(StoredCase::head);
            boolean hashed =
                    head.flatMap(CaseRecord::stamp).filter(LedgerHash::isOne).isPresent();
            return !(keyWasThere || hashed) || isStored(touched(account, head, day));
        }
        List<OutboxChange> cancelled = new ArrayList<>();
        for (OutboxEntry entry : underWay(account)) {
            // one that was marked when the key went: its hand-over ends without a receipt, for nobody can read what it
            // says
            cancelled.add(new OutboxChange(
                    entry.become(OutboxState.CANCELLED), entry.state(), entry.attempt(), Optional.empty()));
        }
        CaseRecord before = stored.orElseThrow().head();
        EventChain chain = new EventChain(before.chain());
        AccountEvent erased = new AccountEvent.PersonalDataErased(day, actor, why);
        EventRecord event = chain.append(
                account,
                before.events() + 1,
                settings.clock().instant(),
                day,
                EventCodec.type(erased),
                Body.of(EventCodec.encode(erased)));
        CaseRecord head = new CaseRecord(
                account,
                before.revision() + 1,
                before.events() + 1,
                chain.last(),
                before.decidedUnder(),
                Optional.empty(),
                false,
                unrevealing(before.stamp(), day),
                settings.bodies().head(DunningCase.empty(account), AccountKey.NONE));
        AccountCommit commit = new AccountCommit(
                new CommitId(new Sha256()
                        .add("erased")
                        .add(settings.owner())
                        .add(event.hash())
                        .hex()),
                head,
                before.revision(),
                left(stored.get()),
                Set.of(),
                Set.of(),
                List.of(),
                cancelled,
                emptied(account),
                List.of(event),
                Set.of());
        return isStored(commit);
    }

    /** Nothing is held; but who got the key that is gone now may be about to write: that conflicts with a case that was touched. */
    private AccountCommit touched(AccountId account, Optional<CaseRecord> before, LocalDate day) {
        long revision = before.map(CaseRecord::revision).orElse(0L);
        CaseRecord head = new CaseRecord(
                account,
                revision + 1,
                before.map(CaseRecord::events).orElse(0L),
                before.flatMap(CaseRecord::chain),
                before.flatMap(CaseRecord::decidedUnder),
                before.flatMap(CaseRecord::reviewOn),
                false,
                unrevealing(before.flatMap(CaseRecord::stamp), day),
                settings.bodies().head(DunningCase.empty(account), AccountKey.NONE));
        return new AccountCommit(
                id("touched", account, revision),
                head,
                revision,
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of());
    }

    private CommitId id(String what, AccountId account, long revision) {
        return new CommitId(new Sha256()
                .add(what)
                .add(settings.owner())
                .add(account.creditor())
                .add(account.customer())
                .add(revision)
                .hex());
    }

    private boolean isStored(AccountCommit commit) {
        CommitOutcome outcome = settings.store().commit(List.of(commit)).get(0);
        return outcome == CommitOutcome.STORED || outcome == CommitOutcome.REPLAYED;
    }

    /** The day on which an account was erased; empty when something of it was decided and stored since. */
    static Optional<LocalDate> day(CaseRecord head) {
        return head.stamp()
                .filter(stamp -> stamp.startsWith(ERASED_ON))
                .map(stamp -> LocalDate.parse(stamp.substring(ERASED_ON.length(), DAY_ENDS)));
    }

    /** What stands for a ledger, whether its account was erased since or not. */
    static Optional<String> given(Optional<String> stamp) {
        return stamp.map(known ->
                        known.startsWith(ERASED_ON) ? known.substring(DAY_ENDS).strip() : known)
                .filter(known -> !known.isEmpty());
    }

    /** What the books themselves gave says what they chose to say. */
    private static Optional<String> unrevealing(Optional<String> stamp, LocalDate day) {
        Optional<String> before = stamp.map(known -> known.startsWith(BEGUN) ? known.substring(BEGUN.length()) : known)
                .filter(known -> !known.isEmpty());
        Optional<String> given = given(before).filter(known -> !LedgerHash.isOne(known));
        return before.map(
                known -> ERASED_ON + day + given.map(books -> " " + books).orElse(""));
    }

    /** Whether nothing was held since it was erased. */
    private boolean isErased(StoredCase stored) {
        return StoredBodies.isEmpty(stored.head())
                && stored.parts().stream().noneMatch(part -> AccountKey.isSealed(part.body()));
    }

    private List<OutboxEntry> underWay(AccountId account) {
        List<OutboxEntry> entries = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<OutboxEntry> page = settings.store()
                    .outbox(new OutboxQuery(account.creditor(), Set.of(account), UNDER_WAY, after, PAGE));
            entries.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return entries;
    }

    /** The tasks of the account, nothing left of them but that they were. */
    private List<TaskRecord> emptied(AccountId account) {
        List<TaskRecord> tasks = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<TaskRecord> page = settings.store()
                    .tasks(new TaskQuery(
                            account.creditor(), Optional.of(account), Optional.empty(), false, after, PAGE));
            page.items()
                    .forEach(task ->
                            tasks.add(new TaskRecord(account, task.id(), task.team(), task.raised(), false, NOTHING)));
            after = page.next();
        } while (after.isPresent());
        return tasks;
    }
}
