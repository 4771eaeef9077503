package io.relance.storage;

import io.relance.receivable.AccountId;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** Keys that live as long as the program: for tests, and beside a store in memory. */
public final class InMemoryPersonalDataKeys implements PersonalDataKeys {
    private final Map<AccountId, byte[]> keys = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** No key yet. */
    public InMemoryPersonalDataKeys() {}

    @Override
    public synchronized byte[] keyFor(AccountId account) {
        return keys.computeIfAbsent(account, id -> newKey()).clone();
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }

    @Override
    public synchronized boolean destroy(AccountId account) {
        return keys.remove(account) != null;
    }
}
