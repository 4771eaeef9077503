package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.ReceivablesSource;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of accounts. None is kept: whoever reads an account asks for its key before, so that a key destroyed meanwhile shows
 * as a conflict, and nothing is ever sealed under it.
 */
final class AccountKeys {
    /** How many keys are asked for at once: as many as books are asked for ledgers. */
    private static final int MOST = ReceivablesSource.MAX_ACCOUNTS;

    private final Optional<PersonalDataKeys> keys;
    private final SecureRandom random = new SecureRandom();

    AccountKeys(Optional<PersonalDataKeys> keys) {
        this.keys = keys;
    }

    /** Whether there are keys at all. */
    boolean exist() {
        return keys.isPresent();
    }

    /** Destroys the key of an account. */
    boolean destroy(AccountId account) {
        return keys.map(all -> all.destroy(account)).orElse(false);
    }

    AccountKey of(AccountId account) {
        return keys.map(all -> AccountKey.of(all.keyFor(account), random)).orElse(AccountKey.NONE);
    }

    /** The keys of accounts; of those missing in it {@link AccountKey#NONE} holds. */
    Map<AccountId, AccountKey> of(Collection<AccountId> accounts) {
        Map<AccountId, AccountKey> found = new HashMap<>();
        keys.ifPresent(all -> {
            List<AccountId> wanted = List.copyOf(accounts);
            for (int i = 0; i < wanted.size(); i += MOST) {
                all.keysFor(wanted.subList(i, Math.min(wanted.size(), i + MOST)))
                        .forEach((id, key) -> found.put(id, AccountKey.of(key, random)));
            }
            if (!found.keySet().containsAll(wanted)) {
                throw new IllegalStateException("the keeper of keys gave none for some of the accounts asked for");
            }
        });
        return found;
    }
}
