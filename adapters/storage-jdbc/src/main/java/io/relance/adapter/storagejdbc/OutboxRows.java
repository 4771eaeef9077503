package io.relance.adapter.storagejdbc;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.storage.AccountOrder;
import io.relance.storage.ClaimRequest;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Entries of the outbox as rows. */
final class OutboxRows {
    /** What tells one lease from all others. */
    static final List<Column> LEASE = List.of(
            Column.id("creditor"),
            Column.id("customer"),
            Column.of("message", ColumnType.HASH),
            Column.of("lease_owner", ColumnType.LABEL),
            Column.of("lease_named", ColumnType.INSTANT));

    private OutboxRows() {}

    /** An entry, from the columns of the outbox. */
    static OutboxEntry entry(Row row) throws SQLException {
        return new OutboxEntry(
                row.account(),
                new MessageId(row.hash()),
                OutboxState.valueOf(row.label()),
                new ChannelId(row.label()),
                row.count(),
                row.day(),
                row.maybeInstant(),
                row.count(),
                row.maybeBody());
    }

    static Leased leased(Row row, ClaimRequest request) throws SQLException {
        return new Leased(entry(row), request.owner(), request.now().plus(request.lease()));
    }

    /** Leases as keys, in the order in which commits lock entries: two that wait for each other would wait for ever. */
    static List<Object[]> leases(List<Leased> leases) {
        List<Object[]> rows = new ArrayList<>();
        List<Leased> sorted = leases.stream()
                .sorted(Comparator.comparing((Leased leased) -> leased.entry().account(), AccountOrder.BY_BYTES)
                        .thenComparing(leased -> leased.entry().message()))
                .toList();
        for (Leased leased : sorted) {
            OutboxEntry entry = leased.entry();
            rows.add(new Object[] {
                entry.account().creditor().value(),
                entry.account().customer().value(),
                entry.message().value(),
                leased.owner(),
                leased.until()
            });
        }
        return rows;
    }
}
