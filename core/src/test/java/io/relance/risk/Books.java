package io.relance.risk;

import io.relance.account.PayerBehaviour;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Short words for the books of one account. */
final class Books {
    static final CurrencyUnit EUR = CurrencyUnit.EUR;

    private final AccountLedger.Builder builder;
    private int next;

    Books() {
        this("C1");
    }

    Books(String customer) {
        this.builder = AccountLedger.builder(
                new CreditorId("default"), Customer.builder(customer).build());
    }

    static Money eur(String amount) {
        return Money.of(EUR, new BigDecimal(amount));
    }

    static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    static BigDecimal dec(String figure) {
        return new BigDecimal(figure);
    }

    /** An open invoice issued 30 days before it is due. */
    Books open(String number, LocalDate due, Money amount) {
        return add(Receivable.invoice(number, due.minusDays(30), due, amount).build());
    }

    Books add(Receivable receivable) {
        builder.receivable(receivable);
        return this;
    }

    /** An invoice issued 30 days before it is due, settled in full on a day. */
    Books settled(String number, LocalDate due, Money amount, LocalDate on) {
        return open(number, due, amount).pay(number, amount, on);
    }

    /** An invoice of EUR 100 settled so many days late. */
    Books late(int days, LocalDate on) {
        return settled("N" + ++next, on.minusDays(days), eur("100.00"), on);
    }

    Books pay(String number, Money amount, LocalDate on) {
        String payment = "P" + ++next;
        return credit(payment, amount, on).allocate(Allocation.ofPayment(payment, number, amount));
    }

    Books credit(String payment, Money amount, LocalDate on) {
        builder.payment(new Payment(
                new DocumentId(payment),
                on,
                amount,
                on.atStartOfDay(ZoneOffset.UTC).toInstant()));
        return this;
    }

    Books allocate(Allocation allocation) {
        builder.allocation(allocation);
        return this;
    }

    AccountLedger.Builder builder() {
        return builder;
    }

    AccountLedger ledger() {
        return builder.build();
    }

    PayerBehaviour behaviour(LocalDate asOf) {
        return behaviour(asOf, BehaviourHistory.NONE);
    }

    PayerBehaviour behaviour(LocalDate asOf, BehaviourHistory history) {
        return PayerBehaviours.of(ledger(), asOf, Tolerance.NONE, history);
    }
}
