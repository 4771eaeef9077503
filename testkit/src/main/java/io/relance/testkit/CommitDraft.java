package io.relance.testkit;

import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.EventHash;
import io.relance.storage.EventRecord;
import io.relance.storage.ExecutionKey;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.PartKey;
import io.relance.storage.PolicyVersion;
import io.relance.storage.TaskRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a commit in few words. */
final class CommitDraft {
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
    private final Set<AccountName> names = new HashSet<>();
    private Optional<PolicyVersion> decided = Optional.empty();
    private Optional<LocalDate> review = Optional.empty();
    private boolean open;

    private CommitDraft(AccountId account, long revision, long eventsBefore) {
        this.account = account;
        this.revision = revision;
        this.eventsBefore = eventsBefore;
    }

    static CommitDraft of(AccountId account, long revision) {
        return new CommitDraft(account, revision, 0);
    }

    static CommitDraft of(AccountId account, long revision, long eventsBefore) {
        return new CommitDraft(account, revision, eventsBefore);
    }

    CommitDraft part(String receivable, String body) {
        return part(receivable, Body.of(body));
    }

    CommitDraft part(String receivable, Body body) {
        return part(PartKey.of(new ReceivableId(receivable)), body);
    }

    CommitDraft part(PartKey key, Body body) {
        parts.add(new CasePart(key, body));
        return this;
    }

    CommitDraft plan(ExecutionKey key) {
        planned.add(key);
        return this;
    }

    CommitDraft release(ExecutionKey key) {
        released.add(key);
        return this;
    }

    CommitDraft add(OutboxEntry entry) {
        added.add(entry);
        return this;
    }

    CommitDraft change(OutboxEntry entry, OutboxState expected, int attempt, @Nullable String owner) {
        changed.add(new OutboxChange(entry, expected, attempt, Optional.ofNullable(owner)));
        return this;
    }

    CommitDraft task(String id, String team, boolean isOpen) {
        tasks.add(new TaskRecord(account, id, team, DAY, isOpen, Body.of("")));
        return this;
    }

    CommitDraft event() {
        long sequence = eventsBefore + events.size() + 1;
        EventHash hash = new EventHash(String.format(Locale.ROOT, "%064x", sequence));
        events.add(new EventRecord(account, sequence, Instant.EPOCH, DAY, "Test", Body.of("event"), hash));
        return this;
    }

    CommitDraft decided(PolicyVersion version, @Nullable LocalDate reviewOn) {
        decided = Optional.of(version);
        review = Optional.ofNullable(reviewOn);
        return this;
    }

    CommitDraft name(AccountName name) {
        names.add(name);
        return this;
    }

    CommitDraft open() {
        open = true;
        return this;
    }

    AccountCommit build(CommitId id) {
        CaseRecord head = new CaseRecord(
                account,
                revision + 1,
                eventsBefore + events.size(),
                events.isEmpty()
                        ? Optional.empty()
                        : Optional.of(events.get(events.size() - 1).hash()),
                decided,
                review,
                open,
                Optional.empty(),
                Body.of("head"));
        return new AccountCommit(id, head, revision, parts, planned, released, added, changed, tasks, events, names);
    }
}
