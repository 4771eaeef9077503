package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The programs of the page about tests. */
class TestingTest {
    private static final Scenario REMINDERS = Scenario.named("reminders")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("firm", s -> s.daysAfterDue(15).email("firm"))
            .build();

    // shown in docs/guide/testing.md
    private final CreditorId creditor = new CreditorId("atelier");
    private final LocalDate due = LocalDate.of(2026, 3, 3);
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(due);
    private final InMemoryBooks books = InMemoryBooks.empty();
    private final RecordingChannel email = new RecordingChannel(ChannelId.EMAIL, clock);
    private final Relance relance = Relance.builder()
            .books(books)
            .store(new InMemoryDunningStore())
            .channel(email)
            .clock(clock)
            .scenario(REMINDERS)
            .build();

    private AccountLedger.Builder oneInvoice() {
        Customer customer = Customer.builder("C-1")
                .contact(Contact.billing("compta@port.example"))
                .build();
        return AccountLedger.builder(creditor, customer)
                .receivable(Receivable.invoice("F-1", due.minusDays(30), due, Money.parse("EUR 1250.00"))
                        .build());
    }

    private void everyDayUntil(LocalDate last) {
        for (LocalDate day = due; !day.isAfter(last); day = day.plusDays(1)) {
            clock.turnToMorningOf(day);
            relance.run(creditor, day);
        }
    }

    @Test
    void whoever_does_not_pay_is_reminded_twice() {
        books.put(oneInvoice().build());

        everyDayUntil(due.plusDays(30));

        assertThat(email.taken())
                .extracting(OutboundMessage::businessDate)
                .containsExactly(
                        LocalDate.of(2026, 3, 9), // 5 days late on a Sunday: the Monday after
                        LocalDate.of(2026, 3, 18));
    }

    @Test
    void whoever_pays_after_the_first_reminder_gets_no_second() {
        Money amount = Money.parse("EUR 1250.00");
        books.put(oneInvoice().build());
        everyDayUntil(due.plusDays(10));

        books.put(oneInvoice()
                .payment(new Payment(new DocumentId("P-1"), due.plusDays(10), amount, clock.instant()))
                .allocation(Allocation.ofPayment("P-1", "F-1", amount))
                .build());
        everyDayUntil(due.plusDays(30));

        assertThat(email.taken()).hasSize(1);
    }
    // until here

    @Test
    void a_mail_server_that_is_away_delays_a_mail_and_loses_none() {
        // shown in docs/guide/testing.md
        books.put(oneInvoice().build());
        email.thenFailsForNow("the mail server is away");

        LocalDate monday = LocalDate.of(2026, 3, 9);
        clock.turnToMorningOf(monday);
        assertThat(relance.run(creditor, monday).deferred()).isEqualTo(1);
        clock.turn(Duration.ofMinutes(30));
        assertThat(relance.run(creditor, monday).accepted()).isEqualTo(1);

        assertThat(email.handedOver()).hasSize(2);
        assertThat(email.taken()).hasSize(1);
        // until here
    }
}
