package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountOrder;
import io.relance.storage.AccountStamp;
import io.relance.storage.CaseSummary;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.CommitOutcome;
import io.relance.storage.PolicyVersion;
import io.relance.storage.ReceivablesSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about the accounts of a creditor on a day, each in one commit. Where the books tell what has changed: those, and
 * whatever is due for review or was decided under another policy version. Else: those that the books list and that are new,
 * changed or due; those with an open case that the books no longer list; and whatever else is due.
 */
public final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final int PAGE = ReceivablesSource.MAX_ACCOUNTS;
    /** What stands for the ledger of an account whose books say themselves when it changes. */
    private static final Optional<String> TOLD = Optional.of("told");

    private final EngineSettings settings;
    private final Ledgers ledgers;
    private final CaseFile file;
    private final Writer writer;
    private final ReviewMarks marks;
    private final GivenUpBefore before;

    /** Decisions of an engine with these settings. */
    public Decisions(EngineSettings settings) {
        this.settings = settings;
        this.ledgers = new Ledgers(settings.books());
        this.file = new CaseFile(settings);
        this.writer = new Writer(settings);
        this.marks = new ReviewMarks(settings);
        this.before = new GivenUpBefore(settings);
    }

    /**
     * How a run came upon accounts.
     *
     * @param stamps what tells that their ledger has changed; empty: a hash of it
     * @param countsAhead whether those decided for a later day are yet to be counted
     */
    private record Met(Function<AccountId, Optional<String>> stamps, boolean countsAhead) {
        static Met toldOf() {
            return new Met(id -> TOLD, true);
        }

        static Met listed(Map<AccountId, String> stamps) {
            return new Met(id -> Optional.ofNullable(stamps.get(id)), true);
        }

        static Met unlisted() {
            return new Met(id -> Optional.empty(), true);
        }

        /** Due, after all that is listed or open was looked at. */
        static Met again() {
            return new Met(id -> Optional.empty(), false);
        }
    }

    /**
     * One call of {@link #run}.
     *
     * @param over whether nothing more is to be decided: when it is for today, the day has ended since; or the engine is closed
     */
    private record Pass(Policy policy, LocalDate date, Tally tally, BooleanSupplier over) {
        boolean isOver() {
            return over.getAsBoolean();
        }
    }

    /**
     * Decides about all accounts that need it. What a run for today has not decided when the day ends is left for the next; so
     * is what no run has decided when the engine is closed.
     */
    public void run(BusinessDay day, Tally tally) {
        CreditorId creditor = day.creditor();
        LocalDate date = day.date();
        Pass pass = new Pass(settings.policy(creditor), date, tally, day::isOver);
        before.look(creditor);
        Optional<ChangeToken> token = settings.store().changeToken(creditor);
        Optional<Changes> changes = settings.books().changesSince(creditor, token, PAGE);
        if (changes.isPresent()) {
            Set<AccountId> left = told(creditor, changes.get(), pass);
            due(creditor, Met.toldOf(), left, pass);
        } else {
            listed(
                    creditor,
                    date,
                    pass.over(),
                    (page, known) -> changed(page, known, pass),
                    unlisted -> decide(unlisted, Met.unlisted(), pass));
            due(creditor, Met.again(), Set.of(), pass);
        }
    }

    /**
     * Decides about what the books tell has changed, part by part. Where they are is kept when all of a part is decided, or
     * marked as due for review: a crash before repeats the part, and loses nothing. So does a run that is over.
     *
     * @return those that were marked
     */
    private Set<AccountId> told(CreditorId creditor, Changes first, Pass pass) {
        Set<AccountId> marked = new HashSet<>();
        Changes part = first;
        while (!pass.isOver()) {
            requireOwn(creditor, part.accounts());
            pass.tally().add(Tally.Of.ACCOUNTS, part.accounts().size());
            Set<AccountId> left = decide(part.accounts(), Met.toldOf(), pass);
            if (pass.isOver()) {
                // what was left is told again; a mark for each would be as much work as deciding
                return marked;
            }
            marks.mark(left, pass.date());
            marked.addAll(left);
            settings.store().putChangeToken(creditor, part.next());
            if (!part.more()) {
                return marked;
            }
            part = settings.books()
                    .changesSince(creditor, Optional.of(part.next()), PAGE)
                    .orElseThrow(() -> new IllegalStateException(
                            "the books told some of what has changed for creditor " + creditor + ", and then nothing"));
        }
        return marked;
    }

    /**
     * What would be decided about every account, listed or with an open case; nothing is stored.
     *
     * @param tally notes the accounts that are passed over, since something about them fails
     */
    public void propose(CreditorId creditor, LocalDate date, Consumer<Decision> consumer, Tally tally) {
        propose(creditor, date, (decision, ledger) -> consumer.accept(decision), tally);
    }

    /** As {@link #propose(CreditorId, LocalDate, Consumer, Tally)}, with the ledger of each account. */
    void propose(CreditorId creditor, LocalDate date, BiConsumer<Decision, AccountLedger> consumer, Tally tally) {
        Policy policy = settings.policy(creditor);
        Consumer<List<AccountId>> each = ids -> propose(ids, policy, date, consumer, tally);
        listed(
                creditor,
                date,
                () -> false,
                (page, known) ->
                        each.accept(page.stream().map(AccountStamp::account).toList()),
                each);
    }

    /** The same about some accounts, at most a page of them. */
    void propose(
            List<AccountId> ids,
            Policy policy,
            LocalDate date,
            BiConsumer<Decision, AccountLedger> consumer,
            Tally tally) {
        Map<AccountId, AccountLedger> read = ledgers.read(ids, date);
        file.load(ids, tally::add).forEach((id, loaded) -> {
            AccountLedger ledger = required(read, id);
            proposal(loaded, ledger, policy, date, tally).ifPresent(decision -> consumer.accept(decision, ledger));
        });
    }

    private Optional<Decision> proposal(
            LoadedAccount account, AccountLedger ledger, Policy policy, LocalDate date, Tally tally) {
        try {
            return Optional.of(decision(account, ledger, policy, date));
        } catch (BrokenAccountException e) {
            tally.add(e);
            return Optional.empty();
        }
    }

    /**
     * Walks over the accounts that the books list and, in the same order, the open cases that they don't.
     *
     * @param over whether to begin no further page
     * @param pages gets what the books list, and what can be told of the cases without reading them
     */
    private void listed(
            CreditorId creditor,
            LocalDate date,
            BooleanSupplier over,
            BiConsumer<List<AccountStamp>, Map<AccountId, CaseSummary>> pages,
            Consumer<List<AccountId>> unlisted) {
        KnownCases cases = new KnownCases(settings.store(), creditor);
        Optional<AccountId> after = Optional.empty();
        boolean more = true;
        while (more && !over.getAsBoolean()) {
            List<AccountStamp> page = settings.books().accounts(creditor, Ledgers.window(date), after, PAGE);
            requireOrdered(creditor, page);
            more = page.size() == PAGE;
            after = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).account());
            if (!page.isEmpty()) {
                Map<AccountId, CaseSummary> known =
                        cases.until(Optional.of(page.get(page.size() - 1).account()));
                pages.accept(page, known);
                unlisted(known, ids(page), unlisted);
            }
        }
        boolean rest = true;
        while (rest && !over.getAsBoolean()) {
            Map<AccountId, CaseSummary> known = cases.until(Optional.empty());
            unlisted(known, Set.of(), unlisted);
            rest = !known.isEmpty();
        }
    }

    private static void unlisted(
            Map<AccountId, CaseSummary> known, Set<AccountId> listed, Consumer<List<AccountId>> consumer) {
        List<AccountId> missing = known.values().stream()
                .filter(found -> found.open() && !listed.contains(found.account()))
                .map(CaseSummary::account)
                .toList();
        for (int i = 0; i < missing.size(); i += PAGE) {
            consumer.accept(missing.subList(i, Math.min(missing.size(), i + PAGE)));
        }
    }

    private static Set<AccountId> ids(List<AccountStamp> page) {
        Set<AccountId> ids = new HashSet<>();
        page.forEach(stamp -> ids.add(stamp.account()));
        return ids;
    }

    private static void requireOrdered(CreditorId creditor, List<AccountStamp> page) {
        List<AccountId> accounts = page.stream().map(AccountStamp::account).toList();
        requireOwn(creditor, accounts);
        for (int i = 1; i < accounts.size(); i++) {
            if (AccountOrder.BY_BYTES.compare(accounts.get(i - 1), accounts.get(i)) >= 0) {
                throw new IllegalStateException("the books listed " + accounts.get(i) + " after " + accounts.get(i - 1)
                        + ": accounts are listed by the bytes of their ids, each once");
            }
        }
    }

    private static void requireOwn(CreditorId creditor, List<AccountId> accounts) {
        for (AccountId account : accounts) {
            if (!account.creditor().equals(creditor)) {
                throw new IllegalStateException("the books listed " + account + " when asked for creditor " + creditor
                        + ": creditors never mix");
            }
        }
    }

    private void changed(List<AccountStamp> page, Map<AccountId, CaseSummary> known, Pass pass) {
        pass.tally().add(Tally.Of.ACCOUNTS, page.size());
        List<AccountId> unstamped = page.stream()
                .filter(stamp -> stamp.stamp().isEmpty())
                .map(AccountStamp::account)
                .toList();
        Map<AccountId, AccountLedger> read = new HashMap<>();
        if (!unstamped.isEmpty()) {
            read.putAll(ledgers.read(unstamped, pass.date()));
        }
        Map<AccountId, String> stamps = new LinkedHashMap<>();
        PolicyVersion version = new PolicyVersion(pass.policy().version());
        for (AccountStamp listed : page) {
            AccountId id = listed.account();
            String stamp;
            try {
                stamp = listed.stamp()
                        .map(given -> "books:" + given)
                        .orElseGet(() -> hash(id, required(read, id), pass.policy()));
            } catch (BrokenAccountException e) {
                pass.tally().add(e);
                continue;
            }
            if (!isAsDecided(known.get(id), stamp, version, pass.date())) {
                stamps.put(id, stamp);
            }
        }
        decide(List.copyOf(stamps.keySet()), Met.listed(stamps), pass);
    }

    /** Whether nothing has happened since an account was decided. */
    private static boolean isAsDecided(
            @Nullable CaseSummary known, String stamp, PolicyVersion version, LocalDate date) {
        return known != null
                && Erasure.given(known.stamp()).equals(Optional.of(stamp))
                && known.decidedUnder().equals(Optional.of(version))
                && known.reviewOn().filter(day -> !day.isAfter(date)).isEmpty();
    }

    private void due(CreditorId creditor, Met met, Set<AccountId> left, Pass pass) {
        PolicyVersion version = new PolicyVersion(pass.policy().version());
        Optional<AccountId> after = Optional.empty();
        boolean more = true;
        while (more && !pass.isOver()) {
            List<AccountId> page = settings.store().dueForReview(creditor, pass.date(), version, after, PAGE);
            decide(page.stream().filter(id -> !left.contains(id)).toList(), met, pass);
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
            more = page.size() == PAGE;
        }
    }

    /**
     * Decides about accounts and commits them together; what conflicts is done again by itself.
     *
     * @return those that were not decided: a message of theirs is being handed over, they were decided for a later day, or
     *     something about them is broken
     */
    private Set<AccountId> decide(List<AccountId> wanted, Met met, Pass pass) {
        Set<AccountId> left = new LinkedHashSet<>(wanted);
        List<AccountId> ids = wanted.stream()
                .filter(id -> !pass.tally().broken().containsKey(id))
                .toList();
        if (ids.isEmpty() || pass.isOver()) {
            return left;
        }
        // the ledgers are read after the stamps, and after the cases: a change in between is seen again, never missed
        Map<AccountId, LoadedAccount> cases = file.load(ids, pass.tally()::add);
        Map<AccountId, AccountLedger> read = ledgers.read(ids, pass.date());
        List<Change> changes = new ArrayList<>();
        List<AccountCommit> commits = new ArrayList<>();
        cases.forEach((id, account) -> {
            try {
                Optional<Change> change =
                        decide(account, required(read, id), met.stamps().apply(id), pass.policy(), pass.date());
                if (change.isEmpty()) {
                    if (account.isBusy()) {
                        pass.tally().add(Tally.Of.BUSY);
                    } else if (met.countsAhead()) {
                        pass.tally().add(Tally.Of.AHEAD);
                    }
                } else if (change.get().isEmpty()) {
                    left.remove(id);
                } else {
                    commits.add(BrokenAccountException.guard(
                            id, () -> change.get().commit(settings.clock().instant(), settings)));
                    changes.add(change.get());
                }
            } catch (BrokenAccountException e) {
                pass.tally().add(e);
            }
        });
        List<CommitOutcome> outcomes =
                commits.isEmpty() ? List.of() : settings.store().commit(commits);
        for (int i = 0; i < outcomes.size(); i++) {
            AccountId id = commits.get(i).account();
            if (outcomes.get(i) == CommitOutcome.STORED || outcomes.get(i) == CommitOutcome.REPLAYED) {
                settings.listeners().stored(changes.get(i));
                pass.tally().add(changes.get(i).tally());
                left.remove(id);
            } else {
                LOG.debug("the decision about {} is made again: {}", id, outcomes.get(i));
                pass.tally().listenersFailed(settings.listeners().conflicted(id));
                if (again(id, met.stamps().apply(id), pass)) {
                    left.remove(id);
                }
            }
        }
        return left;
    }

    /** Whether a decision was stored. */
    private boolean again(AccountId id, Optional<String> stamp, Pass pass) {
        try {
            Optional<Change> stored = writer.apply(id, account -> {
                if (pass.isOver()) {
                    return Optional.empty();
                }
                AccountLedger ledger = BrokenAccountException.guard(id, () -> ledgers.read(id, pass.date()));
                return decide(account, ledger, stamp, pass.policy(), pass.date());
            });
            stored.ifPresent(change -> pass.tally().add(change.tally()));
            return stored.isPresent();
        } catch (BrokenAccountException e) {
            pass.tally().add(e);
            return false;
        }
    }

    /** The decision about one account; empty when it can't be decided now. */
    private Optional<Change> decide(
            LoadedAccount account, AccountLedger ledger, Optional<String> stamp, Policy policy, LocalDate date) {
        Optional<LocalDate> erased = account.head().flatMap(Erasure::day);
        // an erasure forgets when was decided last: it was on its day
        if (account.isBusy()
                || account.isDecidedAfter(date)
                || erased.filter(date::isBefore).isPresent()) {
            return Optional.empty();
        }
        Decision decision = decision(account, ledger, policy, date);
        LOG.debug(
                "decided about {} on {}: {} actions",
                account.account(),
                date,
                decision.actions().size());
        if (stamp.equals(TOLD) && account.head().isEmpty() && isNothing(decision)) {
            return Optional.of(Change.none(account));
        }
        Change change = of(account, decision);
        if (erased.isPresent()
                && !change.isOpen()
                && account.head().filter(StoredBodies::isEmpty).isPresent()) {
            // nothing is held of an account that was erased, no hash of its ledger either, until something is open
            // again
            return Optional.of(Change.none(account));
        }
        String seen = stamp.orElseGet(() -> hash(account.account(), ledger, policy));
        return Optional.of(
                change.review(review(decision)).stamp(Optional.of(seen)).count(Tally.Of.DECIDED));
    }

    private Decision decision(LoadedAccount account, AccountLedger ledger, Policy policy, LocalDate date) {
        return BrokenAccountException.guard(
                account.account(),
                () -> DunningDecider.decide(
                        Ledgers.snapshot(
                                ledger,
                                Retrials.due(
                                        ledger,
                                        GivenUp.looked(
                                                account.memory(),
                                                ledger.customer(),
                                                GivenUp.version(policy, settings.templates()),
                                                date),
                                        policy,
                                        date)),
                        policy,
                        date));
    }

    private static String hash(AccountId account, AccountLedger ledger, Policy policy) {
        return BrokenAccountException.guard(account, () -> LedgerHash.of(ledger, policy));
    }

    /** A decision as a change of its account. */
    static Change of(LoadedAccount account, Decision decision) {
        return of(account, decision, decision.memory());
    }

    /** A decision as a change of its account, and what else became of the case at once. */
    static Change of(LoadedAccount account, Decision decision, DunningCase after) {
        boolean open = decision.items().stream().anyMatch(item -> item.open().isPositive())
                || after.messages().stream().anyMatch(message -> message.isOutstanding());
        Change change = new Change(account, after).open(open).events(Happenings.of(account.memory(), decision));
        Happenings.count(decision, change);
        return change;
    }

    /** Whether a decision leaves nothing to remember: books that tell changes tell of customers who owe nothing, too. */
    private static boolean isNothing(Decision decision) {
        DunningCase nothing = DunningCase.empty(decision.account()).toBuilder()
                .decided(decision.date(), decision.memory().policyVersion().orElse(""), null)
                .build();
        return decision.actions().isEmpty() && decision.memory().equals(nothing);
    }

    /** When a decision is to be made again: on the same day already when it waits for books that are fresher. */
    private static Optional<LocalDate> review(Decision decision) {
        boolean waits = decision.items().stream().anyMatch(Decisions::waitsForTheBooks);
        return waits ? Optional.of(decision.date()) : decision.memory().nextReview();
    }

    private static boolean waitsForTheBooks(ItemOutcome item) {
        return Stream.concat(item.reason().stream(), item.alsoReasons().stream())
                .anyMatch(reason -> reason.code() == ReasonCode.STALE_LEDGER);
    }

    private static <T> T required(Map<AccountId, T> map, AccountId id) {
        T value = map.get(id);
        if (value == null) {
            throw new IllegalStateException("nothing was read of " + id);
        }
        return value;
    }
}
