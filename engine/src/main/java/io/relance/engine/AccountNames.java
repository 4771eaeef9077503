package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The names by which payment providers know accounts: their mandates, and the keys of direct debits. */
final class AccountNames {
    private AccountNames() {}

    /** A mandate's; it may be of several accounts. */
    static AccountName ofMandate(String provider, String mandate) {
        return new AccountName(
                new Sha256().add("mandate").add(provider).add(mandate).hex());
    }

    /** The key under which a provider is asked for a direct debit; a later one of the same name, once that is forgotten, has another. */
    static String key(AccountId account, String debit, Instant wanted) {
        return new Sha256()
                .add("direct debit")
                .add(account.creditor())
                .add(account.customer())
                .add(debit)
                .add(wanted)
                .hex();
    }

    /** Those that the account has besides what it had before. */
    static Set<AccountName> added(DunningCase before, DunningCase after) {
        Set<AccountName> names = new HashSet<>();
        for (Mandate mandate : after.mandates()) {
            if (before.mandates().stream().noneMatch(known -> known.is(mandate.provider(), mandate.id()))) {
                names.add(ofMandate(mandate.provider(), mandate.id()));
            }
        }
        for (DirectDebit debit : after.directDebits()) {
            if (before.directDebit(debit.id()).isEmpty()) {
                names.add(new AccountName(debit.key()));
            }
        }
        return names;
    }
}
