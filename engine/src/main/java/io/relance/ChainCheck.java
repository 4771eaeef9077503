package io.relance;

import io.relance.receivable.AccountId;
import io.relance.storage.EventHash;
import java.util.Optional;

/**
 * Whether the events of an account are those that were recorded: none altered, removed or put elsewhere.
 *
 * @param events how many are there
 * @param last the hash of the newest; empty: there are none
 * @param problem what is wrong, and from which event on; empty: nothing
 */
public record ChainCheck(AccountId account, long events, Optional<EventHash> last, Optional<String> problem) {
    /** Whether nothing is wrong. */
    public boolean isIntact() {
        return problem.isEmpty();
    }

    /**
     * What to keep elsewhere (with a notary, in a mail to oneself): it proves these events even against somebody who can rewrite
     * the whole store. Empty: something is wrong, or there are no events.
     */
    public Optional<ChainSeal> seal() {
        return last.filter(hash -> isIntact()).map(hash -> new ChainSeal(account, events, hash));
    }
}
