package io.relance.storage;

import io.relance.receivable.AccountId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The head of an account's case: columns to search by, and everything that has no part of its own.
 *
 * @param revision from 1; one more with every commit
 * @param events how many events the account has
 * @param chain the hash of the newest of them; empty: there are none
 * @param decidedUnder the policy version of the last decision; empty: never decided
 * @param reviewOn when it is due for review; empty: not by itself
 * @param open whether anything is open, or still to be handed over
 * @param stamp what tells whether the ledger has changed since the last decision
 */
public record CaseRecord(
        AccountId account,
        long revision,
        long events,
        Optional<EventHash> chain,
        Optional<PolicyVersion> decidedUnder,
        Optional<LocalDate> reviewOn,
        boolean open,
        Optional<String> stamp,
        Body body) {
    /** @throws IllegalArgumentException when the revision is below 1 */
    public CaseRecord {
        if (revision < 1) {
            throw new IllegalArgumentException("a case's revision is at least 1, but was " + revision);
        }
    }
}
