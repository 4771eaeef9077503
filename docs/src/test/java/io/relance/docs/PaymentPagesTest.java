package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.callback.RawCallback;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentProvider;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd;
import io.relance.testkit.RecordingChannel;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The program of the page about payments: a reminder with a page on which it can be paid. */
class PaymentPagesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final CreditorId ATELIER = new CreditorId("atelier");

    private static ReceivablesSource books() {
        return InMemoryBooks.empty()
                .put(AccountLedger.builder(
                                ATELIER,
                                Customer.builder("C-1")
                                        .name("Dupont")
                                        .language("en")
                                        .contact(Contact.billing("billing@dupont.example"))
                                        .build())
                        .receivable(Receivable.invoice(
                                        "F-1", TODAY.minusDays(35), TODAY.minusDays(5), Money.parse("EUR 100.00"))
                                .build())
                        .build());
    }

    @Test
    void an_invoice_is_collected_by_direct_debit_under_a_mandate() {
        HandTurnedClock clock = HandTurnedClock.onMorningOf(TODAY);
        FakePaymentService service = new FakePaymentService(clock).put(new MandateId("mandate-7"), MandateState.ACTIVE);
        RecordingChannel mails = new RecordingChannel(io.relance.delivery.ChannelId.EMAIL, clock);
        try (Relance relance = Relance.builder()
                .books(books())
                .store(new InMemoryDunningStore())
                .channel(mails)
                .clock(clock)
                .scenario(Scenario.named("s")
                        .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                        .build())
                .payments(ATELIER, new InMemoryPaymentProvider(service))
                .build()) {
            // shown in docs/guide/payments.md
            AccountCommands dupont = relance.account(AccountId.of("atelier", "C-1"), "billing", TODAY);
            dupont.recordMandate("in-memory", "mandate-7"); // the provider's name, and the mandate's within it
            dupont.collect("debit-1", "mandate-7", List.of(new ReceivableId("F-1")), Optional.of(TODAY.plusDays(3)));
            // until here
            relance.run(ATELIER, TODAY);

            assertThat(service.taken()).hasSize(1);
            assertThat(mails.taken()).isEmpty();
        }
    }

    @Test
    void a_reminder_can_be_paid_on_a_page_and_what_comes_in_by_it_keeps_the_next_one_away() {
        HandTurnedClock clock = HandTurnedClock.onMorningOf(TODAY);
        FakePaymentService service = new FakePaymentService(clock);
        PaymentProvider stripe = new InMemoryPaymentProvider(service);
        RecordingChannel mails = new RecordingChannel(io.relance.delivery.ChannelId.EMAIL, clock);
        Scenario scenario = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .step("firm", s -> s.daysAfterDue(8).email("firm"))
                .build();
        // shown in docs/guide/payments.md
        Relance relance = Relance.builder()
                .books(books())
                .store(new InMemoryDunningStore())
                .channel(mails)
                .clock(clock)
                .scenario(scenario)
                .payments(ATELIER, stripe) // or payments(stripe), for every creditor without one of its own
                .build();
        // until here
        relance.run(ATELIER, TODAY);

        PaymentFarEnd.Taken taken = service.taken().get(0);
        assertThat(mails.taken().get(0).text()).contains("https://");
        RawCallback posted = service.callback(taken, clock.instant(), new Change.Pending(Optional.empty()))
                .orElseThrow();
        // shown in docs/guide/payments.md
        RunReport told = relance.paymentCallback(ATELIER, "in-memory", posted); // what came in at your web address
        // until here
        assertThat(told.reported()).isEqualTo(1);
        for (int i = 1; i <= 6; i++) {
            clock.turnToMorningOf(TODAY.plusDays(i));
            relance.run(ATELIER, TODAY.plusDays(i));
        }
        assertThat(mails.taken()).hasSize(1);
        relance.close();
    }
}
