package io.relance.storage;

import io.relance.receivable.AccountId;
import java.util.Comparator;

/** The order in which accounts are listed: by the UTF-8 bytes of creditor, then customer, whatever a database's collation. */
public final class AccountOrder {
    /** Ids in ascending order of their UTF-8 bytes, which is that of their code points. */
    public static final Comparator<AccountId> BY_BYTES = Comparator.comparing(
                    (AccountId id) -> id.creditor().value(), AccountOrder::compare)
            .thenComparing(id -> id.customer().value(), AccountOrder::compare);

    private AccountOrder() {}

    static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char one = a.charAt(i);
            char two = b.charAt(i);
            if (one != two) {
                // surrogates come last, as their code points do, though some characters of one unit have a higher
                // number
                boolean same = Character.isSurrogate(one) == Character.isSurrogate(two);
                return same ? Character.compare(one, two) : Character.isSurrogate(one) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
