package io.relance.reliability;

import io.relance.receivable.AccountId;
import io.relance.storage.PersonalDataKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Keys that come out the same for the same number, and of which it is known which were destroyed. */
final class ShreddedKeys implements PersonalDataKeys {
    private final Random random;
    private final Map<AccountId, byte[]> keys = new HashMap<>();
    private final Set<AccountId> destroyed = new HashSet<>();
    private Consumer<AccountId> told = account -> {};

    /** Tells {@code witness} of each from now on. */
    void tell(Consumer<AccountId> witness) {
        told = witness;
    }

    ShreddedKeys(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public byte[] keyFor(AccountId account) {
        return keys.computeIfAbsent(account, id -> newKey()).clone();
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }

    @Override
    public boolean destroy(AccountId account) {
        destroyed.add(account);
        told.accept(account);
        return keys.remove(account) != null;
    }

    /** Whether the key of an account was destroyed at some time. */
    boolean wasDestroyed(AccountId account) {
        return destroyed.contains(account);
    }
}
