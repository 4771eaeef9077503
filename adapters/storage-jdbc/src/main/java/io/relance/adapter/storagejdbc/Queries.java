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

/** What the databases do in different ways. */
sealed interface Queries permits PostgresQueries, H2Queries {
    /** Customers due for review, in order. */
    Sql dueForReview(CreditorId creditor, LocalDate date, PolicyVersion current, String after, int limit);

    /** Entries of all accounts in some states, in order; the columns are those of the outbox. */
    Sql outbox(CreditorId creditor, Set<OutboxState> states, OutboxKey after, int limit);

    /** Leases what may be claimed; in any order. */
    List<Leased> claim(Session session, ClaimRequest request, Optional<Instant> clock) throws SQLException;

    /** Ends those leases that are still the same. */
    void release(Session session, List<Leased> leases) throws SQLException;

    /** Gives the next positions of a creditor's feed, behind {@code last}, to events that have none; says to how many. */
    long number(Session session, CreditorId creditor, long last, int limit) throws SQLException;

    /**
     * Gives numbers behind {@code last}, and not beyond {@code last + limit}, to accounts of the written ledger that changed and
     * have none; passes over those that are being written. Says to how many.
     */
    long numberChanges(Session session, CreditorId creditor, long last, int limit) throws SQLException;
}
