package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.TimelineEntry;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.TaskRecord;
import io.relance.testkit.RecordingChannel;
import io.relance.testkit.Rehearsal;
import java.time.Duration;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs of the page about tests. */
class TestingTest {
    private static final Scenario REMINDERS = Scenario.named("reminders")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("firm", s -> s.daysAfterDue(15).email("firm"))
            .step("call", s -> s.daysAfterDue(25).task("collections", "call them"))
            .build();

    // shown in docs/guide/testing.md
    private final AccountId port = AccountId.of("atelier", "C-1");
    private final Rehearsal march = Rehearsal.of(port.creditor(), LocalDate.of(2026, 3, 1));
    private final RecordingChannel email = march.channel(ChannelId.EMAIL);
    private final Relance relance = Relance.builder()
            .books(march.books())
            .store(march.store())
            .channel(email)
            .clock(march.clock())
            .scenario(REMINDERS)
            .build();

    @BeforeEach
    void an_invoice_of_1250_euros_due_on_day_3() {
        Customer customer = Customer.builder("C-1")
                .contact(Contact.billing("compta@port.example"))
                .build();
        march.books()
                .put(AccountLedger.builder(port.creditor(), customer)
                        .receivable(
                                Receivable.invoice("F-1", march.day(3).minusDays(30), march.day(3), euros("1250.00"))
                                        .build())
                        .build());
    }

    private static Money euros(String amount) {
        return Money.parse("EUR " + amount);
    }

    @Test
    void whoever_does_not_pay_is_reminded_twice_then_called() {
        march.runUntil(31, relance::run);

        // 5 days late is Sunday the 8th: the Monday after
        assertThat(march.daysOfMessages()).containsExactly(9, 18);
        assertThat(march.openTasks()).extracting(TaskRecord::team).containsExactly("collections");
    }

    @Test
    void whoever_pays_a_part_on_day_12_is_reminded_of_the_rest() {
        march.on(12, () -> march.pay(port, "F-1", euros("300.00")));

        march.runUntil(20, relance::run);

        assertThat(march.daysOfMessages()).containsExactly(9, 18);
        assertThat(march.sent().get(1).message().text()).contains("950.00");
    }

    @Test
    void whoever_promised_is_left_alone_until_the_promise_is_broken() {
        march.on(10, () -> relance.account(port, "jane", march.day(10)).promise("by phone", march.day(20)));

        march.runUntil(31, relance::run);

        // the promise and two business days of grace: from the 25th on
        assertThat(march.daysOfMessages()).containsExactly(9, 25);
        assertThat(relance.timeline(port))
                .extracting(TimelineEntry::event)
                .hasAtLeastOneElementOfType(AccountEvent.PromiseBroken.class);
    }
    // until here

    @Test
    void a_mail_server_that_is_away_delays_a_mail_and_loses_none() {
        // shown in docs/guide/testing.md
        march.on(9, () -> email.thenFailsForNow("the mail server is away"));
        march.runUntil(9, relance::run);
        assertThat(march.sent()).isEmpty();

        march.clock().turn(Duration.ofMinutes(30));
        assertThat(relance.run(port.creditor(), march.today()).accepted()).isEqualTo(1);

        assertThat(email.handedOver()).hasSize(2);
        assertThat(email.taken()).hasSize(1);
        // until here
    }
}
