package io.relance.adapter.storagejdbc;

import io.relance.receivable.CreditorId;
import io.relance.storage.ClaimRequest;
import io.relance.storage.Leased;
import io.relance.storage.OutboxState;
import io.relance.storage.PolicyVersion;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The statements of PostgreSQL. Where a planner with odd statistics might read a whole table, a subquery that can't be pulled
 * up leaves it no choice.
 */
record PostgresQueries(PostgresDialect dialect) implements Queries {
    /**
     * The days and versions that there are before the customers of each: both are few, and so a page costs what it gives and
     * not what is due.
     */
    @Override
    public Sql dueForReview(CreditorId creditor, LocalDate date, PolicyVersion current, String after, int limit) {
        String account = table(Table.ACCOUNT);
        String of = creditor.value();
        return new Sql("WITH RECURSIVE days(day) AS ((SELECT review_on FROM " + account
                        + " WHERE creditor = ? AND review_on <= ? ORDER BY review_on LIMIT 1)"
                        + " UNION ALL SELECT (SELECT a.review_on FROM " + account
                        + " a WHERE a.creditor = ? AND a.review_on > d.day AND a.review_on <= ?"
                        + " ORDER BY a.review_on LIMIT 1) FROM days d WHERE d.day IS NOT NULL)")
                .id(of)
                .day(date)
                .id(of)
                .day(date)
                .add(", versions(version) AS ((SELECT decided_under FROM " + account
                        + " WHERE creditor = ? ORDER BY decided_under LIMIT 1)"
                        + " UNION ALL SELECT (SELECT a.decided_under FROM " + account
                        + " a WHERE a.creditor = ? AND a.decided_under > v.version ORDER BY a.decided_under LIMIT 1)"
                        + " FROM versions v WHERE v.version IS NOT NULL)")
                .id(of)
                .id(of)
                .add(" SELECT customer FROM (SELECT x.customer FROM days d CROSS JOIN LATERAL (SELECT a.customer FROM "
                        + account + " a WHERE a.creditor = ? AND a.review_on = d.day AND a.customer > ?"
                        + " ORDER BY a.customer LIMIT ?) x WHERE d.day IS NOT NULL")
                .id(of)
                .id(after)
                .number(limit)
                .add(" UNION SELECT y.customer FROM versions v CROSS JOIN LATERAL (SELECT a.customer FROM " + account
                        + " a WHERE a.creditor = ? AND a.decided_under = v.version AND a.customer > ?"
                        + " ORDER BY a.customer LIMIT ?) y WHERE v.version IS NOT NULL AND v.version <> ?) due"
                        + " ORDER BY customer LIMIT ?")
                .id(of)
                .id(after)
                .number(limit)
                .id(current.value())
                .number(limit);
    }

    /** Of each state a page, merged. */
    @Override
    public Sql outbox(CreditorId creditor, Set<OutboxState> states, OutboxKey after, int limit) {
        return new Sql("SELECT " + Sql.list("a", Table.OUTBOX.columns()) + " FROM unnest(?::text[]) AS k(state)"
                        + " CROSS JOIN LATERAL (SELECT * FROM " + table(Table.OUTBOX)
                        + " t WHERE t.creditor = ? AND t.state = k.state AND (t.customer, t.message) > (?, ?)"
                        + " ORDER BY t.customer, t.message LIMIT ?) a ORDER BY a.customer, a.message LIMIT ?")
                .array(ColumnType.LABEL, states.stream().map(Enum::name).toList())
                .id(creditor.value())
                .id(after.customer())
                .with(ColumnType.HASH, after.message())
                .number(limit)
                .number(limit);
    }

    /** One statement, and so one transaction: what others are just claiming or committing is left to them. */
    @Override
    public List<Leased> claim(Session session, ClaimRequest request, Optional<Instant> clock) throws SQLException {
        Sql sql = new Sql("WITH candidates AS MATERIALIZED (")
                .add(candidates(request, clock, "SENDING", ""))
                .add(" UNION ALL ")
                .add(candidates(
                        request, clock, "READY", " AND t.due_on <= ? AND (t.retry_at IS NULL OR t.retry_at <= ?)"))
                .add("), turns AS (SELECT place, creditor, row_number() OVER"
                        + " (PARTITION BY creditor ORDER BY due_on, customer, message) AS turn FROM candidates)"
                        + " UPDATE " + table(Table.OUTBOX) + " a SET lease_owner = ?, lease_named = ?, lease_until = "
                        + now(clock) + " + ? * interval '1 microsecond' WHERE a.ctid = ANY (ARRAY("
                        + "SELECT place FROM turns ORDER BY turn, creditor LIMIT ?)) RETURNING "
                        + Sql.list("a", Table.OUTBOX.columns()));
        sql.label(request.owner()).instant(request.now().plus(request.lease()));
        clock.ifPresent(sql::instant);
        sql.number(TimeUnit.MICROSECONDS.convert(request.lease())).number(request.limit());
        return session.query(sql, row -> OutboxRows.leased(row, request));
    }

