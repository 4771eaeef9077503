package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.DocumentId;
import io.relance.receivable.FieldValue;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts the ledger of an account together from its rows. */
final class BookReading {
    private final BookRows rows;

    /** Fields by the receivable that they are of. */
    private final Map<String, Map<String, FieldValue>> fields = new HashMap<>();

    private BookReading(BookRows rows) {
        this.rows = rows;
        for (List<@Nullable Object> row : rows.of(BookTables.FIELD)) {
            Values values = new Values(row);
            fields.computeIfAbsent(values.text(), receivable -> new TreeMap<>()).put(values.text(), field(values));
        }
    }

    static AccountLedger ledger(AccountId account, BookHead head, BookRows rows) {
        return new BookReading(rows).ledger(account, head);
    }

    private AccountLedger ledger(AccountId account, BookHead head) {
        AccountLedger.Builder ledger = AccountLedger.builder(account.creditor(), customer(account));
        rows.of(BookTables.RECEIVABLE).forEach(row -> ledger.receivable(receivable(new Values(row))));
        for (List<@Nullable Object> row : rows.of(BookTables.CREDIT_NOTE)) {
            Values values = new Values(row);
            ledger.creditNote(
                    new CreditNote(new DocumentId(values.text()), values.day(), values.money(), values.instant()));
        }
        for (List<@Nullable Object> row : rows.of(BookTables.PAYMENT)) {
            Values values = new Values(row);
            ledger.payment(new Payment(
                    new DocumentId(values.text()),
                    values.day(),
                    values.money(),
                    values.instant(),
                    values.flag(),
                    values.maybeDay()));
        }
        for (List<@Nullable Object> row : rows.of(BookTables.WRITE_OFF)) {
            Values values = new Values(row);
            DocumentId number = new DocumentId(values.text());
            ReceivableId receivable = new ReceivableId(values.text());
            values.skip(1);
            ledger.writeOff(new WriteOff(number, receivable, values.money(), values.day()));
        }
        for (List<@Nullable Object> row : rows.of(BookTables.ALLOCATION)) {
            Values values = new Values(row);
            Allocation.Source source = values.one(Allocation.Source.class);
            DocumentId document = new DocumentId(values.text());
            ReceivableId receivable = new ReceivableId(values.text());
            values.skip(1);
            ledger.allocation(new Allocation(source, document, receivable, values.money(), values.maybeDay()));
        }
        head.recordedUpTo().ifPresent(ledger::recordedUpTo);
        head.completeUntil().ifPresent(ledger::completeUntil);
        return ledger.build();
    }

    private Customer customer(AccountId account) {
        Customer.Builder customer = Customer.builder(account.customer());
        for (List<@Nullable Object> row : rows.of(BookTables.CUSTOMER)) {
            Values values = new Values(row);
            customer.name(values.text())
                    .kind(values.one(DebtorKind.class))
                    .naturalPerson(values.one(NaturalPerson.class));
            values.maybeText().ifPresent(customer::country);
            values.maybeText().ifPresent(customer::language);
            values.maybeText().ifPresent(customer::scenario);
        }
        Map<String, Contact.Builder> contacts = new TreeMap<>();
        for (List<@Nullable Object> row : rows.of(BookTables.CONTACT)) {
            Values values = new Values(row);
            String id = values.text();
            Contact.Builder contact = Contact.builder(id);
            values.maybeText().ifPresent(contact::name);
            values.maybeText().ifPresent(contact::email);
            values.maybeText().ifPresent(contact::phone);
            values.maybeText().ifPresent(contact::postalAddress);
            values.maybeText().ifPresent(contact::preferredChannel);
            contacts.put(id, contact);
        }
        for (List<@Nullable Object> row : rows.of(BookTables.LABEL)) {
            Values values = new Values(row);
            Contact.Builder contact = contacts.get(values.text());
            String kind = values.text();
            if (contact == null) {
                customer.tag(values.text());
            } else if (kind.equals(BookForms.ROLE)) {
                contact.role(values.one(ContactRole.class));
            } else {
                contact.objectsTo(values.text());
            }
        }
        contacts.values().forEach(contact -> customer.contact(contact.build()));
        forFields(BookForms.OF_CUSTOMER, customer::field);
        return customer.build();
    }

    private Receivable receivable(Values values) {
        String number = values.text();
        Receivable.Kind kind = values.one(Receivable.Kind.class);
        LocalDate issued = values.day();
        LocalDate due = values.day();
        Receivable.Builder receivable = Receivable.invoice(number, issued, due, values.money())
                .kind(kind)
                .collection(values.one(Receivable.CollectionMode.class))
                .cashSale(values.flag())
                .doubtful(values.flag());
        values.maybeDay().ifPresent(receivable::disputedFrom);
        values.maybeDay().ifPresent(receivable::assignedFrom);
        values.maybeDay().ifPresent(receivable::litigationFrom);
        values.maybeDay().ifPresent(receivable::insolvencyFrom);
        values.maybeText().ifPresent(receivable::scenario);
        forFields(number, receivable::field);
        return receivable.build();
    }

    private void forFields(String receivable, BiConsumer<String, FieldValue> consumer) {
        fields.getOrDefault(receivable, Map.of()).forEach(consumer);
    }

    private static FieldValue field(Values values) {
        String kind = values.text();
        String content = values.text();
        return switch (kind) {
            case BookForms.NUMBER -> new FieldValue.Numeric(new BigDecimal(content));
            case BookForms.DATE -> new FieldValue.Date(LocalDate.parse(content));
            default -> new FieldValue.Text(content);
        };
    }
}
