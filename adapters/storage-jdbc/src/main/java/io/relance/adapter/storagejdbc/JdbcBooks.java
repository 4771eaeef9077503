package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.WriteOff;
import io.relance.storage.AccountStamp;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Books that can be written, in a database: for hosts without books of their own, and for imports. H2, or PostgreSQL 14 and later,
 * beside the tables of a {@link JdbcDunningStore} or elsewhere.
 *
 * <p>Writing replaces: what is put again changes nothing, and only rows that differ are written. A ledger that would not hold
 * together is refused as {@link AccountLedger} refuses it, and nothing of it is stored. Amounts are kept exactly, instants to the
 * microsecond. Every call is a transaction of its own (of many ledgers one for every 500), unless the host's is joined
 * ({@link #on}). Whoever writes an account waits for who is just writing it; nobody waits to read.
 *
 * <p>Defaults of {@link #builder}: the schema of the data source's connections, tables whose names begin with {@code relance_},
 * made and brought up to date when the books are built. For several threads and nodes. When the database fails, {@link
 * StorageException} is thrown.
 */
public final class JdbcBooks implements ReceivablesSource {
    private final Dialect dialect;
    private final Books books;
    private final BookChanges changes;

    private JdbcBooks(Connections connections) {
        this.dialect = connections.dialect();
        this.books = new Books(connections, dialect);
        this.changes = new BookChanges(connections, dialect);
    }

    /** Books with all defaults. */
    public static JdbcBooks create(DataSource source) {
        return builder(source).build();
    }

    /** Books to be set up. */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /**
     * These books on connections of the host: what is written is committed or rolled back with the host's transaction, and no
     * connection is closed.
     *
     * @param transaction asked in every call for the connection of the transaction that is under way; the connection must not
     *     commit by itself
     */
    public JdbcBooks on(Supplier<Connection> transaction) {
        return new JdbcBooks(new JoinedConnections(transaction, dialect));
    }

    /** Makes the books say this of an account, whatever they said of it before. */
    public void put(AccountLedger ledger) {
        books.put(List.of(ledger));
    }

    /** As {@link #put(AccountLedger)}, for many accounts at once; of two ledgers of one account the later counts. */
    public void put(Collection<AccountLedger> ledgers) {
        books.put(ledgers);
    }

    /** Adds an account without documents, or gives the one that is there other data of its customer. */
    public void putCustomer(CreditorId creditor, Customer customer) {
        books.change(AccountLedger.builder(creditor, customer).build(), ledger -> ledger.withCustomer(customer));
    }

    /**
     * Adds a receivable, or puts it in the place of the one with its number.
     *
     * @throws IllegalArgumentException when the account is not in the books
     */
    public void putReceivable(AccountId account, Receivable receivable) {
        books.change(account, ledger -> LedgerChanges.with(ledger, receivable));
    }

    /**
     * Adds a credit note, or puts it in the place of the one with its number.
     *
     * @param applied all that it is applied to; what it was applied to before and is not named here is so no longer, and never was
     * @throws IllegalArgumentException when the account is not in the books, or an allocation is of another document
     */
    public void putCreditNote(AccountId account, CreditNote note, Collection<Allocation> applied) {
        books.change(account, ledger -> LedgerChanges.with(ledger, note, applied));
    }

    /**
     * Adds a payment, or puts it in the place of the one with its number.
     *
     * @param applied all that it is applied to, reversals included; as for {@link #putCreditNote}
     * @throws IllegalArgumentException as for {@link #putCreditNote}
     */
    public void putPayment(AccountId account, Payment payment, Collection<Allocation> applied) {
        books.change(account, ledger -> LedgerChanges.with(ledger, payment, applied));
    }

    /**
     * Adds a write-off, or puts it in the place of the one with its number.
     *
     * @throws IllegalArgumentException when the account is not in the books
     */
    public void putWriteOff(AccountId account, WriteOff writeOff) {
        books.change(account, ledger -> LedgerChanges.with(ledger, writeOff));
    }

    /**
     * Changes what the books say of an account; nobody else can while {@code change} runs.
     *
     * @param change given the whole ledger; may be called again when others are in the way
     * @throws IllegalArgumentException when the account is not in the books, or the ledger becomes that of another
     */
    public void change(AccountId account, UnaryOperator<AccountLedger> change) {
        books.change(account, change);
    }

    /** Says until when everything that happened to a creditor's accounts is in the books. */
    public void putCompleteUntil(CreditorId creditor, Instant until) {
        books.putCompleteUntil(creditor, until);
    }

    /** What {@link #putCompleteUntil} said last. */
    @Override
    public Optional<Instant> completeUntil(CreditorId creditor) {
        return books.completeUntil(creditor);
    }

    /**
     * Every account with a document that is open or has something left, and every one in which anything took effect since. The
     * stamp counts the changes of the account.
     */
    @Override
    public List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        return books.accounts(creditor, window, after, limit);
    }

    /**
     * With each document that matters in the window come all that were applied to each other with it. Each ledger is of one
     * moment.
     */
    @Override
    public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
        return books.ledgers(accounts, window);
    }

    /** An account that is just being written again is named once that is over. */
    @Override
    public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
        return Optional.of(changes.since(creditor, token, limit));
    }

    /** Sets up books. */
    public static final class Builder {
        private final Target target;

        private Builder(DataSource source) {
            this.target = new Target(source, JdbcDunningStore.Builder.DEFAULT_PREFIX);
        }

        /**
         * The schema of the tables, which must be there.
         *
         * @throws IllegalArgumentException when it is anything but a lower-case letter, then at most 29 lower-case letters,
         *     digits and underscores
         */
        public Builder schema(String name) {
            target.schema(name, false);
            return this;
        }

        /** As {@link #schema}, made if it is not there. */
        public Builder schemaToCreate(String name) {
            target.schema(name, true);
            return this;
        }

        /**
         * What the names of tables begin with.
         *
         * @throws IllegalArgumentException as for {@link #schema}
         */
        public Builder tablePrefix(String text) {
            target.prefix(text);
            return this;
        }

        /** Whether tables are made and brought up to date when the books are built; those of a store come with them. */
        public Builder migrate(boolean wanted) {
            target.migrate(wanted);
            return this;
        }

        /**
         * The books.
         *
         * @throws IllegalArgumentException when the database is another than H2 or PostgreSQL 14 and later
         * @throws StorageException when the database can't be reached, or its tables can't be brought up to date
         */
        public JdbcBooks build() {
            return new JdbcBooks(target.open(Scripts.STORE));
        }
    }
}
