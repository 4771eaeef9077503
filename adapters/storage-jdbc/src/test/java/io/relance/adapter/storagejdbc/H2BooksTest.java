package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountLedger;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.ReceivablesSourceContract;

/** A ledger that is written in H2 keeps the promises of books. */
class H2BooksTest extends ReceivablesSourceContract {
    private final JdbcBooks books = JdbcBooks.create(Databases.h2());

    @Override
    protected ReceivablesSource books() {
        return books;
    }

    @Override
    protected void put(AccountLedger ledger) {
        books.put(ledger);
    }
}
