package io.relance.reliability;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;

/** What an engine goes by that does not look at the books again. */
interface Past {
    /** Whether a message of an account is to be handed over. */
    boolean isWaiting(AccountId account);

    /** The books of an account as they were before this day; as they began, when that was later. */
    AccountLedger ledgerOfYesterday(AccountId account);
}
