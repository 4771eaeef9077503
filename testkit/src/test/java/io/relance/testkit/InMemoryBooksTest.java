package io.relance.testkit;

import io.relance.receivable.AccountLedger;
import io.relance.storage.ReceivablesSource;
import org.junit.jupiter.api.Nested;

/** The books in memory keep the promises of books, whatever they tell of changes. */
class InMemoryBooksTest {
    private abstract static class Contract extends ReceivablesSourceContract {
        private final InMemoryBooks books;

        Contract(InMemoryBooks books) {
            this.books = books;
        }

        @Override
        protected ReceivablesSource books() {
            return books;
        }

        @Override
        protected void put(AccountLedger ledger) {
            books.put(ledger);
        }
    }

    @Nested
    class WithoutStamps extends Contract {
        WithoutStamps() {
            super(InMemoryBooks.empty());
        }
    }

    @Nested
    class Stamped extends Contract {
        Stamped() {
            super(InMemoryBooks.stamped());
        }
    }

    @Nested
    class Telling extends Contract {
        Telling() {
            super(InMemoryBooks.telling());
        }
    }
}
