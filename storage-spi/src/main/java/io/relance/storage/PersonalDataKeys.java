package io.relance.storage;

import io.relance.receivable.AccountId;

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
     * Destroys the key of an account, here and in whatever copies the keeper has.
     *
     * @return false when there was none
     */
    boolean destroy(AccountId account);
}
