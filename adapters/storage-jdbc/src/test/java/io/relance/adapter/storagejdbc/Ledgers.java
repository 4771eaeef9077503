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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/** Ledgers with something of everything, and what is to be compared of them. */
final class Ledgers {
    static final LocalDate DAY = LocalDate.parse("2026-03-02");
    static final Instant RECORDED = Instant.parse("2026-03-02T07:59:59.123456Z");

    private Ledgers() {}

    static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    /** Every field of everything set, and once more everything left out. */
    static AccountLedger rich(AccountId account) {
        Customer customer = Customer.builder(account.customer())
                .name("Caf\u00e9 \uD83D\uDE00 'O\\Brien' \"& Co\"\nParis")
                .kind(DebtorKind.CONSUMER)
                .naturalPerson(NaturalPerson.NO)
                .country("FR")
                .language("fr-CA")
                .scenario("gentle")
                .tag("vip")
                .tag("\u00e9t\u00e9, 2026")
                .field("region", new FieldValue.Text(""))
                .field("limit", new FieldValue.Numeric(new BigDecimal("1000.500")))
                .field("tiny", new FieldValue.Numeric(new BigDecimal("-1E-7")))
                .field("since", new FieldValue.Date(LocalDate.of(1999, 12, 31)))
                .contact(Contact.builder("boss")
                        .name("The boss")
                        .role(ContactRole.MANAGEMENT)
                        .role(ContactRole.LEGAL_SEAT)
                        .email("boss@example.org")
                        .phone("+33 1 23 45 67 89")
                        .postalAddress("1, rue X\n75001 Paris")
                        .preferredChannel("letter")
                        .objectsTo("sms")
                        .objectsTo("email,second")
                        .build())
                .contact(Contact.builder("nobody").build())
                .build();
        return AccountLedger.builder(account.creditor(), customer)
                .receivable(Receivable.invoice("F1", DAY.minusDays(100), DAY.minusDays(70), eur("120.05"))
                        .kind(Receivable.Kind.CLAIM)
                        .collection(Receivable.CollectionMode.AUTOMATIC_FAILED)
                        .cashSale(true)
                        .doubtful(true)
                        .disputedFrom(DAY.minusDays(1))
                        .assignedFrom(DAY.minusDays(2))
                        .litigationFrom(DAY.minusDays(3))
                        .insolvencyFrom(DAY.minusDays(4))
                        .scenario("firm")
                        .field("order", new FieldValue.Text("O-1"))
                        .field("weight", new FieldValue.Numeric(new BigDecimal("0.10")))
                        .build())
                .receivable(Receivable.invoice("F2", DAY.minusDays(90), DAY.minusDays(60), eur("50.00"))
                        .build())
                .receivable(Receivable.invoice("F3", DAY, DAY, Money.parse("JPY 9000000000000"))
                        .build())
                .receivable(Receivable.invoice("F4", DAY, DAY, Money.parse("TND 0.001"))
                        .build())
                .creditNote(new CreditNote(new DocumentId("C1"), DAY.minusDays(10), eur("30.00"), RECORDED))
                .payment(new Payment(new DocumentId("P1"), DAY.minusDays(20), eur("80.00"), RECORDED))
                .payment(new Payment(new DocumentId("P2"), DAY.minusDays(9), eur("7.00"), RECORDED, true)
                        .rejected(DAY.minusDays(5)))
                .writeOff(new WriteOff(new DocumentId("W1"), new ReceivableId("F1"), eur("0.05"), DAY.minusDays(1)))
                .writeOff(new WriteOff(new DocumentId("W1"), new ReceivableId("F1"), eur("0.05"), DAY.minusDays(1)))
                .allocation(Allocation.ofPayment("P1", "F1", eur("10.00")))
                .allocation(Allocation.ofPayment("P1", "F1", eur("10.00")))
                .allocation(Allocation.ofPayment("P1", "F1", eur("10.00")).reversed(eur("10.00"), DAY.minusDays(8)))
                .allocation(Allocation.ofPayment("P1", "F2", eur("10.00")).freedOn(DAY.minusDays(8)))
                .allocation(Allocation.ofPayment("P2", "F2", eur("7.00")))
                .allocation(Allocation.ofPayment("P2", "F2", eur("7.00")).reversed(eur("7.00"), DAY.minusDays(5)))
                .allocation(Allocation.ofCreditNote("C1", "F1", eur("30.00")))
                .recordedUpTo(RECORDED)
                .completeUntil(RECORDED.plusSeconds(1))
                .build();
    }

    static Customer customer(AccountId account) {
        return Customer.builder(account.customer()).build();
    }

    static AccountLedger.Builder open(AccountId account, int invoices) {
        AccountLedger.Builder ledger = AccountLedger.builder(account.creditor(), customer(account));
        for (int i = 1; i <= invoices; i++) {
            ledger.receivable(invoice("F" + i, DAY.minusDays(40)));
        }
        return ledger;
    }

    static Receivable invoice(String number, LocalDate issued) {
        return Receivable.invoice(number, issued, issued.plusDays(30), eur("10.00"))
                .build();
    }

    static Payment payment(String number, LocalDate day, String amount) {
        return new Payment(
                new DocumentId(number),
                day,
                eur(amount),
                day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    static Allocation applied(String payment, String invoice, String amount) {
        return Allocation.ofPayment(payment, invoice, eur(amount));
    }

    /** Everything of a ledger as values that can be compared; allocations in no order, for it makes no difference. */
    static List<Object> everything(AccountLedger ledger) {
        Customer customer = ledger.customer();
        return List.of(
                ledger.account(),
                List.of(customer.id(), customer.name(), customer.kind(), customer.naturalPerson()),
                List.of(customer.country(), customer.language(), customer.scenario()),
                customer.tags(),
                customer.fields(),
                customer.contacts().stream().map(Ledgers::everything).toList(),
                ledger.receivables().stream().map(Ledgers::everything).toList(),
                ledger.creditNotes(),
                ledger.payments(),
                ledger.writeOffs(),
                ledger.allocations().stream().map(Allocation::toString).sorted().toList(),
                ledger.recordedUpTo(),
                ledger.completeUntil());
    }

    private static List<Object> everything(Contact contact) {
        Set<ContactRole> roles = contact.roles();
        return List.of(
                contact.id(),
                contact.name(),
                roles,
                contact.email(),
                contact.phone(),
                contact.postalAddress(),
                contact.preferredChannel(),
                contact.objections());
    }

    private static List<Object> everything(Receivable receivable) {
        Map<String, FieldValue> fields = receivable.fields();
        return List.of(
                List.of(receivable.id(), receivable.kind(), receivable.issued(), receivable.due(), receivable.amount()),
                List.of(receivable.collection(), receivable.cashSale(), receivable.doubtful()),
                List.of(receivable.disputedFrom(), receivable.assignedFrom()),
                List.of(receivable.litigationFrom(), receivable.insolvencyFrom()),
                receivable.scenario(),
                fields);
    }
}
