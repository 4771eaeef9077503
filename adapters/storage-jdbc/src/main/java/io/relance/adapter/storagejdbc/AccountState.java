package io.relance.adapter.storagejdbc;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.EventRecord;
import io.relance.storage.ExecutionKey;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.PartKey;
import io.relance.storage.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account whose head is locked, and what its commits change about it: judged one after the other, written
 * together.
 */
final class AccountState {
    /** An entry of the outbox, as far as it decides what becomes of commits. */
    record Known(
            OutboxState state, int attempt, Optional<String> owner, Optional<Instant> until, Optional<Instant> named) {
        /** The entry as it becomes: what is not being sent has no lease. */
        Known become(OutboxEntry next) {
            return next.state() == OutboxState.SENDING
                    ? new Known(next.state(), next.attempt(), owner, until, named)
                    : unleased(next);
        }

        static Known unleased(OutboxEntry entry) {
            return new Known(entry.state(), entry.attempt(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private final AccountId account;
    private final boolean isNew;
    private long revision;
    private long events;

    private final Set<CommitId> commits = new HashSet<>();
    private final Set<ExecutionKey> storedExecutions = new HashSet<>();
    private final Map<MessageId, Known> entries = new LinkedHashMap<>();

    private final List<CommitId> newCommits = new ArrayList<>();
    private final Set<ExecutionKey> planned = new LinkedHashSet<>();
    private final Set<ExecutionKey> released = new LinkedHashSet<>();
    private final Map<PartKey, CasePart> parts = new LinkedHashMap<>();
    private final Map<MessageId, OutboxEntry> outbox = new LinkedHashMap<>();
    private final Map<String, TaskRecord> tasks = new LinkedHashMap<>();
    private final List<EventRecord> newEvents = new ArrayList<>();
    private final Set<AccountName> names = new LinkedHashSet<>();

    @Nullable
    private CaseRecord head;

    /** An account that has no case yet. */
    AccountState(AccountId account) {
        this.account = account;
        this.isNew = true;
    }

    /** An account with a case. */
    AccountState(AccountId account, long revision, long events) {
        this.account = account;
        this.isNew = false;
        this.revision = revision;
        this.events = events;
    }

    AccountId account() {
        return account;
    }

    /** Whether there is a case already, and so perhaps more to know before commits are judged. */
    boolean isStored() {
        return !isNew;
    }

    /** Whether a case is to be added. */
    boolean isAdded() {
        return isNew && head != null;
    }

    void knowCommit(CommitId id) {
        commits.add(id);
    }

    void knowExecution(ExecutionKey key) {
        storedExecutions.add(key);
    }

    void knowEntry(MessageId id, Known known) {
        entries.put(id, known);
    }

    /** What becomes of a commit; when it is stored, the next one is judged as if it were. */
    CommitOutcome judge(AccountCommit commit) {
        if (commits.contains(commit.commitId())) {
            return CommitOutcome.REPLAYED;
        }
        boolean there = commit.added().stream().anyMatch(entry -> entries.containsKey(entry.message()));
        boolean isPlanned = commit.planned().stream()
                .anyMatch(key -> isPlanned(key) && !commit.released().contains(key));
        boolean unexpected = commit.changed().stream().anyMatch(change -> !isExpected(change));
        if (commit.expectedRevision() != revision || there || isPlanned || unexpected) {
            return CommitOutcome.CONFLICT;
        }
        requireSequences(commit);
        if (!commit.changed().stream().allMatch(this::isOwned)) {
            return CommitOutcome.LEASE_LOST;
        }
        take(commit);
        return CommitOutcome.STORED;
    }

    private boolean isPlanned(ExecutionKey key) {
        return planned.contains(key) || (storedExecutions.contains(key) && !released.contains(key));
    }

    private boolean isExpected(OutboxChange change) {
        Known now = entries.get(change.entry().message());
        return now != null && now.state() == change.expectedState() && now.attempt() == change.expectedAttempt();
    }

    private boolean isOwned(OutboxChange change) {
        Known now = entries.get(change.entry().message());
        return change.owner().isEmpty() || (now != null && change.owner().equals(now.owner()));
    }

    private void requireSequences(AccountCommit commit) {
        long sequence = events;
        for (EventRecord event : commit.events()) {
            sequence++;
            if (event.sequence() != sequence) {
                throw new IllegalArgumentException(
                        "the next event of " + account + " is number " + sequence + ", not " + event.sequence());
            }
        }
        if (commit.head().events() != sequence) {
            throw new IllegalArgumentException("the head of " + account + " counts "
                    + commit.head().events() + " events, but there are " + sequence);
        }
    }

    private void take(AccountCommit commit) {
        head = commit.head();
        revision = commit.head().revision();
        events = commit.head().events();
        commits.add(commit.commitId());
        newCommits.add(commit.commitId());
        released.addAll(commit.released());
        planned.removeAll(commit.released());
        planned.addAll(commit.planned());
        commit.parts().forEach(part -> parts.put(part.key(), part));
        commit.added().forEach(this::put);
        commit.changed().forEach(change -> put(change.entry()));
        commit.tasks().forEach(task -> tasks.put(task.id(), task));
        newEvents.addAll(commit.events());
        names.addAll(commit.names());
    }

    private void put(OutboxEntry entry) {
        Known before = entries.get(entry.message());
        outbox.put(entry.message(), entry);
        entries.put(entry.message(), before == null ? Known.unleased(entry) : before.become(entry));
    }

    /** Adds what is to be written. */
    void collect(CommitWrites writes) {
        if (head == null) {
            return;
        }
        writes.head(head, isNew);
        parts.values().forEach(part -> writes.part(account, part));
        newCommits.forEach(id -> writes.commit(account, id));
        // one that was there and was let go and planned again stays as it is
        released.stream().filter(key -> !planned.contains(key) && !isNew).forEach(key -> writes.released(account, key));
        planned.stream().filter(key -> !storedExecutions.contains(key)).forEach(key -> writes.planned(account, key));
        outbox.values().forEach(entry -> writes.entry(entry, entries.get(entry.message())));
        tasks.values().forEach(writes::task);
        newEvents.forEach(writes::event);
        names.forEach(name -> writes.name(account, name));
    }
}
