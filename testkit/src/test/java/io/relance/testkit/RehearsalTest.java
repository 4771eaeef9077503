package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.OverAllocationException;
import io.relance.receivable.Receivable;
import io.relance.storage.LedgerWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The harness turns the days and notes what goes out; what is done on a day is a small program here, no engine. */
class RehearsalTest {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final AccountId DUPONT = AccountId.of("acme", "dupont");
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final Rehearsal rehearsal = Rehearsal.of(ACME, FIRST);

    @Test
    void every_day_is_run_once_on_its_morning() {
        List<String> runs = new ArrayList<>();

        rehearsal.runUntil(
                2,
                (creditor, day) ->
                        runs.add(creditor + " " + day + " " + rehearsal.clock().instant()));
        rehearsal.runUntil(2, (creditor, day) -> runs.add("again"));
        rehearsal.runUntil(3, (creditor, day) -> runs.add(creditor + " " + day));

        assertThat(runs)
                .containsExactly(
                        "acme 2026-03-01 2026-03-01T08:00:00Z",
                        "acme 2026-03-02 2026-03-02T08:00:00Z",
                        "acme 2026-03-03");
    }

    @Test
    void what_happens_on_a_day_happens_before_its_run() {
        List<String> order = new ArrayList<>();
        rehearsal.on(2, () -> order.add("first")).on(2, () -> order.add("second"));

        rehearsal.runUntil(3, (creditor, day) -> order.add("run " + day.getDayOfMonth()));

        assertThat(order).containsExactly("run 1", "first", "second", "run 2", "run 3");
    }

    @Test
    void a_day_that_is_over_can_not_be_changed_any_more() {
        rehearsal.runUntil(3, (creditor, day) -> {});

        assertThatThrownBy(() -> rehearsal.on(3, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("day 3 (2026-03-03) is over: say before it is run what happens on it");
        assertThatThrownBy(() -> rehearsal.on(0, () -> {})).hasMessageContaining("numbered from 1");
    }

    @Test
    void a_payment_arrives_on_its_day_and_is_matched() {
        rehearsal.books().put(ledger());
        rehearsal.on(12, () -> rehearsal.pay(DUPONT, "F1", Money.parse("EUR 300.00")));

        rehearsal.runUntil(12, (creditor, day) -> {});

        assertThat(openOn(rehearsal.day(11))).isEqualTo(Money.parse("EUR 1000.00"));
        assertThat(openOn(rehearsal.day(12))).isEqualTo(Money.parse("EUR 700.00"));
        assertThatThrownBy(() -> rehearsal.pay(DUPONT, "F1", Money.parse("EUR 700.01")))
                .isInstanceOf(OverAllocationException.class);
        assertThatThrownBy(() -> rehearsal.pay(AccountId.of("acme", "nobody"), "F1", Money.parse("EUR 1.00")))
                .hasMessageContaining("acme/nobody is not in the books");
    }

    private Money openOn(LocalDate day) {
        AccountLedger ledger = rehearsal
                .books()
                .ledgers(List.of(DUPONT), new LedgerWindow(day, day))
                .get(DUPONT);
        return ledger.asOf(day, Tolerance.NONE).items().get(0).open();
    }

    @Test
    void what_went_out_is_told_by_day_over_all_channels() {
        RecordingChannel email = rehearsal.channel(ChannelId.EMAIL);
        RecordingChannel sms = rehearsal.channel(ChannelId.SMS).thenRefuses("no such number");
        assertThat(rehearsal.channel(ChannelId.EMAIL)).isSameAs(email);

        rehearsal.runUntil(4, (creditor, day) -> {
            if (day.getDayOfMonth() % 2 == 0) {
                sms.deliver(message(ChannelId.SMS, day), Duration.ofSeconds(1));
                email.deliver(message(ChannelId.EMAIL, day), Duration.ofSeconds(1));
            }
        });

        assertThat(rehearsal.sent())
                .extracting(Rehearsal.Sent::toString)
                .containsExactly(
                        "day 2: email to d@dupont.example, \"Rappel\"",
                        "day 4: email to d@dupont.example, \"Rappel\"",
                        "day 4: sms to d@dupont.example, \"Rappel\"");
        assertThat(rehearsal.daysOfMessages()).containsExactly(2, 4, 4);
        assertThat(rehearsal.openTasks()).isEmpty();
    }

    private static OutboundMessage message(ChannelId channel, LocalDate day) {
        String id = Integer.toString(day.getDayOfMonth()).repeat(64).substring(0, 64);
        return OutboundMessage.builder(new DeliveryId(new MessageId(id), channel, 0), DUPONT)
                .recipientAddress("d@dupont.example")
                .subject("Rappel")
                .text("Bonjour")
                .language("fr")
                .businessDate(day)
                .plannedAt(Instant.EPOCH)
                .build();
    }

    private static AccountLedger ledger() {
        return AccountLedger.builder(ACME, Customer.builder("dupont").build())
                .receivable(Receivable.invoice("F1", FIRST.minusDays(30), FIRST, Money.parse("EUR 1000.00"))
                        .build())
                .build();
    }
}
