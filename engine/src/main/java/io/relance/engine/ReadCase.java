package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.util.Set;

/**
 * A case as it was read.
 *
 * @param apart the messages whose lines were parts of their own: in a head that an earlier version wrote, none
 */
record ReadCase(DunningCase memory, Set<MessageId> apart) {
    /** Nothing is stored of the account. */
    static ReadCase empty(AccountId account) {
        return new ReadCase(DunningCase.empty(account), Set.of());
    }
}
