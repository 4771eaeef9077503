package io.relance.storage;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A store in memory: the reference for other stores, and enough for a program that remembers nothing between two runs. For
 * several threads; every method sees and leaves a whole state.
 */
public final class InMemoryDunningStore implements DunningStore {
    private final NavigableMap<AccountId, MemoryAccount> accounts = new TreeMap<>(AccountOrder.BY_BYTES);
    private final Map<CreditorId, List<EventRecord>> feeds = new HashMap<>();
    private final Map<CreditorId, Map<PolicyVersion, PolicyDocument>> policies = new HashMap<>();
    private final Map<CreditorId, ChangeToken> tokens = new HashMap<>();

    /** An empty store. */
    public InMemoryDunningStore() {}

    @Override
    public synchronized Map<AccountId, StoredCase> find(Collection<AccountId> ids) {
        Map<AccountId, StoredCase> found = new LinkedHashMap<>();
        for (AccountId id : ids) {
            MemoryAccount account = accounts.get(id);
            if (account != null && account.head != null) {
                found.put(id, new StoredCase(account.head, List.copyOf(account.parts.values())));
            }
        }
        return found;
    }

    @Override
    public synchronized List<CommitOutcome> commit(List<AccountCommit> commits) {
        List<CommitOutcome> outcomes = new ArrayList<>();
        for (AccountCommit commit : commits) {
            MemoryAccount account = accounts.getOrDefault(commit.account(), new MemoryAccount());
            CommitOutcome outcome = account.judge(commit);
            if (outcome == CommitOutcome.STORED) {
                account.store(commit);
                accounts.put(commit.account(), account);
                feeds.computeIfAbsent(commit.account().creditor(), creditor -> new ArrayList<>())
                        .addAll(commit.events());
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    @Override
    public synchronized boolean isCommitted(AccountId account, CommitId commit) {
        MemoryAccount known = accounts.get(account);
        return known != null && known.isCommitted(commit);
    }

    @Override
    public synchronized Optional<ChangeToken> changeToken(CreditorId creditor) {
        return Optional.ofNullable(tokens.get(creditor));
    }

    @Override
    public synchronized void putChangeToken(CreditorId creditor, ChangeToken token) {
        tokens.put(creditor, token);
    }

    @Override
    public synchronized List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
        return heads(
                        creditor,
                        after,
                        limit,
                        head -> head.reviewOn()
                                        .filter(day -> !day.isAfter(date))
                                        .isPresent()
                                || !head.decidedUnder().equals(Optional.of(current)))
                .map(CaseRecord::account)
                .toList();
    }

    @Override
    public synchronized List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
        return heads(creditor, after, limit, head -> true).map(CaseSummary::of).toList();
    }

    private Stream<CaseRecord> heads(
            CreditorId creditor, Optional<AccountId> after, int limit, Predicate<CaseRecord> wanted) {
        return after.map(last -> accounts.tailMap(last, false)).orElse(accounts).entrySet().stream()
                .filter(entry -> entry.getKey().creditor().equals(creditor))
                .flatMap(entry -> Optional.ofNullable(entry.getValue().head).stream())
                .filter(wanted)
                .limit(limit);
    }

    private Stream<Map.Entry<AccountId, MemoryAccount>> of(CreditorId creditor) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getKey().creditor().equals(creditor));
    }

    @Override
    public synchronized List<Leased> claim(ClaimRequest request) {
        List<Deque<OutboxEntry>> queues = new ArrayList<>();
        request.creditors().stream()
                .sorted()
                .forEach(creditor -> queues.add(new ArrayDeque<>(of(creditor)
                        .flatMap(entry -> entry.getValue().outbox.values().stream()
                                .filter(out -> isClaimable(entry.getValue(), out, request)))
                        .sorted(Comparator.comparing(OutboxEntry::dueOn))
                        .limit(request.limit())
                        .toList())));
        List<Leased> leased = new ArrayList<>();
        while (leased.size() < request.limit() && queues.stream().anyMatch(queue -> !queue.isEmpty())) {
            for (Deque<OutboxEntry> queue : queues) {
                OutboxEntry entry = queue.poll();
                if (entry != null && leased.size() < request.limit()) {
                    leased.add(lease(entry, request));
                }
            }
        }
        return leased;
    }

    private static boolean isClaimable(MemoryAccount account, OutboxEntry entry, ClaimRequest request) {
        MemoryAccount.Lease lease = account.leases.get(entry.message());
        boolean free = lease == null || !lease.until().isAfter(request.now());
        boolean due = !entry.dueOn().isAfter(request.date())
                && entry.retryAt().filter(at -> at.isAfter(request.now())).isEmpty();
        boolean wanted = entry.state() == OutboxState.SENDING || (entry.state() == OutboxState.READY && due);
        return free && wanted && request.channels().contains(entry.channel());
    }

    private Leased lease(OutboxEntry entry, ClaimRequest request) {
        MemoryAccount.Lease lease =
                new MemoryAccount.Lease(request.owner(), request.now().plus(request.lease()));
        Objects.requireNonNull(accounts.get(entry.account())).leases.put(entry.message(), lease);
        return new Leased(entry, lease.owner(), lease.until());
    }

    @Override
    public synchronized void release(List<Leased> leases) {
        for (Leased leased : leases) {
            MemoryAccount account = accounts.get(leased.entry().account());
            if (account != null) {
                account.leases.remove(
                        leased.entry().message(), new MemoryAccount.Lease(leased.owner(), leased.until()));
            }
        }
    }

    @Override
    public synchronized Optional<AccountId> accountOf(MessageId message) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().outbox.containsKey(message))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized List<AccountId> accountsNamed(AccountName name) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().names.contains(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized Page<OutboxEntry> outbox(OutboxQuery query) {
        List<OutboxEntry> all = of(query.creditor(), query.accounts())
                .flatMap(account -> account.outbox.values().stream())
                .filter(entry -> query.states().isEmpty() || query.states().contains(entry.state()))
                .toList();
        return page(
                all,
                query.after(),
                query.limit(),
                entry -> key(entry.account(), entry.message().value()));
    }

    /** The accounts asked for, or all of the creditor, in order. */
    private Stream<MemoryAccount> of(CreditorId creditor, Set<AccountId> asked) {
        if (asked.isEmpty()) {
            return of(creditor).map(Map.Entry::getValue);
        }
        return asked.stream()
                .filter(id -> id.creditor().equals(creditor))
                .sorted(AccountOrder.BY_BYTES)
                .map(accounts::get)
                .filter(Objects::nonNull);
    }

    @Override
    public synchronized Page<TaskRecord> tasks(TaskQuery query) {
        Set<AccountId> asked = query.account().map(Set::of).orElse(Set.of());
        List<TaskRecord> all = of(query.creditor(), asked)
                .flatMap(account -> account.tasks.values().stream()
                        .sorted(Comparator.comparing(TaskRecord::raised).thenComparing(TaskRecord::id)))
                .filter(task -> query.team().isEmpty() || query.team().get().equals(task.team()))
                .filter(task -> !query.openOnly() || task.open())
                .toList();
        return page(all, query.after(), query.limit(), task -> key(task.account(), task.raised() + " " + task.id()));
    }

    private static String key(AccountId account, String within) {
        return account.customer() + "\u0000" + within;
    }

    /** The part of a sorted list whose keys come after {@code after} in it. */
    private static <T> Page<T> page(
            List<T> all, Optional<String> after, int limit, java.util.function.Function<T, String> key) {
        ToIntFunction<String> indexAfter = wanted -> {
            for (int i = 0; i < all.size(); i++) {
                if (compareKeys(key.apply(all.get(i)), wanted) > 0) {
                    return i;
                }
            }
            return all.size();
        };
        int from = after.map(indexAfter::applyAsInt).orElse(0);
        int to = Math.min(all.size(), from + limit);
        Optional<String> next =
                to < all.size() && to > from ? Optional.of(key.apply(all.get(to - 1))) : Optional.empty();
        return new Page<>(all.subList(from, to), next);
    }

    private static int compareKeys(String a, String b) {
        AccountId one = AccountId.of("-", a.substring(0, a.indexOf('\u0000')));
        AccountId two = AccountId.of("-", b.substring(0, b.indexOf('\u0000')));
        int byCustomer = AccountOrder.BY_BYTES.compare(one, two);
        return byCustomer != 0 ? byCustomer : a.compareTo(b);
    }

    @Override
    public synchronized Page<EventRecord> events(EventQuery query) {
        List<EventRecord> all;
        if (query.account().isPresent()) {
            AccountId id = query.account().get();
            MemoryAccount account = id.creditor().equals(query.creditor()) ? accounts.get(id) : null;
            all = account == null ? List.of() : account.events;
        } else {
            all = feeds.getOrDefault(query.creditor(), List.of());
        }
        int from = Math.min(all.size(), query.after().map(Integer::parseInt).orElse(0));
        int to = Math.min(all.size(), from + query.limit());
        return new Page<>(all.subList(from, to), to > from ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public synchronized void putPolicy(PolicyDocument policy) {
        Map<PolicyVersion, PolicyDocument> versions =
                policies.computeIfAbsent(policy.creditor(), creditor -> new LinkedHashMap<>());
        PolicyDocument before = versions.putIfAbsent(policy.version(), policy);
        if (before != null && !before.equals(policy)) {
            throw new IllegalStateException("policy version " + policy.version() + " of creditor " + policy.creditor()
                    + " was put with another body: a version is written once");
        }
    }

    @Override
    public synchronized Optional<PolicyDocument> policy(CreditorId creditor, Optional<PolicyVersion> version) {
        Collection<PolicyDocument> documents =
                policies.getOrDefault(creditor, Map.of()).values();
        return documents.stream()
                .filter(document -> version.isEmpty() || version.get().equals(document.version()))
                .reduce((first, second) -> second);
    }
}
