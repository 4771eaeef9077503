package io.relance.storage;

import io.relance.receivable.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys under which the engine encrypts all that it gives a store about an account. Who destroys the key of an account
 * erases the person, in every copy of the store there is. For several threads and nodes.
 */
public interface PersonalDataKeys {
    /** How long a key is, in bytes: AES-256. */
    int KEY_LENGTH = 32;

    /**
     * The key of an account: the same whenever it is asked for, until it is destroyed; a new one, drawn by a secure random
     * generator and kept safely before it is returned, when there is none.
     *
     * @return {@value #KEY_LENGTH} bytes, the caller's own
     */
    byte[] keyFor(AccountId account);

    /**
     * The keys of accounts, as {@link #keyFor} gives each. Keepers behind a network fetch them together.
     *
     * @param accounts at most {@link ReceivablesSource#MAX_ACCOUNTS}
     */
    default Map<AccountId, byte[]> keysFor(Collection<AccountId> accounts) {
        Map<AccountId, byte[]> keys = new HashMap<>();
        accounts.forEach(account -> keys.put(account, keyFor(account)));
        return keys;
    }

    /**
     * Destroys the key of an account, here and in whatever copies the keeper has.
     *
     * @return false when there was none
     */
    boolean destroy(AccountId account);
}
