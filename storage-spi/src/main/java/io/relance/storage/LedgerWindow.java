package io.relance.storage;

import java.time.LocalDate;

/**
 * How much of the past a ledger must have: what is open on {@code asOf}, however old; all else when it was issued or settled
 * on or after {@code since}.
 */
public record LedgerWindow(LocalDate asOf, LocalDate since) {
    /** @throws IllegalArgumentException when it ends before it begins */
    public LedgerWindow {
        if (asOf.isBefore(since)) {
            throw new IllegalArgumentException("a window as of " + asOf + " can't begin on " + since);
        }
    }
}
