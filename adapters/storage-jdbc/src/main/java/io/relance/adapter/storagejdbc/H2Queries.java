package io.relance.adapter.storagejdbc;

import static java.util.stream.Collectors.joining;

import io.relance.delivery.ChannelId;
import io.relance.receivable.CreditorId;
import io.relance.storage.ClaimRequest;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.PolicyVersion;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of H2. An order that names every column of an index is read along it, and no further than the limit; with
 * {@code FOR UPDATE} it is not, and everything would be locked: so what may be claimed is found first, and locked by key.
 */
record H2Queries(H2Dialect dialect) implements Queries {
    private static final List<ColumnType> LEASING = List.of(
            ColumnType.LABEL,
            ColumnType.INSTANT,
            ColumnType.INSTANT,
            ColumnType.ID,
            ColumnType.ID,
            ColumnType.HASH,
            ColumnType.LABEL,
            ColumnType.INT,
            ColumnType.INSTANT);

    /** How often candidates are looked for when others took all that were found. */
    private static final int LOOKS = 5;

    /** Along the key: what is not due is passed over. */
    @Override
    public Sql dueForReview(CreditorId creditor, LocalDate date, PolicyVersion current, String after, int limit) {
        return new Sql("SELECT customer FROM " + table(Table.ACCOUNT)
                        + " WHERE creditor = ? AND customer > ? AND (review_on <= ? OR decided_under <> ?)"
                        + " ORDER BY creditor, customer FETCH FIRST ? ROWS ONLY")
                .id(creditor.value())
                .id(after)
                .day(date)
                .id(current.value())
                .number(limit);
    }

    /** Of each state a page, merged. */
    @Override
    public Sql outbox(CreditorId creditor, Set<OutboxState> states, OutboxKey after, int limit) {
        Sql sql = new Sql("SELECT * FROM (");
        String between = "";
        for (OutboxState state : states) {
            sql.add(between + "(SELECT " + Sql.list(Table.OUTBOX.columns()) + " FROM " + table(Table.OUTBOX)
                            + " WHERE creditor = ? AND state = ? AND customer >= ? AND (customer > ? OR message > ?)"
                            + " ORDER BY creditor, state, customer, message FETCH FIRST ? ROWS ONLY)")
                    .id(creditor.value())
                    .label(state.name())
                    .id(after.customer())
                    .id(after.customer())
                    .with(ColumnType.HASH, after.message())
                    .number(limit);
            between = " UNION ALL ";
        }
        return sql.add(") ORDER BY customer, message FETCH FIRST ? ROWS ONLY").number(limit);
    }

    @Override
    public List<Leased> claim(Session session, ClaimRequest request, Optional<Instant> clock) throws SQLException {
        Instant now = clock.isPresent()
                ? clock.get()
                : session.query(new Sql("SELECT CURRENT_TIMESTAMP(6)"), Row::instant)
                        .get(0);
        for (int i = 0; i < LOOKS; i++) {
            List<Leased> found = new ArrayList<>();
            for (CreditorId creditor : request.creditors()) {
                for (ChannelId channel : request.channels()) {
                    found.addAll(session.query(
                            candidates(creditor, channel, request, now, OutboxState.SENDING), read(request)));
                    found.addAll(session.query(
                            candidates(creditor, channel, request, now, OutboxState.READY), read(request)));
                }
            }
            List<Leased> taken = lease(session, Turns.inTurn(found, request.limit()), request, now);
            if (!taken.isEmpty() || found.isEmpty()) {
                return taken;
            }
        }
        return List.of();
    }

    private static Row.Reader<Leased> read(ClaimRequest request) {
        return row -> OutboxRows.leased(row, request);
    }

    private Sql candidates(
            CreditorId creditor, ChannelId channel, ClaimRequest request, Instant now, OutboxState state) {
        Sql sql = new Sql("SELECT " + Sql.list(Table.OUTBOX.columns()) + " FROM " + table(Table.OUTBOX)
                        + " WHERE creditor = ? AND state = ? AND channel = ?"
                        + " AND (lease_until IS NULL OR lease_until <= ?)")
                .id(creditor.value())
                .label(state.name())
                .label(channel.value())
                .instant(now);
        if (state == OutboxState.READY) {
            sql.add(" AND due_on <= ? AND (retry_at IS NULL OR retry_at <= ?)")
                    .day(request.date())
                    .instant(request.now());
        }
        return sql.add(" ORDER BY creditor, state, channel, due_on, customer, message FETCH FIRST ? ROWS ONLY")
                .number(request.limit());
    }

