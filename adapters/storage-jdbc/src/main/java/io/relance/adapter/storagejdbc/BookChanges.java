package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.TableWrite.Kind;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Tells which accounts of the written ledger have changed. As with the places of events, the numbers are given by who reads, once
 * a change is committed: one that commits late gets a late number, and is not skipped.
 */
record BookChanges(Connections connections, Dialect dialect) {
    /** How many accounts get their number by one statement. */
    private static final int CHUNK = 500;

    private record Numbered(AccountId account, long number) {}

    Changes since(CreditorId creditor, Optional<ChangeToken> token, int limit) {
        long after = token.map(BookChanges::number).orElse(0L);
        int asked = Pages.oneMore(limit);
        Sql sql = new Sql(
                        "SELECT customer, change_number FROM " + dialect.names().of(BookTables.ACCOUNT)
                                + " WHERE creditor = ? AND change_number > ? ORDER BY creditor, change_number LIMIT ?")
                .id(creditor.value())
                .number(after)
                .number(asked);
        List<Numbered> found = read(creditor, sql);
        int missing = asked - found.size();
        if (missing > 0) {
            connections.together("numbering changes", session -> give(session, creditor, missing));
            // also when all had numbers by then: another reader may have given them since they were looked for
            found = read(creditor, sql);
        }
        List<Numbered> part = found.subList(0, Math.min(limit, found.size()));
        long next = part.isEmpty() ? after : part.get(part.size() - 1).number();
        return new Changes(
                part.stream().map(Numbered::account).toList(),
                new ChangeToken(Long.toString(next)),
                found.size() > part.size());
    }

    private static long number(ChangeToken token) {
        try {
            return Long.parseLong(token.value());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("this ledger never gave the change token \"" + token + "\"", e);
        }
    }

    private List<Numbered> read(CreditorId creditor, Sql sql) {
        return connections.single(
                "reading changes",
                session -> session.query(
                        sql, row -> new Numbered(new AccountId(creditor, new CustomerId(row.id())), row.number())));
    }

    /** One at a time: what is numbered now is behind everything that anybody was given. */
    private long give(Session session, CreditorId creditor, int wanted) throws SQLException {
        Sql lock = new Sql("SELECT last_number FROM " + dialect.names().of(BookTables.FEED)
                        + " WHERE creditor = ? FOR UPDATE")
                .id(creditor.value());
        Optional<Long> last = session.first(lock, Row::number);
        if (last.isEmpty()) {
            session.write(List.of(new TableWrite(Kind.INSERT, BookTables.FEED).row(creditor.value(), 0L)));
        }
        long from = last.orElse(0L);
        long given = 0;
        long some = CHUNK;
        while (some == CHUNK && given < wanted) {
            some = dialect.queries().numberChanges(session, creditor, from, CHUNK);
            given += some;
            // numbers may be left out, when an account was changed just before it got its own
            from += CHUNK;
        }
        if (given > 0) {
            session.write(List.of(new TableWrite(Kind.UPSERT, BookTables.FEED).row(creditor.value(), from)));
        }
        return given;
    }
}
