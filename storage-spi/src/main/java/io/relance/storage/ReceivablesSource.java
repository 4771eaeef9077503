package io.relance.storage;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host's books, read-only: the only truth about money. Every method may be called by several threads at once, as often
 * as the engine likes, and may throw: the engine then leaves the accounts for the next run.
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

    /**
     * The accounts of a creditor whose ledger has changed since {@code token} was given, a part at a time. It may name an
     * account again, or one that did not change; it never skips one, also not one whose transaction commits late. Books that
     * answer are not listed by {@link #accounts} any more: a run costs what changed, not what there is.
     *
     * @param token where the part before ended; empty: from the start, which is every account that the books know
     * @param limit at most so many, from 1 to {@link #MAX_ACCOUNTS}
     * @return empty, as by default: the books can't tell
     */
    default Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
        return Optional.empty();
    }

    /**
     * The instant until which everything that happened to a creditor's accounts is in the books; holds for every ledger that
     * says nothing itself.
     *
     * @return empty, as by default: the books can't tell
     */
    default Optional<Instant> completeUntil(CreditorId creditor) {
        return Optional.empty();
    }
}
