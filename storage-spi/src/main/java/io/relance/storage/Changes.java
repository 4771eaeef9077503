package io.relance.storage;

import io.relance.receivable.AccountId;
import java.util.List;

/**
 * A part of what has changed in the books.
 *
 * @param accounts whose ledger has changed, in any order, each once
 * @param next where the next part begins; the same as before when nothing has changed
 * @param more whether there is more already
 */
public record Changes(List<AccountId> accounts, ChangeToken next, boolean more) {
    /** Copies the list. */
    public Changes {
        accounts = List.copyOf(accounts);
    }
}
