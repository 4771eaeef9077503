package io.relance;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/** Writes one customer's books in few words: {@code Books.of("C").invoice("F1", "2026-01-01", "2026-01-31", "EUR 100")}. */
public final class Books {
    private final AccountLedger.Builder ledger;

    private Books(Customer customer) {
        this.ledger = AccountLedger.builder(new CreditorId("acme"), customer);
    }

    /** Empty books of {@code customer} with the creditor {@code acme}. */
    public static Books of(String customer) {
        return of(Customer.builder(customer).build());
    }

    /** Empty books of {@code customer} with the creditor {@code acme}. */
    public static Books of(Customer customer) {
        return new Books(customer);
    }

    /** An invoice. */
    public Books invoice(String number, String issued, String due, String amount) {
        return invoice(number, issued, due, amount, builder -> builder);
    }

    /** An invoice with something particular. */
    public Books invoice(
            String number, String issued, String due, String amount, UnaryOperator<Receivable.Builder> more) {
        ledger.receivable(more.apply(Receivable.invoice(number, day(issued), day(due), money(amount)))
                .build());
        return this;
    }

    /** A payment that is matched to nothing. */
    public Books payment(String number, String date, String amount) {
        ledger.payment(new Payment(new DocumentId(number), day(date), money(amount), recorded(date)));
        return this;
    }

    /** A payment of the amount matched to {@code invoice}. */
    public Books paid(String number, String date, String amount, String invoice) {
        return payment(number, date, amount).match(number, invoice, amount);
    }

    /** An invoice known to be paid, not when: {@code date} only says from when on it counts. */
    public Books paidSometimeBy(String number, String date, String amount, String invoice) {
        ledger.payment(new Payment(
                new DocumentId(number),
                day(date),
                money(amount),
                day(date).atStartOfDay(ZoneOffset.UTC).toInstant(),
                true));
        return match(number, invoice, amount);
    }

    /** Part of a payment matched to {@code invoice}. */
    public Books match(String payment, String invoice, String amount) {
        ledger.allocation(Allocation.ofPayment(payment, invoice, money(amount)));
        return this;
    }

    /** A payment of the amount matched to {@code invoice}, that the bank took back on {@code rejectedOn}. */
    public Books rejected(String number, String date, String amount, String invoice, String rejectedOn) {
        ledger.payment(new Payment(new DocumentId(number), day(date), money(amount), recorded(date))
                .rejected(day(rejectedOn)));
        return match(number, invoice, amount).reversed(number, invoice, amount, rejectedOn);
    }

    /** Part of a payment taken back from {@code invoice}. */
    public Books reversed(String payment, String invoice, String amount, String date) {
        ledger.allocation(Allocation.ofPayment(payment, invoice, money(amount)).reversed(money(amount), day(date)));
        return this;
    }

    /** A credit note that is matched to nothing. */
    public Books creditNote(String number, String issued, String amount) {
        ledger.creditNote(new CreditNote(new DocumentId(number), day(issued), money(amount), recorded(issued)));
        return this;
    }

    /** A credit note of the amount matched to {@code invoice}. */
    public Books credited(String number, String issued, String amount, String invoice) {
        ledger.allocation(Allocation.ofCreditNote(number, invoice, money(amount)));
        return creditNote(number, issued, amount);
    }

    /** A write-off. */
    public Books writtenOff(String number, String date, String amount, String invoice) {
        ledger.writeOff(new WriteOff(new DocumentId(number), new ReceivableId(invoice), money(amount), day(date)));
        return this;
    }

    /** Books known to be complete up to an instant. */
    public Books completeUntil(String instant) {
        ledger.completeUntil(Instant.parse(instant));
        return this;
    }

    /** The ledger. */
    public AccountLedger ledger() {
        return ledger.build();
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Money money(String amount) {
        return Money.parse(amount);
    }

    private static Instant recorded(String date) {
        return day(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
