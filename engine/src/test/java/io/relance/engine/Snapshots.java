package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.OutboxQuery;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that a store has of a creditor and some accounts, to be compared. */
record Snapshots(Map<AccountId, StoredCase> cases, List<?> outbox, List<?> tasks, List<?> events) {
    static Snapshots of(DunningStore store, CreditorId creditor, AccountId... accounts) {
        return new Snapshots(
                store.find(List.of(accounts)),
                store.outbox(new OutboxQuery(creditor, Set.of(), Set.of(), Optional.empty(), 10_000))
                        .items(),
                store.tasks(new TaskQuery(
                                creditor, Optional.empty(), Optional.empty(), false, Optional.empty(), 10_000))
                        .items(),
                store.events(new EventQuery(creditor, Optional.empty(), Optional.empty(), 10_000))
                        .items());
    }
}
