package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.FieldValue;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.WriteOff;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Takes a ledger apart into rows; {@link BookReading} puts it together again. */
final class BookForms {
    /** What is said of the customer itself, where a contact or a receivable could be named: no id is empty. */
    static final String OF_CUSTOMER = "";

    static final String TAG = "TAG";
    static final String ROLE = "ROLE";
    static final String OBJECTION = "OBJECTION";
    static final String TEXT = "TEXT";
    static final String NUMBER = "NUMBER";
    static final String DATE = "DATE";

    private final BookRows rows = new BookRows();
    private final String creditor;
    private final String customer;

    private BookForms(AccountId account) {
        this.creditor = account.creditor().value();
        this.customer = account.customer().value();
    }

    static BookRows rows(AccountLedger ledger, Relevance relevance) {
        BookForms forms = new BookForms(ledger.account());
        forms.customer(ledger.customer());
        for (Receivable receivable : ledger.receivables()) {
            forms.receivable(receivable, relevance.of(receivable.id()));
        }
        for (CreditNote note : ledger.creditNotes()) {
            forms.creditNote(note, relevance.of(Allocation.Source.CREDIT_NOTE, note.id()));
        }
        for (Payment payment : ledger.payments()) {
            forms.payment(payment, relevance.of(Allocation.Source.PAYMENT, payment.id()));
        }
        Map<List<String>, Integer> repetitions = new HashMap<>();
        for (WriteOff writeOff : ledger.writeOffs()) {
            forms.writeOff(writeOff, repetitions, relevance.of(writeOff.receivable()));
        }
        for (Allocation allocation : ledger.allocations()) {
            forms.allocation(allocation, repetitions, relevance.of(allocation.receivable()));
        }
        return forms.rows;
    }

    /** As finely as databases keep it. */
    static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private void customer(Customer of) {
        rows.add(
                BookTables.CUSTOMER,
                creditor,
                customer,
                of.name(),
                of.kind().name(),
                of.naturalPerson().name(),
                of.country().orElse(null),
                of.language().orElse(null),
                of.scenario().orElse(null));
        of.tags().forEach(tag -> label(OF_CUSTOMER, TAG, tag));
        of.fields().forEach((name, value) -> field(OF_CUSTOMER, name, value, Relevance.ALWAYS));
        of.contacts().forEach(this::contact);
    }

    private void contact(Contact contact) {
        rows.add(
                BookTables.CONTACT,
                creditor,
                customer,
                contact.id(),
                contact.name().orElse(null),
                contact.email().orElse(null),
                contact.phone().orElse(null),
                contact.postalAddress().orElse(null),
                contact.preferredChannel().orElse(null));
        contact.roles().forEach(role -> label(contact.id(), ROLE, role.name()));
        contact.objections().forEach(channel -> label(contact.id(), OBJECTION, channel));
    }

    private void label(String contact, String kind, String label) {
        rows.add(BookTables.LABEL, creditor, customer, contact, kind, label);
    }

    private void field(String receivable, String name, FieldValue value, LocalDate until) {
        String kind;
        String content;
        if (value instanceof FieldValue.Numeric number) {
            kind = NUMBER;
            // with its digits behind the point, also those of no value
            content = number.value().toString();
        } else {
            kind = value instanceof FieldValue.Date ? DATE : TEXT;
            content = value.toString();
        }
        rows.add(BookTables.FIELD, creditor, customer, receivable, name, kind, content, until);
    }

    private void receivable(Receivable receivable, LocalDate until) {
        rows.add(
                BookTables.RECEIVABLE,
                creditor,
                customer,
                receivable.id().value(),
                receivable.kind().name(),
                receivable.issued(),
                receivable.due(),
                currency(receivable.amount()),
                minor(receivable.amount()),
                receivable.collection().name(),
                receivable.cashSale(),
                receivable.doubtful(),
                receivable.disputedFrom().orElse(null),
                receivable.assignedFrom().orElse(null),
                receivable.litigationFrom().orElse(null),
                receivable.insolvencyFrom().orElse(null),
                receivable.scenario().orElse(null),
                until);
        receivable.fields().forEach((name, value) -> field(receivable.id().value(), name, value, until));
    }

    private void creditNote(CreditNote note, LocalDate until) {
        rows.add(
                BookTables.CREDIT_NOTE,
                creditor,
                customer,
                note.id().value(),
                note.issued(),
                currency(note.amount()),
                minor(note.amount()),
                kept(note.recordedAt()),
                until);
    }

    private void payment(Payment payment, LocalDate until) {
        rows.add(
                BookTables.PAYMENT,
                creditor,
                customer,
                payment.id().value(),
                payment.valueDate(),
                currency(payment.amount()),
                minor(payment.amount()),
                kept(payment.recordedAt()),
                payment.dateAssumed(),
                payment.rejectedOn().orElse(null),
                until);
    }

    private void writeOff(WriteOff writeOff, Map<List<String>, Integer> repetitions, LocalDate until) {
        String number = writeOff.id().value();
        String receivable = writeOff.receivable().value();
        rows.add(
                BookTables.WRITE_OFF,
                creditor,
                customer,
                number,
                receivable,
                repetitions.merge(List.of(number, receivable), 1, Integer::sum),
                currency(writeOff.amount()),
                minor(writeOff.amount()),
                writeOff.date(),
                until);
    }

    private void allocation(Allocation allocation, Map<List<String>, Integer> repetitions, LocalDate until) {
        String source = allocation.source().name();
        String document = allocation.document().value();
        String receivable = allocation.receivable().value();
        Optional<LocalDate> from = allocation.from();
        rows.add(
                BookTables.ALLOCATION,
                creditor,
                customer,
                source,
                document,
                receivable,
                repetitions.merge(List.of(source, document, receivable), 1, Integer::sum),
                currency(allocation.amount()),
                minor(allocation.amount()),
                from.orElse(null),
                until);
    }

    private static String currency(Money amount) {
        return amount.getCurrencyUnit().getCode();
    }

    private static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }
}
