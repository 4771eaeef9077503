package io.relance.docs;

import io.relance.receivable.AccountLedger;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.ReceivablesSourceContract;

// shown in docs/spi/books.md
class MyBooksTest extends ReceivablesSourceContract {
    private final InMemoryBooks books = InMemoryBooks.telling(); // books of yours, with nothing in them

    @Override
    protected ReceivablesSource books() {
        return books;
    }

    @Override
    protected void put(AccountLedger ledger) {
        books.put(ledger);
    }
}
// until here
