package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.AccountState.Known;
import io.relance.adapter.storagejdbc.TableWrite.Kind;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountName;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.EventHash;
import io.relance.storage.EventRecord;
import io.relance.storage.ExecutionKey;
import io.relance.storage.OutboxEntry;
import io.relance.storage.PolicyVersion;
import io.relance.storage.TaskRecord;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that commits write, of all accounts together. */
final class CommitWrites {
    private final TableWrite newHeads = new TableWrite(Kind.INSERT, Table.ACCOUNT);
    private final TableWrite heads = new TableWrite(Kind.UPSERT, Table.ACCOUNT);
    private final TableWrite parts = new TableWrite(Kind.UPSERT, Table.CASE_PART);
    private final TableWrite released = new TableWrite(Kind.DELETE, Table.EXECUTION);
    private final TableWrite planned = new TableWrite(Kind.INSERT, Table.EXECUTION);
    private final TableWrite commits = new TableWrite(Kind.INSERT, Table.COMMIT);
    private final TableWrite outbox = new TableWrite(Kind.UPSERT, Table.OUTBOX);
    private final TableWrite tasks = new TableWrite(Kind.UPSERT, Table.TASK);
    private final TableWrite events = new TableWrite(Kind.INSERT, Table.EVENT);
    private final TableWrite names = new TableWrite(Kind.UPSERT, Table.ACCOUNT_NAME);

    /**
     * Writes all. New heads come by themselves and first, in the order of their ids: who adds the same accounts at the same time
     * waits at the first of them, with nothing that anybody else could wait for.
     */
    void write(Session session) throws SQLException {
        session.write(List.of(newHeads));
        session.write(List.of(heads, parts, released, planned, commits, outbox, tasks, events, names));
    }

    void head(CaseRecord head, boolean isNew) {
        (isNew ? newHeads : heads)
                .row(
                        creditor(head.account()),
                        customer(head.account()),
                        head.revision(),
                        head.events(),
                        head.chain().map(EventHash::value).orElse(null),
                        head.decidedUnder().map(PolicyVersion::value).orElse(Cases.NEVER),
                        head.reviewOn().orElse(null),
                        head.open(),
                        head.stamp().orElse(null),
                        head.body());
    }

    void part(AccountId account, CasePart part) {
        parts.row(
                creditor(account),
                customer(account),
                PartKinds.letter(part.key().kind()),
                part.key().id(),
                part.body());
    }

    void commit(AccountId account, CommitId id) {
        commits.row(creditor(account), customer(account), id.value());
    }

    void released(AccountId account, ExecutionKey key) {
        released.row(creditor(account), customer(account), key.receivable().value(), key.cycle(), key.step());
    }

    void planned(AccountId account, ExecutionKey key) {
        planned.row(creditor(account), customer(account), key.receivable().value(), key.cycle(), key.step());
    }

    void entry(OutboxEntry entry, @Nullable Known lease) {
        outbox.row(
                creditor(entry.account()),
                customer(entry.account()),
                entry.message().value(),
                entry.state().name(),
                entry.channel().value(),
                entry.route(),
                entry.dueOn(),
                entry.retryAt().orElse(null),
                entry.attempt(),
                entry.rendered().orElse(null),
                lease == null ? null : lease.owner().orElse(null),
                lease == null ? null : lease.until().orElse(null),
                lease == null ? null : lease.named().orElse(null));
    }

    void task(TaskRecord task) {
        tasks.row(
                creditor(task.account()),
                customer(task.account()),
                task.id(),
                task.team(),
                task.raised(),
                task.open(),
                task.body());
    }

    void event(EventRecord event) {
        events.row(
                creditor(event.account()),
                customer(event.account()),
                event.sequence(),
                event.at(),
                event.day(),
                event.type(),
                event.body(),
                event.hash().value());
    }

    void name(AccountId account, AccountName name) {
        names.row(creditor(account), customer(account), name.value());
    }

    private static String creditor(AccountId account) {
        return account.creditor().value();
    }

    private static String customer(AccountId account) {
        return account.customer().value();
    }
}
