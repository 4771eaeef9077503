package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.delivery.MessageId;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ReminderConversionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
    private static final Money NONE = Money.zero(CurrencyUnit.EUR);

    private static ReminderClaim claim(int message, String sent, String invoice, String amount) {
        return new ReminderClaim(
                new MessageId(String.format("%064x", message)),
                LocalDate.parse(sent),
                new ReceivableId(invoice),
                Money.parse(amount));
    }

    private static List<ReminderConversion> conversion(AccountLedger ledger, ReminderClaim... claims) {
        return ReminderConversion.of(
                ledger, List.of(claims), DAY, ReminderConversion.DEFAULT_WINDOW_DAYS, Tolerance.NONE);
    }

    private static ReminderConversion eur(long claims, long wholly, long partly, int claimed, int whole, int part) {
        return new ReminderConversion(
                CurrencyUnit.EUR,
                claims,
                wholly,
                partly,
                Money.of(CurrencyUnit.EUR, claimed),
                Money.of(CurrencyUnit.EUR, whole),
                Money.of(CurrencyUnit.EUR, part));
    }

    private static Books invoice() {
        return Books.of("C").invoice("F1", "2026-01-01", "2026-01-31", "EUR 100");
    }

    @Test
    void settled_after_sending_and_inside_the_window_is_wholly_converted() {
        assertThat(conversion(
                        invoice().paid("P", "2026-02-20", "EUR 100", "F1").ledger(),
                        claim(1, "2026-02-05", "F1", "EUR 100")))
                .containsExactly(eur(1, 1, 1, 100, 100, 100));
    }

    @Test
    void a_payment_in_part_is_partly_converted() {
        assertThat(conversion(
                        invoice().paid("P", "2026-02-06", "EUR 10", "F1").ledger(),
                        claim(1, "2026-02-05", "F1", "EUR 100")))
                .containsExactly(eur(1, 0, 1, 100, 0, 100));
    }

    @Test
    void what_came_on_the_day_of_sending_or_after_the_window_is_not_its_doing() {
        assertThat(conversion(
                        invoice()
                                .paid("P1", "2026-02-05", "EUR 10", "F1")
                                .paid("P2", "2026-02-21", "EUR 90", "F1")
                                .ledger(),
                        claim(1, "2026-02-05", "F1", "EUR 90")))
                .containsExactly(eur(1, 0, 0, 90, 0, 0));
    }

    @Test
    void the_next_message_that_claims_the_invoice_ends_the_window() {
        AccountLedger ledger = invoice()
                .paid("P1", "2026-02-10", "EUR 10", "F1")
                .paid("P2", "2026-02-12", "EUR 90", "F1")
                .ledger();

        // What came on the day of the second message is the first one's doing.
        assertThat(conversion(ledger, claim(2, "2026-02-10", "F1", "EUR 90"), claim(1, "2026-02-05", "F1", "EUR 100")))
                .containsExactly(eur(2, 1, 2, 190, 90, 190));
    }

    @Test
    void a_message_that_claims_another_invoice_ends_no_window() {
        AccountLedger ledger = invoice()
                .invoice("F2", "2026-01-01", "2026-01-31", "EUR 50")
                .paid("P", "2026-02-12", "EUR 100", "F1")
                .ledger();

        assertThat(conversion(ledger, claim(1, "2026-02-05", "F1", "EUR 100"), claim(2, "2026-02-08", "F2", "EUR 50")))
                .containsExactly(eur(2, 1, 1, 150, 100, 100));
    }

    @Test
    void of_two_messages_of_one_day_the_later_has_the_window() {
        assertThat(conversion(
                        invoice().paid("P", "2026-02-06", "EUR 100", "F1").ledger(),
                        claim(1, "2026-02-05", "F1", "EUR 30"),
                        claim(2, "2026-02-05", "F1", "EUR 100")))
                .containsExactly(eur(2, 1, 1, 130, 100, 100));
    }

    @Test
    void a_window_that_is_still_open_does_not_count_yet() {
        AccountLedger ledger =
                invoice().paid("P", "2026-03-20", "EUR 100", "F1").ledger();

        assertThat(conversion(ledger, claim(1, "2026-03-17", "F1", "EUR 100"))).isEmpty();
        assertThat(conversion(ledger, claim(1, "2026-03-16", "F1", "EUR 100")))
                .containsExactly(eur(1, 1, 1, 100, 100, 100));
        assertThat(conversion(ledger, claim(1, "2026-04-01", "F1", "EUR 100"))).isEmpty();
    }

    @Test
    void a_message_after_the_day_ends_no_window_before_it() {
        assertThat(conversion(
                        invoice().ledger(),
                        claim(1, "2026-03-17", "F1", "EUR 100"),
                        claim(2, "2026-04-01", "F1", "EUR 100")))
                .isEmpty();
    }

    @Test
    void a_payment_that_was_reversed_by_the_day_converts_nothing() {
        AccountLedger ledger = invoice()
                .paid("P", "2026-02-06", "EUR 100", "F1")
                .reversed("P", "F1", "EUR 100", "2026-03-01")
                .ledger();

        assertThat(conversion(ledger, claim(1, "2026-02-05", "F1", "EUR 100")))
                .containsExactly(eur(1, 0, 0, 100, 0, 0));
    }

    @Test
    void a_credit_note_is_no_payment() {
        assertThat(conversion(
                        invoice().credited("A", "2026-02-06", "EUR 100", "F1").ledger(),
                        claim(1, "2026-02-05", "F1", "EUR 100")))
                .containsExactly(eur(1, 0, 0, 100, 0, 0));
    }

    @Test
    void currencies_are_counted_apart_and_rates_follow() {
        AccountLedger ledger = invoice()
                .invoice("F2", "2026-01-01", "2026-01-31", "EUR 300")
                .invoice("F3", "2026-01-01", "2026-01-31", "USD 5")
                .paid("P", "2026-02-06", "EUR 100", "F1")
                .ledger();

        List<ReminderConversion> all = conversion(
                ledger,
                claim(1, "2026-02-05", "F1", "EUR 100"),
                claim(1, "2026-02-05", "F2", "EUR 300"),
                claim(1, "2026-02-05", "F3", "USD 5"));
        assertThat(all).extracting(ReminderConversion::currency).containsExactly(CurrencyUnit.EUR, CurrencyUnit.USD);
        ReminderConversion eur = all.get(0);
        assertThat(eur.whollyByCount()).contains(new BigDecimal("0.5"));
        assertThat(eur.partlyByCount()).contains(new BigDecimal("0.5"));
        assertThat(eur.whollyByAmount()).contains(new BigDecimal("0.25"));
        assertThat(eur.partlyByAmount()).contains(new BigDecimal("0.25"));
        assertThat(eur(0, 0, 0, 0, 0, 0).whollyByCount()).isEmpty();
        assertThat(eur.plus(eur(1, 1, 1, 5, 5, 5))).isEqualTo(eur(3, 2, 2, 405, 105, 105));
    }

    @Test
    void a_claim_on_what_the_books_do_not_have_is_refused() {
        assertThatThrownBy(() -> conversion(invoice().ledger(), claim(1, "2026-02-05", "F9", "EUR 100")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" claims F9, which account acme/C does not have");
        assertThatThrownBy(() -> conversion(invoice().ledger(), claim(1, "2026-02-05", "F1", "USD 100")))
                .hasMessageEndingWith(" claims USD 100.00 of F1, which is in EUR");
        assertThatThrownBy(() -> new ReminderClaim(new MessageId("0".repeat(64)), DAY, new ReceivableId("F1"), NONE))
                .hasMessageEndingWith(" must claim more than 0 of F1, but claimed EUR 0.00");
        assertThatThrownBy(() -> ReminderConversion.of(invoice().ledger(), List.of(), DAY, 0, Tolerance.NONE))
                .hasMessage("a window has at least 1 day, but was given 0");
    }
}
