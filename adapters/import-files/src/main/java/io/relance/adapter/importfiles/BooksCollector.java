package io.relance.adapter.importfiles;

import io.relance.adapter.importfiles.ImportedBooks.BadRow;
import io.relance.json.NearestWord;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.FieldValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Takes rows of invoices, credit notes and payments; rows that can't be taken are kept aside. */
final class BooksCollector {
    private static final int SEARCHED_FOR_NEAREST = 50_000;

    private final LocalDate asOf;
    private final Warnings warnings = new Warnings();
    private final Map<String, CustomerEntry> customers = new HashMap<>();
    private final List<CustomerEntry> inOrder = new ArrayList<>();
    private final DocumentStore documents = new DocumentStore(inOrder);
    private final List<BadRow> badRows = new ArrayList<>();
    private int invoices;
    private int creditNotes;
    private int payments;
    private boolean emailMapped;

    BooksCollector(LocalDate asOf) {
        this.asOf = asOf;
    }

    /** Takes a row of the books. */
    void document(Row row) {
        emailMapped |= row.isMapped(ColumnKey.EMAIL);
        if (row.isBad()) {
            badRows.add(row.badRow());
            return;
        }
        String number = row.required(ColumnKey.INVOICE);
        String customer = row.required(ColumnKey.CUSTOMER);
        boolean creditNote = row.is(ColumnKey.KIND, Cells::creditNote);
        LocalDate issued = row.requiredDate(ColumnKey.ISSUED);
        LocalDate due = creditNote ? issued : row.requiredDate(ColumnKey.DUE);
        CurrencyUnit unit = row.currency();
        long signed = row.amount(ColumnKey.AMOUNT, unit, true);
        if (signed < 0 && !creditNote) {
            negative(row, ColumnKey.AMOUNT, "map \"kind\" when the row is a credit note");
        }
        LocalDate settled = creditNote ? null : row.optionalDate(ColumnKey.SETTLED);
        long paid = creditNote ? 0 : row.amount(ColumnKey.PAID, unit, false);
        if (paid < 0) {
            negative(row, ColumnKey.PAID, "what was paid so far is at least 0");
        }
        LocalDate paidOn = creditNote ? null : row.optionalDate(ColumnKey.PAID_ON);
        boolean disputed = row.is(ColumnKey.DISPUTED, Cells::yes);
        String country = row.known(ColumnKey.COUNTRY, Cells::country);
        DebtorKind kind = row.known(ColumnKey.DEBTOR_KIND, Cells::debtorKind);
        Map<String, FieldValue> fields = creditNote ? null : row.fields();
        if (!row.isBad()) {
            refuseContradictions(row, number, issued, settled);
        }
        if (row.isBad() || unit == null) {
            badRows.add(row.badRow());
            return;
        }
        CustomerEntry entry = customer(customer);
        entry.update(row, country, kind, warnings);
        boolean paidLater = paidOn != null && paidOn.isAfter(asOf);
        InvoiceRow document = new InvoiceRow(
                documents.size(),
                entry,
                number,
                creditNote,
                issued,
                due,
                unit,
                Math.abs(signed),
                disputed,
                settled != null && settled.isAfter(asOf) ? null : settled,
                paidLater ? 0 : paid,
                paidOn,
                fields,
                row.file(),
                (int) row.line());
        documents.add(document);
        if (document.paid() > 0) {
            entry.payInPart();
        }
        warn(document, row);
        if (creditNote) {
            creditNotes++;
        } else {
            invoices++;
        }
    }

    private CustomerEntry customer(String id) {
        return customers.computeIfAbsent(id, unknown -> {
            CustomerEntry entry = new CustomerEntry(unknown, inOrder.size());
            inOrder.add(entry);
            return entry;
        });
    }

    private void refuseContradictions(Row row, String number, LocalDate issued, @Nullable LocalDate settled) {
        InvoiceRow first = documents.find(number);
        if (first != null) {
            row.add(
                    BadRowCode.DUPLICATE_INVOICE,
                    "the number " + number + " stands already in " + first.where(),
                    "the first row stays");
        }
        if (settled != null && settled.isBefore(issued)) {
            row.add(
                    BadRowCode.SETTLED_BEFORE_ISSUED,
                    "it was settled on " + settled + ", before it was issued on " + issued,
                    "check which column is which date");
        }
    }

