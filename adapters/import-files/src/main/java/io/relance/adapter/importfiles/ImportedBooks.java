package io.relance.adapter.importfiles;

import io.relance.json.DocumentProblem;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the files said, rows kept small: a ledger is made whenever it is asked for. Immutable. */
public final class ImportedBooks {
    /**
     * How many rows were read; rows dated after the as-of date count too.
     *
     * @param invoices rows of the books taken as invoices
     * @param creditNotes rows of the books taken as credit notes
     * @param payments rows taken from the payments file
     * @param customers that the rows taken name
     * @param badRows rows left out
     * @param warnings how often something odd but kept occurred, by code; only those above 0
     */
    public record Counts(
            int invoices,
            int creditNotes,
            int payments,
            int customers,
            int badRows,
            SortedMap<String, Integer> warnings) {}

    /**
     * A row that was not taken.
     *
     * @param file as given
     * @param line its first physical line; the header's is 1
     * @param code of the first thing that is wrong with it
     * @param message everything that is wrong with it
     * @param remedy what would be right; may be empty
     */
    public record BadRow(String file, int line, String code, String message, String remedy) {
        /** The row as the error it is when bad rows fail. */
        public DocumentProblem problem() {
            return DocumentProblem.error(code, file, line, message, remedy);
        }
    }

    private static final Comparator<AccountId> BY_BYTES = (a, b) -> Arrays.compareUnsigned(
            a.customer().value().getBytes(StandardCharsets.UTF_8),
            b.customer().value().getBytes(StandardCharsets.UTF_8));

    private final CreditorId creditor;
    private final LocalDate asOf;
    private final Map<String, CustomerEntry> customers;
    private final DocumentStore documents;
    private final List<AccountId> accounts;
    private final LedgerAssembly assembly;
    private final Counts counts;
    private final List<BadRow> badRows;
    private final List<DocumentProblem> warnings;
    private final boolean syntheticEmails;

    ImportedBooks(BooksCollector collector, CreditorId creditor, LocalDate asOf, ZoneId zone) {
        this.creditor = creditor;
        this.asOf = asOf;
        this.customers = collector.customers();
        this.documents = collector.documents();
        this.accounts = customers.values().stream()
                .map(entry -> new AccountId(creditor, entry.id()))
                .sorted(BY_BYTES)
                .toList();
        this.syntheticEmails = collector.syntheticEmails();
        this.assembly = new LedgerAssembly(creditor, asOf, zone, syntheticEmails, documents);
        for (AccountId account : accounts) {
            CustomerEntry entry = customers.get(account.customer().value());
            if (entry != null) {
                Allotment.warn(entry, documents, collector.warnings());
            }
        }
        this.counts = collector.counts();
        this.badRows = List.copyOf(collector.badRows());
        this.warnings = collector.warnings().problems();
    }

    /** The day from which the books are seen. */
    public LocalDate asOf() {
        return asOf;
    }

    /** Every account, by the UTF-8 bytes of the customer's id. */
    public List<AccountId> accounts() {
        return accounts;
    }

    /** The ledger of an account, made anew with each call; empty when the books don't know it. */
    public Optional<AccountLedger> ledger(AccountId account) {
        return account.creditor().equals(creditor)
                ? Optional.ofNullable(customers.get(account.customer().value())).map(assembly::ledger)
                : Optional.empty();
    }

    /** Every ledger in the order of {@link #accounts}, each made when it is reached. */
    public Stream<AccountLedger> ledgers() {
        return accounts.stream().flatMap(account -> ledger(account).stream());
    }

    /** The countries of the customers, as far as they have one, sorted; ISO 3166 alpha-2. */
    public Set<String> countries() {
        Set<String> countries = new TreeSet<>();
        customers.values().forEach(entry -> entry.country().ifPresent(countries::add));
        return Collections.unmodifiableSet(countries);
    }

    /** Whose invoice it is; empty when there is no such invoice. */
    public Optional<AccountId> accountOf(ReceivableId invoice) {
        return Optional.ofNullable(documents.find(invoice.value()))
                .filter(row -> !row.creditNote())
                .map(row -> new AccountId(creditor, row.customer().id()));
    }

    /** The number of every invoice, sorted; for telling the nearest one. */
    public Set<String> invoiceNumbers() {
        Set<String> numbers = new TreeSet<>();
        documents.stream().filter(row -> !row.creditNote()).forEach(row -> numbers.add(row.number()));
        return Collections.unmodifiableSet(numbers);
    }

    /** How many rows of what were read. */
    public Counts counts() {
        return counts;
    }

    /** The rows left out, in the order of the files. */
    public List<BadRow> badRows() {
        return badRows;
    }

    /** A warning for everything odd but kept, at the first place where it occurred. */
    public List<DocumentProblem> warnings() {
        return warnings;
    }

    /** Whether the books have no e-mail column, so that mails go to {@code <customer-id>@customer.invalid}. */
    public boolean syntheticEmails() {
        return syntheticEmails;
    }
}
