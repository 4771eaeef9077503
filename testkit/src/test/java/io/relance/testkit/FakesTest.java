package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.storage.AccountStamp;
import io.relance.storage.LedgerWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The fakes do what they say. */
class FakesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final CreditorId ACME = new CreditorId("acme");
    private static final Money TEN = Money.parse("EUR 10.00");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(DAY);

    @Test
    void the_clock_stands_still_until_it_is_turned() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        clock.turn(Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        clock.turnToMorningOf(DAY.minusDays(1));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void a_channel_answers_as_told_then_takes_everything() {
        RecordingChannel channel = new RecordingChannel(ChannelId.EMAIL, clock)
                .thenFailsForNow("busy")
                .thenRefuses("never")
                .thenIsInDoubt("who knows")
                .thenThrows(new IllegalStateException("boom"));

        assertThat(channel.deliver(message('a'), LONG)).isEqualTo(new DeliveryReceipt.TemporaryFailure("busy"));
        assertThat(channel.deliver(message('a'), LONG)).isEqualTo(new DeliveryReceipt.PermanentFailure("never"));
        assertThat(channel.deliver(message('a'), LONG)).isEqualTo(new DeliveryReceipt.InDoubt("who knows"));
        assertThatThrownBy(() -> channel.deliver(message('a'), LONG)).hasMessage("boom");
        assertThat(channel.deliver(message('a'), LONG))
                .isEqualTo(new DeliveryReceipt.Accepted(clock.instant(), Optional.of("taken-0")));
        assertThat(channel.handedOver()).hasSize(5);
        assertThat(channel.taken()).hasSize(1);
    }

    @Test
    void only_a_channel_that_honours_ids_takes_each_once() {
        RecordingChannel plain = new RecordingChannel(ChannelId.EMAIL, clock);
        RecordingChannel honours = new RecordingChannel(ChannelId.EMAIL, clock, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        for (RecordingChannel channel : List.of(plain, honours)) {
            channel.deliver(message('a'), LONG);
            channel.deliver(message('a'), LONG);
            channel.deliver(message('b'), LONG);
        }

        assertThat(plain.taken()).hasSize(3);
        assertThat(honours.taken()).hasSize(2);
        assertThat(honours.handedOver()).hasSize(3);
        assertThat(honours.lookup(message('a').delivery(), LONG)).isPresent();
        assertThat(honours.lookup(message('c').delivery(), LONG)).isEmpty();
    }

    @Test
    void a_channel_can_take_a_message_and_die() {
        RecordingChannel channel =
                new RecordingChannel(ChannelId.EMAIL, clock).thenAcceptsAndDies(new StackOverflowError());

        assertThatThrownBy(() -> channel.deliver(message('a'), LONG)).isInstanceOf(StackOverflowError.class);
        assertThat(channel.taken()).hasSize(1);
    }

    @Test
    void books_list_what_is_open_or_recent_of_one_creditor_in_order() {
        InMemoryBooks books = InMemoryBooks.empty()
                .put(ledger("acme", "open-and-old", DAY.minusYears(5), false))
                .put(ledger("acme", "paid-long-ago", DAY.minusYears(5), true))
                .put(ledger("acme", "paid", DAY.minusDays(9), true))
                .put(ledger("zeta", "open", DAY, false));
        LedgerWindow window = new LedgerWindow(DAY, DAY.minusYears(1));

        assertThat(books.accounts(ACME, window, Optional.empty(), 10))
                .extracting(stamp -> stamp.account().customer().value())
                .containsExactly("open-and-old", "paid");
        assertThat(books.accounts(ACME, window, Optional.of(AccountId.of("acme", "open-and-old")), 10))
                .hasSize(1);
        assertThat(books.accounts(ACME, window, Optional.empty(), 1)).hasSize(1);
    }

    @Test
    void ledgers_are_given_listed_or_not_and_unknown_ones_left_out() {
        InMemoryBooks books = InMemoryBooks.empty().put(ledger("acme", "a", DAY.minusYears(5), true));
        LedgerWindow window = new LedgerWindow(DAY, DAY.minusYears(1));

        assertThat(books.ledgers(List.of(AccountId.of("acme", "a"), AccountId.of("acme", "b")), window))
                .containsOnlyKeys(AccountId.of("acme", "a"));
        List<AccountId> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(AccountId.of("acme", "c" + i));
        }
        assertThatThrownBy(() -> books.ledgers(many, window)).hasMessageContaining("at most 500");
    }

    @Test
    void stamps_differ_when_a_ledger_was_put_again() {
        InMemoryBooks books = InMemoryBooks.stamped().put(ledger("acme", "a", DAY, false));
        LedgerWindow window = new LedgerWindow(DAY, DAY);
        AccountStamp first = books.accounts(ACME, window, Optional.empty(), 1).get(0);
        AccountStamp again = books.accounts(ACME, window, Optional.empty(), 1).get(0);
        books.put(ledger("acme", "a", DAY, false));

        assertThat(again).isEqualTo(first);
        assertThat(books.accounts(ACME, window, Optional.empty(), 1).get(0)).isNotEqualTo(first);
        books.remove(AccountId.of("acme", "a"));
        assertThat(books.accounts(ACME, window, Optional.empty(), 1)).isEmpty();
    }

    private static AccountLedger ledger(String creditor, String customer, LocalDate issued, boolean paid) {
        AccountLedger.Builder ledger = AccountLedger.builder(
                        new CreditorId(creditor), Customer.builder(customer).build())
                .receivable(Receivable.invoice("F", issued, issued, TEN).build());
        if (paid) {
            ledger.payment(new Payment(new DocumentId("P"), issued, TEN, Instant.EPOCH))
                    .allocation(Allocation.ofPayment("P", "F", TEN));
        }
        return ledger.build();
    }

    private static OutboundMessage message(char digit) {
        DeliveryId delivery = new DeliveryId(new MessageId(String.valueOf(digit).repeat(64)), ChannelId.EMAIL, 0);
        return OutboundMessage.builder(delivery, AccountId.of("acme", "a"))
                .recipientAddress("a@b.example")
                .text("text")
                .language("en")
                .businessDate(DAY)
                .plannedAt(Instant.EPOCH)
                .build();
    }
}
