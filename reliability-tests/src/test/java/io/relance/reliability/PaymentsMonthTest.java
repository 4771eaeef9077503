package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.callback.RawCallback;
import io.relance.payment.PaymentEvent.Change;
import java.nio.file.Path;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of customers who pay by link, by transfer and by direct debit, as their timelines tell it: the number of the day, then what. Reminders leave 5,
 * 10 and 20 days after the due date; day 1 is Monday, 1 June 2026. A line with {@code *} is what the outside did. On every day, every mail asked for
 * what was open, less what was under way, or the month would not have passed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsMonthTest {
    private PaymentsMonth month;

    @BeforeAll
    void live(@TempDir Path folder) {
        month = new PaymentsMonth(folder, false);
        alpha(month);
        bravo(month);
        charlie(month);
        delta(month);
        month.until(30);
    }

    private static void alpha(PaymentsMonth month) {
        RawCallback[] late = new RawCallback[1];
        month.owes("alpha", "A", "EUR 300.00", -4);
        month.atNoon(3, () -> {
                    month.paysOnPage("alpha", "A", "EUR 120.00");
                    month.postedTwice("alpha", month.news("alpha", pending("EUR 120.00")));
                })
                .atNoon(4, () -> late[0] = month.news("alpha", pending("EUR 120.00")))
                .atNoon(5, () -> {
                    month.postedTwice("alpha", month.news("alpha", confirmed("EUR 120.00")));
                    month.postedTwice("alpha", late[0]);
                })
                .inTheMorning(9, () -> month.booked("alpha", "P1", "A", "EUR 120.00"))
                .atNoon(17, () -> {
                    month.paysOnPage("alpha", "A", "EUR 180.00");
                    month.postedTwice("alpha", month.news("alpha", confirmed("EUR 180.00")));
                })
                .inTheMorning(19, () -> month.booked("alpha", "P2", "A", "EUR 180.00"));
    }

    /** On day 5 it is told that the money came, and only then what was under way on day 4. */
    @Test
    void paid_in_part_by_a_link_the_rest_is_asked_for() {
        assertThat(month.story("alpha")).isEqualTo("""
                 1 mail 1 is planned: reminder, A EUR 300.00
                 1 A: MESSAGE
                 1 page 1 for mail 1: A EUR 300.00
                 1 mail 1 has left: reminder, A EUR 300.00
                 3 * alpha pays EUR 120.00 on the page of the last mail
                 3 * the provider posts, twice
                 3 in-memory tells of page 1: PENDING EUR 120.00
                 4 A: BETWEEN_STEPS, the next step, "second", is due on 2026-06-06
                 5 * the provider posts, twice
                 5 in-memory tells of page 1: CONFIRMED EUR 120.00
                 5 * the provider posts, twice
                 5 in-memory tells of page 1: PENDING EUR 120.00
                 6 A: NOT_A_SENDING_DAY, 2026-06-06 is not a sending day; step "second" waits for 2026-06-08
                 8 mail 2 is planned: second, A EUR 180.00
                 8 A: MESSAGE
                 8 page 2 for mail 2: A EUR 180.00
                 8 mail 2 has left: second, A EUR 180.00
                 9 * the books show P1 over EUR 120.00 for A
                 9 A: BETWEEN_STEPS, the next step, "firm", is due on 2026-06-16
                16 mail 3 is planned: firm, A EUR 180.00
                16 A: MESSAGE
                16 mail 3 has left: firm, A EUR 180.00
                17 * alpha pays EUR 180.00 on the page of the last mail
                17 * the provider posts, twice
                17 in-memory tells of page 2: CONFIRMED EUR 180.00
                18 A: PAYMENT_PENDING, EUR 180.00 on its way, expected until 2026-06-24
                19 * the books show P2 over EUR 180.00 for A
                19 A: PAID, settled on 2026-06-19
                """);
    }

    private static void bravo(PaymentsMonth month) {
        month.owes("bravo", "B", "EUR 200.00", -4);
        month.inTheMorning(4, () -> month.onAccount("bravo", "P1", "EUR 200.00"))
                .inTheMorning(10, () -> month.matched("bravo", "P1", "B"));
    }

    /** The second reminder would have left on day 8. */
    @Test
    void transferred_with_a_wrong_reference_the_credit_covers_it_until_it_is_matched() {
        assertThat(month.story("bravo")).isEqualTo("""
                 1 mail 1 is planned: reminder, B EUR 200.00
                 1 B: MESSAGE
                 1 page 1 for mail 1: B EUR 200.00
                 1 mail 1 has left: reminder, B EUR 200.00
                 4 * the books show P1 over EUR 200.00, matched to nothing
                 4 B: COVERED_BY_CREDIT, the customer's credit covers EUR 200.00 of it
                10 * the books match P1 to B
                10 B: PAID, settled on 2026-06-04
                10 page 1 is withdrawn
                """);
    }

    private static void charlie(PaymentsMonth month) {
        month.owes("charlie", "C", "EUR 500.00", 2);
        month.atNoon(1, () -> month.mandate("charlie"))
                .inTheMorning(3, () -> month.collect("charlie", "dd-1", "C", "EUR 500.00"))
                .atNoon(3, () -> {
                    month.begun("charlie", "C");
                    month.postedTwice("charlie", month.news("charlie", new Change.Pending(Optional.empty())));
                })
                .atNoon(8, () -> {
                    month.bounces("charlie", "C", "EUR 500.00");
                    month.postedTwice("charlie", month.news("charlie", new Change.Failed("insufficient funds")));
                })
                .inTheMorning(11, () -> month.collect("charlie", "dd-2", "C", "EUR 500.00"))
                .atNoon(11, () -> {
                    month.begun("charlie", "C");
                    month.postedTwice("charlie", month.news("charlie", new Change.Pending(Optional.empty())));
                })
                .atNoon(
                        15,
                        () -> month.postedTwice(
                                "charlie", month.news("charlie", new Change.Confirmed(Optional.empty()))))
                .inTheMorning(17, () -> month.booked("charlie", "P1", "C", "EUR 500.00"));
    }

    /** Reminders go on though the mandate lives; the second one would have left on day 12. */
    @Test
    void collected_by_a_direct_debit_that_bounces_after_five_days_it_is_reminded_of_and_collected_again() {
        assertThat(month.story("charlie")).isEqualTo("""
                 1 C: NOT_YET_DUE, due on 2026-06-02
                 1 jane records a mandate
                 2 the mandate is ACTIVE
                 3 jane has C EUR 500.00 collected: dd-1
                 3 C: PAYMENT_PENDING, EUR 500.00 on its way, expected until 2026-06-10
                 3 dd-1 is under way, expected on 6
                 3 * the bank begins to collect
                 3 * the provider posts, twice
                 3 in-memory tells of dd-1: PENDING
                 4 C: PAYMENT_PENDING, EUR 500.00 on its way, expected until 2026-06-13
                 8 * the bank gives it back
                 8 * the provider posts, twice
                 8 in-memory tells of dd-1: FAILED, insufficient funds
                 9 mail 1 is planned: reminder, C EUR 500.00
                 9 C: MESSAGE
                 9 page 1 for mail 1: C EUR 500.00
                 9 mail 1 has left: reminder, C EUR 500.00
                11 jane has C EUR 500.00 collected: dd-2
                11 C: PAYMENT_PENDING, EUR 500.00 on its way, expected until 2026-06-18
                11 page 1 is withdrawn
                11 dd-2 is under way, expected on 14
                11 * the bank begins to collect
                11 * the provider posts, twice
                11 in-memory tells of dd-2: PENDING
                12 C: PAYMENT_PENDING, EUR 500.00 on its way, expected until 2026-06-21
                15 * the provider posts, twice
                15 in-memory tells of dd-2: CONFIRMED
                16 C: PAYMENT_PENDING, EUR 500.00 on its way, expected until 2026-06-22
                17 * the books show P1 over EUR 500.00 for C
                17 C: PAID, settled on 2026-06-17
                """);
    }

    private static void delta(PaymentsMonth month) {
        month.owes("delta", "D1", "EUR 100.00", -4);
        month.owes("delta", "D2", "EUR 100.00", -3);
        month.inTheMorning(4, () -> {
                    month.onAccount("delta", "P1", "EUR 100.00");
                    month.matched("delta", "P1", "D2");
                })
                .inTheMorning(6, () -> month.matched("delta", "P1", "D1"));
    }

    /** The page for both is withdrawn when one is settled, rightly or not. */
    @Test
    void transferred_and_matched_to_the_wrong_invoice_the_other_is_asked_for_once_it_is_put_right() {
        assertThat(month.story("delta")).isEqualTo("""
                 1 mail 1 is planned: reminder, D1 EUR 100.00, D2 EUR 100.00
                 1 D1: MESSAGE
                 1 D2: MESSAGE
                 1 page 1 for mail 1: D1 EUR 100.00, D2 EUR 100.00
                 1 mail 1 has left: reminder, D1 EUR 100.00, D2 EUR 100.00
                 2 D1: BETWEEN_STEPS, the next step, "second", is due on 2026-06-06
                 2 D2: CONTACT_CAP, the customer was last contacted on 2026-06-01; step "reminder" waits
                 4 * the books show P1 over EUR 100.00, matched to nothing
                 4 * the books match P1 to D2
                 4 D2: PAID, settled on 2026-06-04
                 4 page 1 is withdrawn
                 6 * the books match P1 to D1
                 6 D1: PAID, settled on 2026-06-04
                 6 D2: NOT_A_SENDING_DAY, 2026-06-06 is not a sending day; step "reminder" waits for 2026-06-08
                 7 D2: NOT_A_SENDING_DAY, 2026-06-07 is not a sending day; step "reminder" waits for 2026-06-08
                 8 mail 2 is planned: reminder, D2 EUR 100.00
                 8 D2: MESSAGE
                 8 page 2 for mail 2: D2 EUR 100.00
                 8 mail 2 has left: reminder, D2 EUR 100.00
                13 D2: NOT_A_SENDING_DAY, 2026-06-13 is not a sending day; step "second" waits for 2026-06-15
                15 mail 3 is planned: second, D2 EUR 100.00
                15 D2: MESSAGE
                15 mail 3 has left: second, D2 EUR 100.00
                25 mail 4 is planned: firm, D2 EUR 100.00
                25 mail 4 has left: firm, D2 EUR 100.00
                """);
    }

    @Test
    void in_the_end_only_what_is_owed_can_be_paid_and_no_event_was_altered() {
        assertThat(month.payable()).containsExactly(Money.parse("EUR 100.00"));
        assertThat(new String[] {"alpha", "bravo", "charlie", "delta"}).allMatch(month::isIntact);
    }

    /** So that the month would not have passed with such a mail. */
    @Test
    void an_engine_that_hears_nothing_of_payments_is_found_to_ask_for_money_under_way(@TempDir Path folder) {
        PaymentsMonth deaf = new PaymentsMonth(folder, true);
        alpha(deaf);

        assertThatThrownBy(() -> deaf.until(30))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "on 2026-06-08 for A EUR 300.00, of which EUR 300.00 is open and EUR 120.00 under way");
    }

    private static Change pending(String amount) {
        return new Change.Pending(Optional.of(Money.parse(amount)));
    }

    private static Change confirmed(String amount) {
        return new Change.Confirmed(Optional.of(Money.parse(amount)));
    }
}