    /** By channel too: what nobody claims, for want of its channel, is not walked over each time. */
    private Sql candidates(ClaimRequest request, Optional<Instant> clock, String state, String due) {
        Sql sql = new Sql("SELECT s.* FROM unnest(?::text[]) AS k(creditor) CROSS JOIN unnest(?::text[]) AS c(channel)"
                        + " CROSS JOIN LATERAL (SELECT t.ctid AS place, t.creditor, t.customer, t.message, t.due_on FROM "
                        + table(Table.OUTBOX) + " t WHERE t.creditor = k.creditor AND t.state = '" + state
                        + "' AND t.channel = c.channel AND (t.lease_until IS NULL OR t.lease_until <= " + now(clock)
                        + ")" + due
                        + " ORDER BY t.due_on, t.customer, t.message LIMIT ? FOR UPDATE SKIP LOCKED) s")
                .array(
                        ColumnType.ID,
                        request.creditors().stream().map(CreditorId::value).toList())
                .array(
                        ColumnType.LABEL,
                        request.channels().stream()
                                .map(channel -> channel.value())
                                .toList());
        clock.ifPresent(sql::instant);
        if (!due.isEmpty()) {
            sql.day(request.date()).instant(request.now());
        }
        return sql.number(request.limit());
    }

    /** The database's clock, unless another is given. */
    private static String now(Optional<Instant> clock) {
        return clock.isPresent() ? "?::timestamptz" : "statement_timestamp()";
    }

    @Override
    public void release(Session session, List<Leased> leases) throws SQLException {
        List<Column> keys = OutboxRows.LEASE;
        session.update(new Sql("UPDATE " + table(Table.OUTBOX)
                        + " SET lease_owner = NULL, lease_until = NULL, lease_named = NULL WHERE ctid = ANY (ARRAY("
                        + "SELECT a.ctid FROM " + dialect.rows(keys, "k") + " CROSS JOIN LATERAL (SELECT t.ctid FROM "
                        + table(Table.OUTBOX) + " t WHERE " + Sql.equal("t", "k", keys) + " FOR UPDATE) a))")
                .arrays(keys, OutboxRows.leases(leases)));
    }

    @Override
    public long number(Session session, CreditorId creditor, long last, int limit) throws SQLException {
        return session.update(new Sql(
                        "WITH unread AS MATERIALIZED (SELECT ctid AS place, stored_order FROM "
                                + table(Table.EVENT)
                                + " WHERE creditor = ? AND feed_position IS NULL ORDER BY stored_order LIMIT ?)"
                                + " UPDATE " + table(Table.EVENT)
                                + " e SET feed_position = ? + array_position(ARRAY(SELECT stored_order FROM unread"
                                + " ORDER BY stored_order), e.stored_order) WHERE e.ctid = ANY (ARRAY(SELECT place FROM unread))")
                .id(creditor.value())
                .number(limit)
                .number(last));
    }

    @Override
    public long numberChanges(Session session, CreditorId creditor, long last, int limit) throws SQLException {
        String accounts = table(BookTables.ACCOUNT);
        return session.update(new Sql("WITH unread AS MATERIALIZED (SELECT ctid AS place, customer FROM " + accounts
                        + " WHERE creditor = ? AND change_number IS NULL ORDER BY customer LIMIT ?"
                        + " FOR UPDATE SKIP LOCKED) UPDATE " + accounts
                        + " a SET change_number = ? + array_position(ARRAY(SELECT customer FROM unread), a.customer)"
                        + " WHERE a.ctid = ANY (ARRAY(SELECT place FROM unread))")
                .id(creditor.value())
                .number(limit)
                .number(last));
    }

    private String table(Table table) {
        return dialect.names().of(table);
    }
}
