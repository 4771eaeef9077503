package io.relance;

import io.relance.receivable.AccountId;
import io.relance.storage.EventHash;

/**
 * What {@link Relance#verify} found of an account, kept where nobody who can write to the store can write: from then on neither
 * may these events be gone or others, nor the account be gone as a whole, see {@link Relance#verify(io.relance.receivable.CreditorId,
 * java.util.Collection, java.util.function.Consumer)}.
 *
 * @param events how many events there were, at least 1
 * @param last the hash of the newest of them
 */
public record ChainSeal(AccountId account, long events, EventHash last) {
    /** @throws IllegalArgumentException when there is no event */
    public ChainSeal {
        if (events < 1) {
            throw new IllegalArgumentException(
                    "a seal is of at least one event, but that of account " + account + " is of " + events);
        }
    }
}
