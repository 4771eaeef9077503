package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountLedger;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.ReceivablesSourceContract;

/** A ledger that is written in PostgreSQL keeps the promises of books. */
class PostgresBooksTest extends ReceivablesSourceContract {
    private final JdbcBooks books = JdbcBooks.builder(Databases.postgres())
            .schemaToCreate(Databases.newName())
            .build();

    @Override
    protected ReceivablesSource books() {
        return books;
    }

    @Override
    protected void put(AccountLedger ledger) {
        books.put(ledger);
    }
}
