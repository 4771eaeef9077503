package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountCommit;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.Page;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Throws in one of its calls, counted over all methods: before doing anything, or after all was done. */
final class UnreliableStore implements DunningStore {
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final DunningStore store;
    private final int failing;
    private final boolean afterwards;
    private int calls;

    UnreliableStore(DunningStore store, int failing, boolean afterwards) {
        this.store = store;
        this.failing = failing;
        this.afterwards = afterwards;
    }

    /** Whether the call that fails has come. */
    boolean hasFailed() {
        return calls >= failing;
    }

    private <T> T call(Supplier<T> call) {
        calls++;
        if (calls == failing && !afterwards) {
            throw new Broken();
        }
        T answer = call.get();
        if (calls == failing) {
            throw new Broken();
        }
        return answer;
    }

    @Override
    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
        return call(() -> store.find(accounts));
    }

    @Override
    public List<CommitOutcome> commit(List<AccountCommit> commits) {
        return call(() -> store.commit(commits));
    }

    @Override
    public boolean isCommitted(AccountId account, CommitId id) {
        return call(() -> store.isCommitted(account, id));
    }

    @Override
    public List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
        return call(() -> store.dueForReview(creditor, date, current, after, limit));
    }

    @Override
    public List<AccountId> openCases(CreditorId creditor, Optional<AccountId> after, int limit) {
        return call(() -> store.openCases(creditor, after, limit));
    }

    @Override
    public List<Leased> claim(ClaimRequest request) {
        return call(() -> store.claim(request));
    }

    @Override
    public void release(List<Leased> leases) {
        call(() -> {
            store.release(leases);
            return leases;
        });
    }

    @Override
    public Page<OutboxEntry> outbox(OutboxQuery query) {
        return call(() -> store.outbox(query));
    }

    @Override
    public Page<TaskRecord> tasks(TaskQuery query) {
        return call(() -> store.tasks(query));
    }

    @Override
    public Page<EventRecord> events(EventQuery query) {
        return call(() -> store.events(query));
    }

    @Override
    public void putPolicy(PolicyDocument policy) {
        store.putPolicy(policy);
    }

    @Override
    public Optional<PolicyDocument> policy(CreditorId creditor, Optional<PolicyVersion> version) {
        return store.policy(creditor, version);
    }
}
