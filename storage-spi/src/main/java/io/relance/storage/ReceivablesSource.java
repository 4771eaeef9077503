package io.relance.storage;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host's books, read-only: the only truth about money. Both methods may be called by several threads at once, as often
 * as the engine likes; both may throw, and the engine then leaves the accounts for the next run.
 */
public interface ReceivablesSource {
    /** The most accounts that are asked for at once. */
    int MAX_ACCOUNTS = 500;

    /**
     * The accounts of a creditor that have anything open on {@code window.asOf()}, or anything issued or settled since
     * {@code window.since()}. Called page by page in every run.
     *
     * @param after only accounts after this one; empty: from the first
     * @param limit at most so many, from 1 to {@link #MAX_ACCOUNTS}
     * @return in the order of {@link AccountOrder#BY_BYTES}, each once; fewer than {@code limit} only when there are no more
     */
    List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit);

    /**
     * What the books say of accounts, listed or not, in a constant number of queries.
     *
     * @param accounts at most {@link #MAX_ACCOUNTS}, perhaps of several creditors
     * @return a ledger for each account that the books know, with at least what the window asks for; accounts that they
     *     don't know are left out
     */
    Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window);
}
