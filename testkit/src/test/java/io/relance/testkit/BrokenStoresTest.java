package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CaseSummary;
import io.relance.storage.ChangeToken;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Leased;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that breaks one promise fails the test of that promise. */
class BrokenStoresTest {
    @ParameterizedTest(name = "rule {0}")
    @MethodSource("broken")
    void a_store_that_breaks_a_rule_fails_its_test(int rule, Supplier<DunningStore> store) throws Exception {
        assertThat(failing(store)).contains(rule);
    }

    @Test
    void a_store_that_breaks_none_fails_none() throws Exception {
        assertThat(failing(PassingStore::new)).isEmpty();
    }

    @Test
    void there_is_a_broken_store_for_every_rule() {
        assertThat(broken().map(arguments -> (Integer) arguments.get()[0]).toList())
                .containsExactlyElementsOf(
                        Contracts.rules(DunningStoreContract.class).keySet());
    }

    private static Set<Integer> failing(Supplier<DunningStore> stores) throws IllegalAccessException {
        return Contracts.failing(DunningStoreContract.class, () -> {
            DunningStoreContract contract = new DunningStoreContract() {
                @Override
                protected DunningStore emptyStore(InstantSource leases) {
                    return stores.get();
                }
            };
            contract.open();
            return contract;
        });
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                rule(1, ForgetsParts::new),
                rule(2, StoresTheRest::new),
                rule(3, TurnsOutcomesRound::new),
                rule(4, CommitsBackwards::new),
                rule(5, () -> new Rewriting(BrokenStoresTest::underANewId)),
                rule(6, IgnoresRevisions::new),
                rule(7, () -> new Rewriting(BrokenStoresTest::withoutPlanned)),
                rule(8, AddsOnceSilently::new),
                rule(9, ExpectsWhatIsThere::new),
                rule(10, () -> new Rewriting(BrokenStoresTest::withoutOwners)),
                rule(11, KeepsLeases::new),
                rule(12, IgnoresRevisions::new),
                rule(13, NumbersEvents::new),
                rule(14, ForgetsTheUndecided::new),
                rule(15, CallsAllOpen::new),
                rule(16, SortsByUnits::new),
                rule(17, IgnoresCase::new),
                rule(18, () -> new Claiming(r -> claim(r, r.channels(), r.date().plusDays(1), 0))),
                rule(19, () -> new Claiming(r -> claim(r, r.channels(), r.date(), 1))),
                rule(20, LosesWhatIsBeingSent::new),
                rule(21, () -> new Claiming(r -> claim(r, Set.of(ChannelId.EMAIL, ChannelId.SMS), r.date(), 0))),
                rule(22, ServesOneAfterTheOther::new),
                rule(23, KeepsEveryLease::new),
                rule(24, LeasesNothing::new),
                rule(25, LosesTheLastOfAPage::new),
                rule(26, GivesTasksThatAreDone::new),
                rule(27, TurnsChainsRound::new),
                rule(28, LosesBetweenPages::new),
                rule(29, WritesPoliciesOver::new),
                rule(30, LooksAcrossCreditors::new),
                rule(31, ReadsBodiesAsText::new),
                rule(32, CutsInstants::new),
                rule(33, KnowsCommitsOfNobody::new),
                rule(34, KeepsOneToken::new),
                rule(35, KnowsWhatIsNotSent::new),
                rule(36, TakesMessagesForReceivables::new),
                rule(37, KeepsOneAccountOfAName::new));
    }

    private static Arguments rule(int number, Supplier<DunningStore> store) {
        return Arguments.of(number, store);
    }

    private static AccountCommit with(
            AccountCommit c, CommitId id, CaseRecord head, List<OutboxEntry> added, List<OutboxChange> changed) {
        return new AccountCommit(
                id,
                head,
                head.revision() - 1,
                c.parts(),
                c.planned(),
                c.released(),
                added,
                changed,
                c.tasks(),
                c.events(),
                c.names());
    }

    private static final AtomicLong IDS = new AtomicLong();

    private static CommitId newId() {
        return new CommitId(String.format(Locale.ROOT, "f%063x", IDS.incrementAndGet()));
    }

    private static AccountCommit underANewId(AccountCommit c) {
        return with(c, newId(), c.head(), c.added(), c.changed());
    }

    private static AccountCommit withoutPlanned(AccountCommit c) {
        return new AccountCommit(
                c.commitId(),
                c.head(),
                c.expectedRevision(),
                c.parts(),
                Set.of(),
                c.released(),
                c.added(),
                c.changed(),
                c.tasks(),
                c.events(),
                c.names());
    }

    private static AccountCommit withoutOwners(AccountCommit c) {
        List<OutboxChange> changed = c.changed().stream()
                .map(change -> new OutboxChange(
                        change.entry(), change.expectedState(), change.expectedAttempt(), Optional.empty()))
                .toList();
        return with(c, c.commitId(), c.head(), c.added(), changed);
    }

    private static ClaimRequest claim(ClaimRequest r, Set<ChannelId> channels, LocalDate date, long shorter) {
        return new ClaimRequest(
                r.creditors(), channels, date, r.now(), r.lease().minusSeconds(shorter), r.owner(), r.limit());
    }

    /** Changes every commit. */
    private static class Rewriting extends PassingStore {
        private final UnaryOperator<AccountCommit> change;

        Rewriting(UnaryOperator<AccountCommit> change) {
            this.change = change;
        }

        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            List<CommitOutcome> outcomes = new ArrayList<>();
            for (AccountCommit commit : commits) {
                outcomes.addAll(store().commit(List.of(change.apply(commit))));
            }
            return outcomes;
        }
    }

    private static final class ForgetsParts extends PassingStore {
        @Override
        public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
            Map<AccountId, StoredCase> found = new HashMap<>();
            super.find(accounts)
                    .forEach((id, stored) -> found.put(
                            id,
                            new StoredCase(
                                    stored.head(),
                                    stored.parts().stream().limit(1).toList())));
            return found;
        }
    }

    /** It has one part for an id. */
    private static final class TakesMessagesForReceivables extends PassingStore {
        @Override
        public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
            Map<AccountId, StoredCase> found = new HashMap<>();
            super.find(accounts).forEach((id, stored) -> {
                Map<String, CasePart> parts = new LinkedHashMap<>();
                stored.parts().forEach(part -> parts.put(part.key().id(), part));
                found.put(id, new StoredCase(stored.head(), List.copyOf(parts.values())));
            });
            return found;
        }
    }

    private static final class StoresTheRest extends PassingStore {
        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            List<CommitOutcome> outcomes = super.commit(commits);
            for (int i = 0; i < outcomes.size(); i++) {
                AccountCommit c = commits.get(i);
                if (outcomes.get(i) == CommitOutcome.CONFLICT && !c.added().isEmpty()) {
                    super.commit(List.of(with(c, newId(), c.head(), List.of(), c.changed())));
                }
            }
            return outcomes;
        }
    }

    private static final class TurnsOutcomesRound extends PassingStore {
        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            List<CommitOutcome> outcomes = new ArrayList<>(super.commit(commits));
            Collections.swap(outcomes, 0, outcomes.size() - 1);
            Collections.rotate(outcomes, 1);
            return outcomes;
        }
    }

    private static final class CommitsBackwards extends PassingStore {
        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            List<AccountCommit> backwards = new ArrayList<>(commits);
            Collections.reverse(backwards);
            List<CommitOutcome> outcomes = new ArrayList<>(super.commit(backwards));
            Collections.reverse(outcomes);
            return outcomes;
        }
    }

    private static final class KnowsCommitsOfNobody extends PassingStore {
        private final Set<CommitId> stored = new HashSet<>();

        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            commits.forEach(commit -> stored.add(commit.commitId()));
            return super.commit(commits);
        }

        @Override
        public boolean isCommitted(AccountId account, CommitId commit) {
            return stored.contains(commit);
        }
    }

    private static final class KeepsOneToken extends PassingStore {
        private static final CreditorId ANY = new CreditorId("any");

        @Override
        public Optional<ChangeToken> changeToken(CreditorId creditor) {
            return super.changeToken(ANY);
        }

        @Override
        public void putChangeToken(CreditorId creditor, ChangeToken token) {
            super.putChangeToken(ANY, token);
        }
    }

    private static final class KeepsOneAccountOfAName extends PassingStore {
        @Override
        public List<AccountId> accountsNamed(AccountName name) {
            return super.accountsNamed(name).stream().limit(1).toList();
        }
    }

    private static final class KnowsWhatIsNotSent extends PassingStore {
        @Override
        public Optional<AccountId> accountOf(MessageId message) {
            Optional<AccountId> account = super.accountOf(message);
            return account.filter(id -> store()
                    .outbox(new OutboxQuery(id.creditor(), Set.of(id), Set.of(OutboxState.READY), Optional.empty(), 10))
                    .items()
                    .stream()
                    .anyMatch(entry -> entry.message().equals(message)));
        }
    }

    private static final class IgnoresRevisions extends PassingStore {
        @Override
        public synchronized List<CommitOutcome> commit(List<AccountCommit> commits) {
            return commits.stream().map(this::onTop).toList();
        }

        private CommitOutcome onTop(AccountCommit c) {
            StoredCase now = store().find(List.of(c.account())).get(c.account());
            CaseRecord h = c.head();
            long revision = now == null ? 0 : now.head().revision();
            long events = (now == null ? 0 : now.head().events()) + c.events().size();
            CaseRecord head = new CaseRecord(
                    h.account(),
                    revision + 1,
                    events,
                    h.chain(),
                    h.decidedUnder(),
                    h.reviewOn(),
                    h.open(),
                    h.stamp(),
                    h.body());
            List<EventRecord> numbered = new ArrayList<>();
            for (EventRecord e : c.events()) {
                long sequence = events - c.events().size() + numbered.size() + 1;
                numbered.add(new EventRecord(e.account(), sequence, e.at(), e.day(), e.type(), e.body(), e.hash()));
            }
            return store().commit(List.of(new AccountCommit(
                            c.commitId(),
                            head,
                            revision,
                            c.parts(),
                            Set.of(),
                            c.released(),
                            c.added(),
                            c.changed(),
                            c.tasks(),
                            numbered,
                            c.names())))
                    .get(0);
        }
    }

    private static final class AddsOnceSilently extends PassingStore {
        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            return commits.stream()
                    .map(c -> {
                        List<OutboxEntry> there = all(c.account());
                        List<OutboxEntry> added = c.added().stream()
                                .filter(entry -> there.stream()
                                        .noneMatch(other -> other.message().equals(entry.message())))
                                .toList();
                        return store().commit(List.of(with(c, c.commitId(), c.head(), added, c.changed())))
                                .get(0);
                    })
                    .toList();
        }

        private List<OutboxEntry> all(AccountId account) {
            return store().outbox(
                            new OutboxQuery(account.creditor(), Set.of(account), Set.of(), Optional.empty(), 1_000))
                    .items();
        }
    }

    private static final class ExpectsWhatIsThere extends PassingStore {
        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            return commits.stream()
                    .map(c -> {
                        List<OutboxChange> changed = c.changed().stream()
                                .map(change -> new OutboxChange(
                                        change.entry(),
                                        now(change).state(),
                                        now(change).attempt(),
                                        change.owner()))
                                .toList();
                        return store().commit(List.of(with(c, c.commitId(), c.head(), c.added(), changed)))
                                .get(0);
                    })
                    .toList();
        }

        private OutboxEntry now(OutboxChange change) {
            AccountId account = change.entry().account();
            return store()
                    .outbox(new OutboxQuery(account.creditor(), Set.of(account), Set.of(), Optional.empty(), 1_000))
                    .items()
                    .stream()
                    .filter(entry -> entry.message().equals(change.entry().message()))
                    .findFirst()
                    .orElse(change.entry());
        }
    }

    private static final class KeepsLeases extends PassingStore {
        private final List<Leased> leases = new ArrayList<>();

        @Override
        public List<Leased> claim(ClaimRequest request) {
            List<Leased> claimed = super.claim(request).stream()
                    .filter(leased -> leases.stream()
                            .noneMatch(before -> before.entry()
                                            .message()
                                            .equals(leased.entry().message())
                                    && before.until().isAfter(request.now())))
                    .toList();
            leases.addAll(claimed);
            return claimed;
        }
    }

    private static final class NumbersEvents extends PassingStore {
        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            try {
                return super.commit(commits);
            } catch (IllegalArgumentException outOfSequence) {
                return Collections.nCopies(commits.size(), CommitOutcome.CONFLICT);
            }
        }
    }

    private static final class ForgetsTheUndecided extends PassingStore {
        @Override
        public List<AccountId> dueForReview(
                CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
            List<AccountId> due = super.dueForReview(creditor, date, current, after, limit);
            Map<AccountId, StoredCase> cases = find(due);
            return due.stream()
                    .filter(id -> cases.get(id).head().decidedUnder().isPresent())
                    .toList();
        }
    }

    private static final class CallsAllOpen extends PassingStore {
        @Override
        public List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
            return super.cases(creditor, after, limit).stream()
                    .map(found -> new CaseSummary(
                            found.account(), found.decidedUnder(), found.reviewOn(), true, found.stamp()))
                    .toList();
        }
    }

    private static final class SortsByUnits extends PassingStore {
        @Override
        public List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
            return super.cases(creditor, after, limit).stream()
                    .sorted(Comparator.comparing(found -> found.account().customer()))
                    .toList();
        }
    }

    private static final class IgnoresCase extends PassingStore {
        @Override
        public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
            Map<AccountId, StoredCase> found = new HashMap<>(super.find(accounts));
            for (AccountId id : accounts) {
                AccountId upper = new AccountId(
                        id.creditor(), new CustomerId(id.customer().value().toUpperCase(Locale.ROOT)));
                StoredCase other = super.find(List.of(upper)).get(upper);
                if (!found.containsKey(id) && other != null) {
                    found.put(id, other);
                }
            }
            return found;
        }
    }

    /** Changes every claim. */
    private static class Claiming extends PassingStore {
        private final UnaryOperator<ClaimRequest> change;

        Claiming(UnaryOperator<ClaimRequest> change) {
            this.change = change;
        }

        @Override
        public List<Leased> claim(ClaimRequest request) {
            return super.claim(change.apply(request));
        }
    }

    private static final class LosesWhatIsBeingSent extends PassingStore {
        @Override
        public List<Leased> claim(ClaimRequest request) {
            return super.claim(request).stream()
                    .filter(leased -> leased.entry().state() != OutboxState.SENDING)
                    .toList();
        }
    }

    private static final class ServesOneAfterTheOther extends PassingStore {
        @Override
        public List<Leased> claim(ClaimRequest request) {
            List<Leased> claimed = new ArrayList<>();
            for (CreditorId creditor : new TreeSet<>(request.creditors())) {
                if (claimed.size() < request.limit()) {
                    claimed.addAll(super.claim(new ClaimRequest(
                            Set.of(creditor),
                            request.channels(),
                            request.date(),
                            request.now(),
                            request.lease(),
                            request.owner(),
                            request.limit() - claimed.size())));
                }
            }
            return claimed;
        }
    }

    private static final class KeepsEveryLease extends PassingStore {
        @Override
        public void release(List<Leased> leases) {}
    }

    private static final class LeasesNothing extends PassingStore {
        @Override
        public List<Leased> claim(ClaimRequest request) {
            List<Leased> claimed = super.claim(request);
            store().release(claimed);
            return claimed;
        }
    }

    private static final class LosesTheLastOfAPage extends PassingStore {
        @Override
        public Page<OutboxEntry> outbox(OutboxQuery query) {
            Page<OutboxEntry> page = super.outbox(query);
            return page.next().isEmpty()
                    ? page
                    : new Page<>(page.items().subList(0, page.items().size() - 1), page.next());
        }
    }

    private static final class GivesTasksThatAreDone extends PassingStore {
        @Override
        public Page<TaskRecord> tasks(TaskQuery q) {
            return super.tasks(new TaskQuery(q.creditor(), q.account(), q.team(), false, q.after(), q.limit()));
        }
    }

    private static final class TurnsChainsRound extends PassingStore {
        @Override
        public Page<EventRecord> events(EventQuery query) {
            Page<EventRecord> page = super.events(query);
            List<EventRecord> items = new ArrayList<>(page.items());
            if (query.account().isPresent()) {
                Collections.reverse(items);
            }
            return new Page<>(items, page.next());
        }
    }

    private static final class LosesBetweenPages extends PassingStore {
        @Override
        public Page<EventRecord> events(EventQuery query) {
            Page<EventRecord> page = super.events(query);
            return query.after().isEmpty()
                    ? page
                    : new Page<>(page.items().stream().skip(1).toList(), page.next());
        }
    }

    private static final class WritesPoliciesOver extends PassingStore {
        @Override
        public void putPolicy(PolicyDocument policy) {
            try {
                super.putPolicy(policy);
            } catch (IllegalStateException written) {
                // as if nothing had been written before
            }
        }
    }

    private static final class LooksAcrossCreditors extends PassingStore {
        @Override
        public Page<OutboxEntry> outbox(OutboxQuery query) {
            List<OutboxEntry> all = new ArrayList<>();
            for (CreditorId creditor : creditors(query)) {
                all.addAll(super.outbox(new OutboxQuery(
                                creditor, query.accounts(), query.states(), query.after(), query.limit()))
                        .items());
            }
            return new Page<>(all, Optional.empty());
        }

        private static Set<CreditorId> creditors(OutboxQuery query) {
            Set<CreditorId> creditors = new TreeSet<>(Set.of(query.creditor()));
            query.accounts().forEach(account -> creditors.add(account.creditor()));
            return creditors;
        }
    }

    private static final class ReadsBodiesAsText extends PassingStore {
        @Override
        public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
            Map<AccountId, StoredCase> found = new HashMap<>();
            super.find(accounts)
                    .forEach((id, stored) -> found.put(
                            id,
                            new StoredCase(
                                    stored.head(),
                                    stored.parts().stream()
                                            .map(part -> new CasePart(
                                                    part.key(),
                                                    Body.of(part.body().text())))
                                            .toList())));
            return found;
        }
    }

    private static final class CutsInstants extends PassingStore {
        @Override
        public Page<OutboxEntry> outbox(OutboxQuery query) {
            Page<OutboxEntry> page = super.outbox(query);
            return new Page<>(
                    page.items().stream()
                            .map(entry -> entry.retryAt().isEmpty()
                                    ? entry
                                    : entry.readyOn(
                                            entry.dueOn(),
                                            entry.retryAt().map(at -> at.truncatedTo(ChronoUnit.MILLIS))))
                            .toList(),
                    page.next());
        }
    }
}
