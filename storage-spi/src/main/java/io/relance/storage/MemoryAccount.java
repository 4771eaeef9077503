package io.relance.storage;

import io.relance.delivery.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that an in-memory store has of one account; guarded by the store. */
final class MemoryAccount {
    /** A lease on an entry. */
    record Lease(String owner, Instant until) {}

    final Map<PartKey, CasePart> parts = new TreeMap<>();
    final Map<MessageId, OutboxEntry> outbox = new TreeMap<>();
    final Map<MessageId, Lease> leases = new TreeMap<>();
    final Map<String, TaskRecord> tasks = new TreeMap<>();
    final List<EventRecord> events = new ArrayList<>();
    final Set<AccountName> names = new HashSet<>();
    private final Set<ExecutionKey> executions = new HashSet<>();
    private final Set<CommitId> commits = new HashSet<>();

    @Nullable
    CaseRecord head;

    boolean isCommitted(CommitId commit) {
        return commits.contains(commit);
    }

    /** What would become of a commit; nothing changes. */
    CommitOutcome judge(AccountCommit commit) {
        if (isCommitted(commit.commitId())) {
            return CommitOutcome.REPLAYED;
        }
        CaseRecord now = head;
        boolean sameRevision = commit.expectedRevision() == (now == null ? 0 : now.revision());
        boolean planned = commit.planned().stream()
                .anyMatch(key -> executions.contains(key) && !commit.released().contains(key));
        boolean there = commit.added().stream().anyMatch(entry -> outbox.containsKey(entry.message()));
        boolean unexpected = commit.changed().stream().anyMatch(change -> !isExpected(change));
        if (!sameRevision || planned || there || unexpected) {
            return CommitOutcome.CONFLICT;
        }
        requireSequences(commit, now == null ? 0 : now.events());
        return commit.changed().stream().allMatch(this::holdsLease) ? CommitOutcome.STORED : CommitOutcome.LEASE_LOST;
    }

    private boolean isExpected(OutboxChange change) {
        OutboxEntry now = outbox.get(change.entry().message());
        return now != null && now.state() == change.expectedState() && now.attempt() == change.expectedAttempt();
    }

    private boolean holdsLease(OutboxChange change) {
        if (change.owner().isEmpty()) {
            return true;
        }
        Lease lease = leases.get(change.entry().message());
        return lease != null && Optional.of(lease.owner()).equals(change.owner());
    }

    private static void requireSequences(AccountCommit commit, long before) {
        long sequence = before;
        for (EventRecord event : commit.events()) {
            sequence++;
            if (event.sequence() != sequence) {
                throw new IllegalArgumentException("the next event of " + commit.account() + " is number " + sequence
                        + ", not " + event.sequence());
            }
        }
        if (commit.head().events() != sequence) {
            throw new IllegalArgumentException("the head of " + commit.account() + " counts "
                    + commit.head().events() + " events, but there are " + sequence);
        }
    }

    /** Stores a commit that was judged {@code STORED}. */
    void store(AccountCommit commit) {
        commits.add(commit.commitId());
        head = commit.head();
        commit.parts().forEach(part -> parts.put(part.key(), part));
        executions.removeAll(commit.released());
        executions.addAll(commit.planned());
        commit.added().forEach(entry -> outbox.put(entry.message(), entry));
        for (OutboxChange change : commit.changed()) {
            outbox.put(change.entry().message(), change.entry());
            if (change.entry().state() != OutboxState.SENDING) {
                leases.remove(change.entry().message());
            }
        }
        commit.tasks().forEach(task -> tasks.put(task.id(), task));
        events.addAll(commit.events());
        names.addAll(commit.names());
    }
}
