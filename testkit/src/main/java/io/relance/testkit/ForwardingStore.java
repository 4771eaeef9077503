package io.relance.testkit;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.CaseSummary;
import io.relance.storage.ChangeToken;
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

/** Passes everything on to another store, closing included; for tests that watch or change some of it. */
public class ForwardingStore implements DunningStore {
    private final DunningStore store;

    /** Passes on to {@code store}. */
    public ForwardingStore(DunningStore store) {
        this.store = store;
    }

    /** The store to which everything is passed on. */
    protected final DunningStore store() {
        return store;
    }

    /** Makes a call: every one of them comes through here, but {@link #close}. */
    protected <T> T passing(Supplier<T> call) {
        return call.get();
    }

    /** Makes a call that answers nothing. */
    private void passingOn(Runnable call) {
        passing(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
        return passing(() -> store.find(accounts));
    }

    @Override
    public List<CommitOutcome> commit(List<AccountCommit> commits) {
        return passing(() -> store.commit(commits));
    }

    @Override
    public boolean isCommitted(AccountId account, CommitId commit) {
        return passing(() -> store.isCommitted(account, commit));
    }

    @Override
    public List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
        return passing(() -> store.dueForReview(creditor, date, current, after, limit));
    }

    @Override
    public List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
        return passing(() -> store.cases(creditor, after, limit));
    }

    @Override
    public List<Leased> claim(ClaimRequest request) {
        return passing(() -> store.claim(request));
    }

    @Override
    public void release(List<Leased> leases) {
        passingOn(() -> store.release(leases));
    }

    @Override
    public Optional<AccountId> accountOf(MessageId message) {
        return passing(() -> store.accountOf(message));
    }

    @Override
    public List<AccountId> accountsNamed(AccountName name) {
        return passing(() -> store.accountsNamed(name));
    }

    @Override
    public Page<OutboxEntry> outbox(OutboxQuery query) {
        return passing(() -> store.outbox(query));
    }

    @Override
    public Page<TaskRecord> tasks(TaskQuery query) {
        return passing(() -> store.tasks(query));
    }

    @Override
    public Page<EventRecord> events(EventQuery query) {
        return passing(() -> store.events(query));
    }

    @Override
    public void putPolicy(PolicyDocument policy) {
        passingOn(() -> store.putPolicy(policy));
    }

    @Override
    public Optional<PolicyDocument> policy(CreditorId creditor, Optional<PolicyVersion> version) {
        return passing(() -> store.policy(creditor, version));
    }

    @Override
    public Optional<ChangeToken> changeToken(CreditorId creditor) {
        return passing(() -> store.changeToken(creditor));
    }

    @Override
    public void putChangeToken(CreditorId creditor, ChangeToken token) {
        passingOn(() -> store.putChangeToken(creditor, token));
    }

    @Override
    public void close() {
        store.close();
    }
}
