package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.TableWrite.Kind;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.EventHash;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Page;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads events. An event gets its place in the feed of its creditor by who reads the feed, once it is committed: a transaction
 * that commits late comes late in the feed, and is not skipped.
 */
record Events(Connections connections, Dialect dialect) {
    /** How many events get their place by one statement. */
    private static final int CHUNK = 500;

    /** @param place by which the page goes on: the number within the account, or the place in the feed */
    private record Placed(EventRecord event, long place) {}

    Page<EventRecord> page(EventQuery query) {
        long after = query.after().map(Events::place).orElse(0L);
        if (query.account().isEmpty()) {
            return page(feed(query.creditor(), after, query.limit()));
        }
        AccountId account = query.account().get();
        return account.creditor().equals(query.creditor())
                ? page(ofAccount(account, after, query.limit()))
                : new Page<>(List.of(), Optional.empty());
    }

    private static long place(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw PageKey.unknown(after, e);
        }
    }

    private static Page<EventRecord> page(List<Placed> found) {
        Optional<String> next = found.isEmpty()
                ? Optional.empty()
                : Optional.of(Long.toString(found.get(found.size() - 1).place()));
        return new Page<>(found.stream().map(Placed::event).toList(), next);
    }

    private List<Placed> ofAccount(AccountId account, long after, int limit) {
        return read(new Sql(
                        select("number")
                                + " WHERE creditor = ? AND customer = ? AND number > ? ORDER BY creditor, customer, number LIMIT ?")
                .id(account.creditor().value())
                .id(account.customer().value())
                .number(after)
                .number(limit));
    }

    private List<Placed> feed(CreditorId creditor, long after, int limit) {
        Sql sql = new Sql(select("feed_position")
                        + " WHERE creditor = ? AND feed_position > ? ORDER BY creditor, feed_position LIMIT ?")
                .id(creditor.value())
                .number(after)
                .number(limit);
        List<Placed> found = read(sql);
        int missing = limit - found.size();
        if (missing <= 0) {
            return found;
        }
        connections.together("placing events", session -> place(session, creditor, missing));
        // also when all had places by then: another reader may have given them since they were looked for
        return read(sql);
    }

    private String select(String place) {
        return "SELECT " + Sql.list(Table.EVENT.columns()) + ", " + place + " FROM "
                + dialect.names().of(Table.EVENT);
    }

    private List<Placed> read(Sql sql) {
        return connections.single("reading events", session -> session.query(sql, Events::placed));
    }

    private static Placed placed(Row row) throws SQLException {
        EventRecord event = new EventRecord(
                row.account(),
                row.number(),
                row.instant(),
                row.day(),
                row.label(),
                row.body(),
                new EventHash(row.hash()));
        return new Placed(event, row.number());
    }

    /** One at a time: what is given a place now is behind everything that anybody was given. */
    private long place(Session session, CreditorId creditor, int limit) throws SQLException {
        Sql lock = new Sql("SELECT last_position FROM " + dialect.names().of(Table.FEED)
                        + " WHERE creditor = ? FOR UPDATE")
                .id(creditor.value());
        Optional<Long> last = session.first(lock, Row::number);
        if (last.isEmpty()) {
            session.write(List.of(new TableWrite(Kind.INSERT, Table.FEED).row(creditor.value(), 0L)));
        }
        long from = last.orElse(0L);
        long placed = 0;
        long some = CHUNK;
        while (some == CHUNK && placed < limit) {
            some = dialect.queries().number(session, creditor, from + placed, CHUNK);
            placed += some;
        }
        if (placed > 0) {
            session.write(List.of(new TableWrite(Kind.UPSERT, Table.FEED).row(creditor.value(), from + placed)));
        }
        return placed;
    }
}
