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

/** Imported books as the engine reads them. They are what they are on every day of a run, so each account has one stamp. */
final class BooksSource implements ReceivablesSource {
    private static final Optional<String> STAMP = Optional.of("imported");

    private final ImportedBooks books;
    private final List<AccountId> accounts;

    /** @param accounts those to list, by the bytes of their ids */
    BooksSource(ImportedBooks books, List<AccountId> accounts) {
        this.books = books;
        this.accounts = accounts;
    }

    @Override
    public List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        return accounts.stream()
                .skip(after.map(this::countUpTo).orElse(0))
                .filter(account -> account.creditor().equals(creditor))
                .limit(limit)
                .map(account -> new AccountStamp(account, STAMP))
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
