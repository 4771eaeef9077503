package io.relance.testkit;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountCommit;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.InMemoryDunningStore;
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

/** Passes everything on to a store that keeps its promises; for those that break one. */
class PassingStore implements DunningStore {
    final DunningStore store = new InMemoryDunningStore();

    @Override
    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
        return store.find(accounts);
    }

    @Override
    public List<CommitOutcome> commit(List<AccountCommit> commits) {
        return store.commit(commits);
    }

    @Override
    public List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
        return store.dueForReview(creditor, date, current, after, limit);
    }

    @Override
    public List<AccountId> openCases(CreditorId creditor, Optional<AccountId> after, int limit) {
        return store.openCases(creditor, after, limit);
    }

    @Override
    public List<Leased> claim(ClaimRequest request) {
        return store.claim(request);
    }

    @Override
    public void release(List<Leased> leases) {
        store.release(leases);
    }

    @Override
    public Page<OutboxEntry> outbox(OutboxQuery query) {
        return store.outbox(query);
    }

    @Override
    public Page<TaskRecord> tasks(TaskQuery query) {
        return store.tasks(query);
    }

    @Override
    public Page<EventRecord> events(EventQuery query) {
        return store.events(query);
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
