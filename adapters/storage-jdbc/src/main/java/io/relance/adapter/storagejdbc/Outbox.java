package io.relance.adapter.storagejdbc;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountOrder;
import io.relance.storage.ClaimRequest;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reads the outbox, and leases what is in it. */
record Outbox(Connections connections, Dialect dialect, Optional<InstantSource> clock) {
    Page<OutboxEntry> page(OutboxQuery query) {
        List<AccountId> accounts = query.accounts().stream()
                .filter(account -> account.creditor().equals(query.creditor()))
                .sorted(AccountOrder.BY_BYTES)
                .toList();
        if (accounts.isEmpty() && !query.accounts().isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        OutboxKey after = query.after().map(Outbox::key).orElse(OutboxKey.FIRST);
        int asked = Pages.oneMore(query.limit());
        Sql sql;
        if (!accounts.isEmpty()) {
            sql = ofAccounts(accounts, query, after, asked);
        } else if (query.states().isEmpty()) {
            sql = ofCreditor(query, after, asked);
        } else {
            sql = dialect.queries().outbox(query.creditor(), query.states(), after, asked);
        }
        List<OutboxEntry> found =
                connections.single("reading the outbox", session -> session.query(sql, OutboxRows::entry));
        return Pages.page(
                found,
                query.limit(),
                entry -> PageKey.of(
                        entry.account().customer().value(), entry.message().value()));
    }

    private static OutboxKey key(String after) {
        List<String> parts = PageKey.parts(after, 2);
        return new OutboxKey(parts.get(0), parts.get(1));
    }

    private Sql ofAccounts(List<AccountId> accounts, OutboxQuery query, OutboxKey after, int limit) {
        String columns = Sql.list(Table.OUTBOX.columns());
        Sql sql = new Sql("SELECT " + columns + " FROM (")
                .add(dialect.lookup(Sql.list("a", Table.OUTBOX.columns()), Table.OUTBOX, 2, Cases.keys(accounts)))
                .add(") entries WHERE (customer, message) > (?, ?)")
                .id(after.customer())
                .with(ColumnType.HASH, after.message());
        if (!query.states().isEmpty()) {
            sql.add(" AND state " + dialect.in(ColumnType.LABEL))
                    .array(
                            ColumnType.LABEL,
                            query.states().stream().map(Enum::name).toList());
        }
        return sql.add(" ORDER BY customer, message LIMIT ?").number(limit);
    }

    private Sql ofCreditor(OutboxQuery query, OutboxKey after, int limit) {
        return new Sql("SELECT " + Sql.list(Table.OUTBOX.columns()) + " FROM "
                        + dialect.names().of(Table.OUTBOX)
                        + " WHERE creditor = ? AND customer >= ? AND (customer, message) > (?, ?)"
                        + " ORDER BY creditor, customer, message LIMIT ?")
                .id(query.creditor().value())
                .id(after.customer())
                .id(after.customer())
                .with(ColumnType.HASH, after.message())
                .number(limit);
    }

    List<Leased> claim(ClaimRequest request) {
        if (request.creditors().isEmpty() || request.channels().isEmpty()) {
            return List.of();
        }
        Optional<Instant> now = clock.map(own -> own.instant().truncatedTo(ChronoUnit.MICROS));
        List<Leased> claimed = dialect.claimsInOneStatement()
                ? connections.single("claiming", session -> dialect.queries().claim(session, request, now))
                : connections.together("claiming", session -> dialect.queries().claim(session, request, now));
        return Turns.inTurn(claimed, request.limit());
    }

    Optional<AccountId> accountOf(MessageId message) {
        Sql sql = new Sql("SELECT creditor, customer FROM " + dialect.names().of(Table.OUTBOX)
                        + " WHERE message = ? ORDER BY message, creditor, customer LIMIT 1")
                .with(ColumnType.HASH, message.value());
        return connections.single("looking for a message", session -> session.first(sql, Row::account));
    }

    void release(List<Leased> leases) {
        if (!leases.isEmpty()) {
            connections.together("releasing leases", session -> {
                dialect.queries().release(session, leases);
                return true;
            });
        }
    }
}
