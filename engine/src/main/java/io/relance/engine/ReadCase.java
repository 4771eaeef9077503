package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.receivable.AccountId;

/**
 * A case as it was read.
 *
 * @param inline whether its messages and tasks stood in the head, as an earlier version wrote them: they are no parts yet
 */
record ReadCase(DunningCase memory, boolean inline) {
    /** Nothing is stored of the account. */
    static ReadCase empty(AccountId account) {
        return new ReadCase(DunningCase.empty(account), false);
    }
}
