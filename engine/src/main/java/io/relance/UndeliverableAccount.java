package io.relance;

import io.relance.decision.PreFlight;
import io.relance.receivable.AccountId;
import java.util.List;

/**
 * An account with messages to come that nobody could get.
 *
 * @param customer the customer's name
 * @param steps the invoices and their steps; at least one
 */
public record UndeliverableAccount(AccountId account, String customer, List<PreFlight.Undeliverable> steps) {
    /** Copies the list. */
    public UndeliverableAccount {
        steps = List.copyOf(steps);
    }
}
