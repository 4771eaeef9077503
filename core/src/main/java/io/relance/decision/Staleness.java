package io.relance.decision;

import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.Optional;

/** The guard against books that are older than the host allows (SEMANTICS 7): nothing is sent on them, and nothing given up. */
final class Staleness {
    private Staleness() {}

    /** Why the books are older on {@code today} than the policy allows; empty when they are not. */
    static Optional<String> of(AccountLedger ledger, Policy policy, LocalDate today) {
        if (policy.maxLedgerAgeDays().isEmpty()) {
            return Optional.empty();
        }
        LocalDate wanted = today.minusDays(policy.maxLedgerAgeDays().getAsInt());
        Optional<LocalDate> complete = ledger.completeUntil()
                .map(instant -> instant.atZone(policy.timeZone()).toLocalDate());
        if (complete.isPresent() && !complete.get().isBefore(wanted)) {
            return Optional.empty();
        }
        return Optional.of(complete.map(day -> "the books are complete until " + day)
                        .orElse("the books don't say until when they are complete")
                + ", and must be until " + wanted);
    }
}
