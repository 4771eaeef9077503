package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.reason;
import static io.relance.decision.Records.pending;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.PendingPayment;
import io.relance.plan.ReasonCode;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Payments that a provider announced: they keep reminders away and change nothing of what is owed. */
class PendingPaymentTest {
    private static FollowUp account() {
        return FollowUp.oneInvoice(
                "2026-06-01",
                Scenario.named("s")
                        .step("reminder", s -> s.daysAfterDue(7).email("r"))
                        .build());
    }

    @Test
    void while_it_is_on_its_way_the_invoice_is_left_alone() {
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 1000", "2026-06-05", "2026-06-10")))
                .daily("2026-06-02", "2026-06-10");

        assertThat(account.sent()).isEmpty();
        assertThat(reason(account.look("2026-06-10"), "F1")).isEqualTo(ReasonCode.PAYMENT_PENDING);
        assertThat(item(account.look("2026-06-10"), "F1").open()).isEqualTo(Money.parse("EUR 1000.00"));
        assertThat(account.look("2026-06-10").nextReview()).contains(LocalDate.of(2026, 6, 11));
    }

    @Test
    void when_it_lapses_the_reminder_leaves_and_a_person_is_told_once() {
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 1000", "2026-06-05", "2026-06-10")))
                .daily("2026-06-02", "2026-06-20");

        assertThat(account.sent()).containsExactly("2026-06-11 reminder: F1");
        assertThat(account.tasks())
                .containsExactly("2026-06-11 collections: payment psp-1 of EUR 1000.00 was expected by 2026-06-10 "
                        + "and is not in the books [F1]");
    }

    @Test
    void that_it_lapsed_on_a_day_off_is_told_on_the_next_business_day_also_when_only_review_days_are_run() {
        // lapses on Friday 06-05
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 1000", "2026-06-02", "2026-06-05")))
                .onReviewDays("2026-06-02", "2026-06-30");

        assertThat(account.tasks()).singleElement().asString().startsWith("2026-06-08 collections: payment psp-1");
    }

    @Test
    void on_its_way_in_part_the_rest_goes_on_being_dunned() {
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 300", "2026-06-05", "2026-06-10")))
                .daily("2026-06-02", "2026-06-10");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1");
        assertThat(account.lastMessage().lines().get(0).amount()).isEqualTo(Money.parse("EUR 700.00"));
    }

    @Test
    void once_the_books_show_it_the_rest_is_dunned_and_nobody_is_told_that_it_lapsed() {
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 400", "2026-06-05", "2026-06-10")))
                .daily("2026-06-02", "2026-06-05")
                .books(books -> books.paid("P1", "2026-06-06", "EUR 400", "F1"))
                .daily("2026-06-06", "2026-06-30");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1");
        assertThat(account.lastMessage().lines().get(0).amount())
                .as("not less the 400 once more")
                .isEqualTo(Money.parse("EUR 600.00"));
        assertThat(account.tasks()).isEmpty();
    }

    @Test
    void a_payment_of_another_amount_or_from_before_does_not_show_it() {
        FollowUp account = account()
                .books(books -> books.paid("P0", "2026-06-03", "EUR 400", "F1"))
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 400", "2026-06-05", "2026-06-10")))
                .daily("2026-06-02", "2026-06-05")
                .books(books -> books.paid("P1", "2026-06-06", "EUR 100", "F1"))
                .daily("2026-06-06", "2026-06-08");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1");
        assertThat(account.lastMessage().lines().get(0).amount()).isEqualTo(Money.parse("EUR 100.00"));
    }

    @Test
    void one_payment_shows_one_of_two_of_the_same_amount() {
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 300", "2026-06-05", "2026-06-10"))
                        .pendingPayment(new PendingPayment(
                                "psp-2",
                                new ReceivableId("F1"),
                                Money.parse("EUR 300"),
                                LocalDate.of(2026, 6, 5),
                                LocalDate.of(2026, 6, 10))))
                .books(books -> books.paid("P1", "2026-06-06", "EUR 300", "F1"))
                .daily("2026-06-06", "2026-06-08");

        assertThat(account.lastMessage().lines().get(0).amount()).isEqualTo(Money.parse("EUR 400.00"));
    }

    @Test
    void one_payment_for_two_invoices_shows_what_was_under_way_for_each() {
        FollowUp account = account()
                .books(books -> books.invoice("F2", "2026-04-01", "2026-06-01", "EUR 1000"))
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 300", "2026-06-05", "2026-06-10"))
                        .pendingPayment(new PendingPayment(
                                "psp-2",
                                new ReceivableId("F2"),
                                Money.parse("EUR 300"),
                                LocalDate.of(2026, 6, 5),
                                LocalDate.of(2026, 6, 10))))
                .books(books -> books.payment("P1", "2026-06-06", "EUR 600")
                        .match("P1", "F1", "EUR 300")
                        .match("P1", "F2", "EUR 300"))
                .daily("2026-06-06", "2026-06-08");

        assertThat(account.lastMessage().lines())
                .extracting(line -> line.amount())
                .containsExactly(Money.parse("EUR 700.00"), Money.parse("EUR 700.00"));
    }

    @Test
    void cleared_by_the_provider_it_is_forgotten() {
        FollowUp account = account()
                .remember(memory -> memory.pendingPayment(pending("F1", "EUR 1000", "2026-06-05", "2026-06-10")))
                .daily("2026-06-02", "2026-06-08")
                .remember(memory -> memory.withoutPendingPayment("psp-1"))
                .daily("2026-06-09", "2026-06-12");

        assertThat(account.sent()).containsExactly("2026-06-09 reminder: F1");
        assertThat(account.tasks()).isEmpty();
    }
}
