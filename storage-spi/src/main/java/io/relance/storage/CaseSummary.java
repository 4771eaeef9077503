package io.relance.storage;

import io.relance.receivable.AccountId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What can be told of a case without reading it: some columns of its {@link CaseRecord}, without the body.
 *
 * @param decidedUnder the policy version of the last decision; empty: never decided
 * @param reviewOn when it is due for review; empty: not by itself
 * @param open whether anything is open, or still to be handed over
 * @param stamp what tells whether the ledger has changed since the last decision
 */
public record CaseSummary(
        AccountId account,
        Optional<PolicyVersion> decidedUnder,
        Optional<LocalDate> reviewOn,
        boolean open,
        Optional<String> stamp) {
    /** That of a case. */
    public static CaseSummary of(CaseRecord head) {
        return new CaseSummary(head.account(), head.decidedUnder(), head.reviewOn(), head.open(), head.stamp());
    }
}
