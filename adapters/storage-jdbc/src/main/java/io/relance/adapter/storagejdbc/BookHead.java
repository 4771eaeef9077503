package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountLedger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The row of an account in the written ledger.
 *
 * @param version counts the changes of the account, from 1
 * @param mattersUntil the latest of its documents
 */
record BookHead(long version, LocalDate mattersUntil, Optional<Instant> recordedUpTo, Optional<Instant> completeUntil) {
    /** The columns from which {@link #read} reads, of alias {@code a}. */
    static final String COLUMNS =
            "a.creditor, a.customer, a.version, a.matters_until, a.recorded_up_to, a.complete_until";

    /** What a ledger says, as its first version. */
    static BookHead of(AccountLedger ledger, Relevance relevance) {
        return new BookHead(
                1,
                relevance.ofAll(),
                ledger.recordedUpTo().map(BookForms::kept),
                ledger.completeUntil().map(BookForms::kept));
    }

    /** Behind the account. */
    static BookHead read(Row row) throws SQLException {
        return new BookHead(row.number(), row.day(), row.maybeInstant(), row.maybeInstant());
    }

    BookHead withVersion(long other) {
        return new BookHead(other, mattersUntil, recordedUpTo, completeUntil);
    }
}
