package io.relance.adapter.storagejdbc;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.DunningStore;
import io.relance.storage.EventHash;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.ExecutionKey;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.PartKey;
import io.relance.storage.PolicyVersion;
import io.relance.storage.TaskRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Commits with something of everything. */
final class Sample {
    static final CreditorId ACME = new CreditorId("acme");
    static final LocalDate DAY = LocalDate.parse("2026-03-02");
    static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    static final PolicyVersion POLICY = new PolicyVersion("1");

    private Sample() {}

    static AccountId account(int number) {
        return AccountId.of("acme", String.format(Locale.ROOT, "c%06d", number));
    }

    static List<AccountId> accounts(int count) {
        return IntStream.range(0, count).mapToObj(Sample::account).toList();
    }

    /** The first commit of an account: a part, a step, a message, a task, an event. */
    static AccountCommit first(AccountId account) {
        return next(account, 0);
    }

    /** A commit on a revision that was made by this method too: it adds as much, and sends what the one before added. */
    static AccountCommit next(AccountId account, long revision) {
        List<OutboxChange> changed = new ArrayList<>();
        if (revision > 0) {
            OutboxEntry before = message(account, revision);
            changed.add(new OutboxChange(before.sending(Body.of("text")), OutboxState.READY, 0, Optional.empty()));
        }
        ReceivableId receivable = new ReceivableId("F" + revision);
        return new AccountCommit(
                new CommitId(hash(account, "commit", revision + 1)),
                head(account, revision + 1),
                revision,
                List.of(new CasePart(PartKey.of(receivable), Body.of("part " + revision))),
                Set.of(new ExecutionKey(receivable, 1, "standard/reminder")),
                revision > 0
                        ? Set.of(new ExecutionKey(new ReceivableId("F" + (revision - 1)), 1, "standard/reminder"))
                        : Set.of(),
                List.of(message(account, revision + 1)),
                changed,
                List.of(new TaskRecord(account, "t" + revision, "collections", DAY, true, Body.of("task"))),
                List.of(event(account, revision + 1)),
                Set.of());
    }

    static CaseRecord head(AccountId account, long revision) {
        return new CaseRecord(
                account,
                revision,
                revision,
                Optional.of(event(account, revision).hash()),
                Optional.of(POLICY),
                Optional.of(DAY.plusDays(revision)),
                true,
                Optional.of("stamp " + revision),
                Body.of("head " + revision));
    }

    static EventRecord event(AccountId account, long sequence) {
        return new EventRecord(
                account,
                sequence,
                NOW,
                DAY,
                "Test",
                Body.of("event " + sequence),
                new EventHash(hash(account, "event", sequence)));
    }

    static OutboxEntry message(AccountId account, long revision) {
        return new OutboxEntry(
                account,
                new MessageId(hash(account, "message", revision)),
                OutboxState.READY,
                ChannelId.EMAIL,
                0,
                DAY,
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static String hash(AccountId account, String what, long number) {
        String sum = String.format(Locale.ROOT, "%08x%08x%016x", account.hashCode(), what.hashCode(), number);
        return sum.repeat(2);
    }

    static List<String> names(Page<EventRecord> page) {
        return page.items().stream()
                .map(event -> event.account().customer() + " " + event.sequence())
                .toList();
    }

    static Page<EventRecord> feed(DunningStore store, Optional<String> after) {
        return store.events(new EventQuery(ACME, Optional.empty(), after, 100));
    }
}
