package io.relance.storage;

import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a commit in few words. */
final class Draft {
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    private final AccountId account;
    private final long revision;
    private final long eventsBefore;
    private final List<CasePart> parts = new ArrayList<>();
    private final Set<ExecutionKey> planned = new HashSet<>();
    private final Set<ExecutionKey> released = new HashSet<>();
    private final List<OutboxEntry> added = new ArrayList<>();
    private final List<OutboxChange> changed = new ArrayList<>();
    private final List<TaskRecord> tasks = new ArrayList<>();
    private final List<EventRecord> events = new ArrayList<>();
    private Optional<PolicyVersion> decided = Optional.empty();
    private Optional<LocalDate> review = Optional.empty();
    private boolean open;

    private Draft(AccountId account, long revision, long eventsBefore) {
        this.account = account;
        this.revision = revision;
        this.eventsBefore = eventsBefore;
    }

    static Draft of(AccountId account, long revision) {
        return new Draft(account, revision, 0);
    }

    static Draft of(AccountId account, long revision, long eventsBefore) {
        return new Draft(account, revision, eventsBefore);
    }

    Draft part(String receivable, String body) {
        parts.add(new CasePart(new ReceivableId(receivable), Body.of(body)));
        return this;
    }

    Draft plan(ExecutionKey key) {
        planned.add(key);
        return this;
    }

    Draft release(ExecutionKey key) {
        released.add(key);
        return this;
    }

    Draft add(OutboxEntry entry) {
        added.add(entry);
        return this;
    }

    Draft change(OutboxEntry entry, OutboxState expected, int attempt, String owner) {
        changed.add(new OutboxChange(entry, expected, attempt, Optional.ofNullable(owner)));
        return this;
    }

    Draft task(String id, String team, boolean isOpen) {
        tasks.add(new TaskRecord(account, id, team, DAY, isOpen, Body.of("")));
        return this;
    }

    Draft event() {
        events.add(new EventRecord(
                account, eventsBefore + events.size() + 1, Instant.EPOCH, DAY, "Test", Body.of("event")));
        return this;
    }

    Draft decided(PolicyVersion version, LocalDate reviewOn) {
        decided = Optional.of(version);
        review = Optional.ofNullable(reviewOn);
        return this;
    }

    Draft open() {
        open = true;
        return this;
    }

    AccountCommit build(CommitId id) {
        CaseRecord head = new CaseRecord(
                account,
                revision + 1,
                eventsBefore + events.size(),
                decided,
                review,
                open,
                Optional.empty(),
                Body.of("head"));
        return new AccountCommit(id, head, revision, parts, planned, released, added, changed, tasks, events);
    }
}
