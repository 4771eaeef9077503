package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.DirectDebit;
import io.relance.account.TaskState;
import io.relance.history.AccountEvent;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;

/** A customer with an invoice that was due yesterday, and a provider that collects by direct debit. */
abstract class DirectDebitTrial {
    static final ReceivableId F1 = new ReceivableId("F1");
    static final Money HUNDRED = Money.parse("EUR 100.00");
    static final String MANDATE = "mandate-ACTIVE";

    Trial trial;
    FakePaymentService service;

    @BeforeEach
    void dueYesterday() {
        begin(provider -> provider);
    }

    void begin(UnaryOperator<PaymentProvider> provider) {
        service = new FakePaymentService(() -> trial.clock.instant());
        trial = new Trial(
                STANDARD,
                store -> store,
                builder -> builder.payments(provider.apply(new InMemoryPaymentProvider(service))));
        trial.books.put(overdue(1).build());
    }

    void mandate() {
        trial.jane(MONDAY).recordMandate("in-memory", MANDATE);
    }

    void collect() {
        mandate();
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
    }

    DirectDebit debit() {
        return trial.dupont().directDebit("dd-1").orElseThrow();
    }

    Taken onlyRequest() {
        assertThat(service.taken()).hasSize(1);
        return service.taken().get(0);
    }

    void told(Taken taken, Change change) {
        trial.relance.paymentCallback(
                ACME,
                "in-memory",
                service.callback(taken, trial.clock.instant(), change).orElseThrow());
    }

    void told(String mandate, Instant at, boolean active) {
        trial.relance.paymentCallback(
                ACME,
                "in-memory",
                service.callback(new MandateId(mandate), at, active).orElseThrow());
    }

    ReasonCode reason(LocalDate day) {
        List<Decision> decided = new ArrayList<>();
        trial.relance.propose(ACME, day, decided::add);
        return decided.get(0).item(F1).orElseThrow().reason().orElseThrow().code();
    }

    List<String> tasks() {
        return trial.dupont().tasks().stream().map(TaskState::text).toList();
    }

    <T extends AccountEvent> List<T> events(Class<T> type) {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static AccountLedger paid(LocalDate day) {
        return overdue(1)
                .payment(new Payment(
                        new DocumentId("P1"), day, HUNDRED, day.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .allocation(Allocation.ofPayment("P1", "F1", HUNDRED))
                .build();
    }

    /** A provider that can't be asked about a key. */
    static PaymentProvider withoutLookup(PaymentProvider provider) {
        return LesserProvider.without(provider, PaymentFeature.ANSWERS_LOOKUP);
    }
}