    /** Locks what nobody else has locked, and leases what of it is still as it was found. */
    private List<Leased> lease(Session session, List<Leased> wanted, ClaimRequest request, Instant now)
            throws SQLException {
        Sql lock = dialect.lookup(
                        Sql.list("a", Table.OUTBOX.columns()),
                        Table.OUTBOX,
                        Table.OUTBOX.keyCount(),
                        OutboxRows.leases(wanted))
                .add(" FOR UPDATE SKIP LOCKED");
        List<Leased> locked = session.query(lock, read(request));
        List<Object[]> rows = new ArrayList<>();
        for (Leased leased : locked) {
            OutboxEntry entry = leased.entry();
            rows.add(new Object[] {
                leased.owner(),
                leased.until(),
                now.plus(request.lease()),
                entry.account().creditor().value(),
                entry.account().customer().value(),
                entry.message().value(),
                entry.state().name(),
                entry.attempt(),
                now
            });
        }
        // the lock may have shown rows as they were before it: what they are now decides
        int[] changed = session.batch(
                "UPDATE " + table(Table.OUTBOX) + " SET lease_owner = ?, lease_named = ?, lease_until = ?"
                        + " WHERE creditor = ? AND customer = ? AND message = ? AND state = ? AND attempt = ?"
                        + " AND (lease_until IS NULL OR lease_until <= ?)",
                LEASING,
                rows);
        List<Leased> leased = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 1 && wanted.contains(locked.get(i))) {
                leased.add(locked.get(i));
            }
        }
        return leased;
    }

    @Override
    public void release(Session session, List<Leased> leases) throws SQLException {
        session.batch(
                "UPDATE " + table(Table.OUTBOX)
                        + " SET lease_owner = NULL, lease_until = NULL, lease_named = NULL WHERE "
                        + OutboxRows.LEASE.stream()
                                .map(column -> column.name() + " = ?")
                                .collect(joining(" AND ")),
                OutboxRows.LEASE.stream().map(Column::type).toList(),
                OutboxRows.leases(leases));
    }

    @Override
    public long number(Session session, CreditorId creditor, long last, int limit) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        session.query(
                new Sql("SELECT creditor, customer, number FROM " + table(Table.EVENT)
                                + " WHERE creditor = ? AND feed_position IS NULL"
                                + " ORDER BY creditor, feed_position, stored_order FETCH FIRST ? ROWS ONLY")
                        .id(creditor.value())
                        .number(limit),
                row -> rows.add(new Object[] {last + rows.size() + 1, row.id(), row.id(), row.number()}));
        session.batch(
                "UPDATE " + table(Table.EVENT)
                        + " SET feed_position = ? WHERE creditor = ? AND customer = ? AND number = ?",
                List.of(ColumnType.LONG, ColumnType.ID, ColumnType.ID, ColumnType.LONG),
                rows);
        return rows.size();
    }

    /** Found first and locked by key, as for {@link #claim}. */
    @Override
    public long numberChanges(Session session, CreditorId creditor, long last, int limit) throws SQLException {
        List<Object[]> unread = session.query(
                new Sql("SELECT creditor, customer FROM " + table(BookTables.ACCOUNT)
                                + " WHERE creditor = ? AND change_number IS NULL"
                                + " ORDER BY creditor, change_number, customer FETCH FIRST ? ROWS ONLY")
                        .id(creditor.value())
                        .number(limit),
                row -> new Object[] {row.id(), row.id()});
        List<Object[]> rows = new ArrayList<>();
        session.query(
                dialect.lookup("a.creditor, a.customer", BookTables.ACCOUNT, 2, unread)
                        .add(" FOR UPDATE SKIP LOCKED"),
                row -> rows.add(new Object[] {last + rows.size() + 1, row.id(), row.id()}));
        int[] changed = session.batch(
                "UPDATE " + table(BookTables.ACCOUNT)
                        + " SET change_number = ? WHERE creditor = ? AND customer = ? AND change_number IS NULL",
                List.of(ColumnType.LONG, ColumnType.ID, ColumnType.ID),
                rows);
        return Arrays.stream(changed).sum();
    }

    private String table(Table table) {
        return dialect.names().of(table);
    }
}
