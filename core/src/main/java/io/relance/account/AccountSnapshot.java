package io.relance.account;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;

/**
 * Everything that a decision may see of an account: what the books say, and what the engine remembers.
 *
 * @param ledger the books; may hold items and payments dated after the decision, which it does not see
 * @param memory the case of the same account
 */
public record AccountSnapshot(AccountLedger ledger, DunningCase memory) {
    /** @throws IllegalArgumentException when the two are of different accounts */
    public AccountSnapshot {
        if (!ledger.account().equals(memory.account())) {
            throw new IllegalArgumentException("the ledger is of " + ledger.account() + ", the case of "
                    + memory.account() + ": accounts never mix");
        }
    }

    /** An account that nothing is remembered of. */
    public static AccountSnapshot fresh(AccountLedger ledger) {
        return new AccountSnapshot(ledger, DunningCase.empty(ledger.account()));
    }

    /** Whose account. */
    public AccountId account() {
        return ledger.account();
    }

    /** The same books with another memory. */
    public AccountSnapshot with(DunningCase other) {
        return new AccountSnapshot(ledger, other);
    }
}