    private static void negative(Row row, ColumnKey key, String remedy) {
        row.add(
                BadRowCode.NEGATIVE_AMOUNT,
                Cells.shown(String.valueOf(row.optional(key)), row.name(key)) + " is negative",
                remedy);
    }

    private void warn(InvoiceRow document, Row row) {
        if (document.minor() == 0) {
            warnings.count(Warnings.Code.ZERO_AMOUNT, row.file(), row.line());
        }
        if (document.due().isBefore(document.issued())) {
            warnings.count(Warnings.Code.DUE_BEFORE_ISSUED, row.file(), row.line());
        }
    }

    /** Takes a row of payments; the books must have been read before. */
    void payment(Row row) {
        if (row.isBad()) {
            badRows.add(row.badRow());
            return;
        }
        String number = row.required(ColumnKey.PAYMENT);
        String customer = row.required(ColumnKey.CUSTOMER);
        String invoice = row.isMapped(ColumnKey.INVOICE) && row.optional(ColumnKey.INVOICE) != null
                ? row.required(ColumnKey.INVOICE)
                : null;
        LocalDate date = row.requiredDate(ColumnKey.DATE);
        CurrencyUnit unit = row.currency();
        long amount = row.amount(ColumnKey.AMOUNT, unit, true);
        if (amount < 0) {
            negative(row, ColumnKey.AMOUNT, "leave payments that were sent back out");
        }
        InvoiceRow paid = null;
        if (invoice != null && !row.isBad() && unit != null) {
            paid = documents.find(invoice);
            refuseUnknown(row, invoice, paid, customer, unit);
        }
        if (row.isBad() || unit == null) {
            badRows.add(row.badRow());
            return;
        }
        payments++;
        if (amount == 0) {
            warnings.count(Warnings.Code.ZERO_AMOUNT, row.file(), row.line());
        }
        CustomerEntry entry = customer(customer);
        if (!date.isAfter(asOf)) {
            entry.payments()
                    .add(new PaymentRow(
                            number,
                            date,
                            unit,
                            amount,
                            paid == null ? PaymentRow.ON_ACCOUNT : paid.row(),
                            row.file(),
                            (int) row.line()));
        }
    }

    private void refuseUnknown(
            Row row, String number, @Nullable InvoiceRow invoice, String customer, CurrencyUnit unit) {
        if (invoice == null) {
            String remedy = documents.size() > SEARCHED_FOR_NEAREST
                    ? ""
                    : NearestWord.to(number, documents.numbers().sorted().toList())
                            .map(n -> "did you mean " + n + "?")
                            .orElse("");
            row.add(BadRowCode.UNKNOWN_INVOICE, "there is no invoice " + number, remedy);
        } else if (invoice.creditNote()) {
            row.add(BadRowCode.UNKNOWN_INVOICE, number + " is a credit note, not an invoice", "");
        } else if (!invoice.customer().id().value().equals(customer)) {
            row.add(
                    BadRowCode.UNKNOWN_INVOICE,
                    "customer " + customer + " has no invoice " + number + ", it is of customer "
                            + invoice.customer().id(),
                    "");
        } else if (!invoice.unit().equals(unit)) {
            row.add(
                    BadRowCode.UNKNOWN_INVOICE,
                    "there is no invoice " + number + " in " + unit + ", it is in " + invoice.unit(),
                    "currencies are never mixed");
        }
    }

    Warnings warnings() {
        return warnings;
    }

    List<BadRow> badRows() {
        return badRows;
    }

    Map<String, CustomerEntry> customers() {
        return customers;
    }

    DocumentStore documents() {
        return documents;
    }

    /** Whether mails go to addresses made from ids, since no file has an e-mail column. */
    boolean syntheticEmails() {
        return !emailMapped;
    }

    ImportedBooks.Counts counts() {
        return new ImportedBooks.Counts(
                invoices, creditNotes, payments, customers.size(), badRows.size(), warnings.counts());
    }
}
