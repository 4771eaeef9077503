package io.relance.testkit;

import io.relance.receivable.AccountLedger;
import io.relance.storage.ReceivablesSource;

/** The books in memory keep the promises of books. */
class InMemoryBooksTest extends ReceivablesSourceContract {
    private final InMemoryBooks books = InMemoryBooks.empty();

    @Override
    protected ReceivablesSource books() {
        return books;
    }

    @Override
    protected void put(AccountLedger ledger) {
        books.put(ledger);
    }
}
