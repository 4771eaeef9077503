package io.relance.adapter.importfiles;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Makes the ledger of a customer out of its rows. What the payments file paid counts first; {@code settled} then pays the
 * rest, and {@code paid}, a total, what it says beyond those payments.
 */
final class LedgerAssembly {
    /** Rows with the same number, day and currency are parts of one payment. */
    private record PaymentKey(String number, LocalDate date, CurrencyUnit unit) {}

    private final CreditorId creditor;
    private final LocalDate asOf;
    private final ZoneId zone;
    private final boolean syntheticEmails;
    private final DocumentStore store;

    LedgerAssembly(CreditorId creditor, LocalDate asOf, ZoneId zone, boolean syntheticEmails, DocumentStore store) {
        this.creditor = creditor;
        this.asOf = asOf;
        this.zone = zone;
        this.syntheticEmails = syntheticEmails;
        this.store = store;
    }

    AccountLedger ledger(CustomerEntry entry) {
        AccountLedger.Builder ledger = AccountLedger.builder(creditor, entry.customer(syntheticEmails));
        Map<Integer, InvoiceRow> documents = store.of(entry);
        Allotment allotment = new Allotment(entry.payments(), documents);
        Set<String> numbers = new HashSet<>();
        addPayments(entry, documents, allotment, numbers, ledger);
        for (InvoiceRow row : documents.values()) {
            if (row.creditNote()) {
                Money amount = Money.ofMinor(row.unit(), row.minor());
                ledger.creditNote(
                        new CreditNote(new DocumentId(row.number()), row.issued(), amount, startOf(row.issued())));
            } else {
                ledger.receivable(receivable(row));
                addRest(row, allotment.paid(row), numbers, ledger);
            }
        }
        return ledger.build();
    }

    private static Receivable receivable(InvoiceRow row) {
        Receivable.Builder builder =
                Receivable.invoice(row.number(), row.issued(), row.due(), Money.ofMinor(row.unit(), row.minor()));
        if (row.disputed()) {
            builder.disputedFrom(row.issued());
        }
        if (row.fields() != null) {
            row.fields().forEach(builder::field);
        }
        return builder.build();
    }

    private void addPayments(
            CustomerEntry entry,
            Map<Integer, InvoiceRow> documents,
            Allotment allotment,
            Set<String> numbers,
            AccountLedger.Builder ledger) {
        Map<PaymentKey, Long> sums = new LinkedHashMap<>();
        for (PaymentRow row : entry.payments()) {
            sums.merge(new PaymentKey(row.number(), row.date(), row.unit()), row.minor(), Math::addExact);
        }
        Map<PaymentKey, DocumentId> ids = new LinkedHashMap<>();
        sums.forEach((key, minor) -> {
            DocumentId id = unique(key.number(), numbers);
            ids.put(key, id);
            ledger.payment(new Payment(id, key.date(), Money.ofMinor(key.unit(), minor), startOf(key.date())));
        });
        for (PaymentRow row : entry.payments()) {
            DocumentId id = ids.get(new PaymentKey(row.number(), row.date(), row.unit()));
            InvoiceRow invoice = documents.get(row.invoice());
            if (id != null && invoice != null && allotment.used(row) > 0) {
                Money part = Money.ofMinor(row.unit(), allotment.used(row));
                ledger.allocation(Allocation.ofPayment(id.value(), invoice.number(), part));
            }
        }
    }

    private void addRest(InvoiceRow row, long before, Set<String> numbers, AccountLedger.Builder ledger) {
        if (row.settled() != null) {
            pay(row, row.minor() - before, row.minor() - before, "settled-", row.settled(), false, numbers, ledger);
        } else if (row.paid() > before) {
            long open = row.minor() - before;
            boolean unknownDay = row.paidOn() == null;
            LocalDate date = row.paidOn() == null ? assumedDay(row) : row.paidOn();
            pay(row, row.paid() - before, open, "paid-", date, unknownDay, numbers, ledger);
        }
    }

    /** The as-of day; of an invoice issued later its issue date, before which the books can't have known it as paid. */
    private LocalDate assumedDay(InvoiceRow row) {
        return row.issued().isAfter(asOf) ? row.issued() : asOf;
    }

    private void pay(
            InvoiceRow row,
            long minor,
            long open,
            String prefix,
            LocalDate date,
            boolean dateAssumed,
            Set<String> numbers,
            AccountLedger.Builder ledger) {
        if (minor > 0) {
            DocumentId id = unique(prefix + row.number(), numbers);
            ledger.payment(new Payment(id, date, Money.ofMinor(row.unit(), minor), startOf(date), dateAssumed));
            if (open > 0) {
                Money part = Money.ofMinor(row.unit(), Math.min(minor, open));
                ledger.allocation(Allocation.ofPayment(id.value(), row.number(), part));
            }
        }
    }

    private static DocumentId unique(String number, Set<String> numbers) {
        String candidate = number;
        for (int i = 2; !numbers.add(candidate); i++) {
            candidate = number + "#" + i;
        }
        return new DocumentId(candidate);
    }

    private Instant startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
