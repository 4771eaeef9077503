package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountOrder;
import io.relance.storage.AccountStamp;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imported books as the engine reads them. They are what they are on every day of a run, so all accounts have one stamp. */
final class BooksSource implements ReceivablesSource {
    private final ImportedBooks books;
    private final List<AccountId> accounts;
    private final String stamp;

    /**
     * @param accounts those to list, by the bytes of their ids
     * @param stamp differs whenever the books do
     */
    BooksSource(ImportedBooks books, List<AccountId> accounts, String stamp) {
        this.books = books;
        this.accounts = accounts;
        this.stamp = stamp;
    }

    @Override
    public List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        return accounts.stream()
                .skip(after.map(this::countUpTo).orElse(0))
                .filter(account -> account.creditor().equals(creditor))
                .limit(limit)
                .map(account -> new AccountStamp(account, Optional.of(stamp)))
                .toList();
    }

    private int countUpTo(AccountId account) {
        int found = Collections.binarySearch(accounts, account, AccountOrder.BY_BYTES);
        return found < 0 ? -found - 1 : found + 1;
    }

    @Override
    public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> wanted, LedgerWindow window) {
        Map<AccountId, AccountLedger> ledgers = new HashMap<>();
        wanted.forEach(account -> books.ledger(account).ifPresent(ledger -> ledgers.put(account, ledger)));
        return ledgers;
    }
}
