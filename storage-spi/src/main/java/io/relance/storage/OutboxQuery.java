package io.relance.storage;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for entries of the outbox.
 *
 * @param accounts of these alone, at most {@link ReceivablesSource#MAX_ACCOUNTS}; empty: of every account of the creditor
 * @param states in these states; empty: in any
 * @param after where the page before ended; empty: from the start
 * @param limit at most so many, at least 1
 */
public record OutboxQuery(
        CreditorId creditor, Set<AccountId> accounts, Set<OutboxState> states, Optional<String> after, int limit) {
    /** Copies the sets. */
    public OutboxQuery {
        accounts = Set.copyOf(accounts);
        states = Set.copyOf(states);
    }
}
