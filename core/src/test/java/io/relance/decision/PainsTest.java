package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.delivery.MessageId;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.receivable.Receivable;
import io.relance.rule.Conditions;
import io.relance.scenario.Scenario;
import io.relance.scenario.Timing;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What users of other systems suffered, and what this one does instead; the numbers are those of the list of complaints. */
class PainsTest {
    private static final Scenario STANDARD = Scenario.named("std")
            .step("courtesy", s -> s.daysBeforeDue(3).email("pre"))
            .step("reminder", s -> s.daysAfterDue(5).email("r"))
            .step("firm", s -> s.daysAfterDue(15).email("f"))
            .step("notice", s -> s.daysAfterDue(30).formalNotice().letter("n"))
            .step("court", s -> s.daysAfterDue(60).litigation().task("collections", "prepare the case"))
            .build();

    @Test
    void pain_1_running_the_job_any_number_of_times_a_day_changes_nothing() {
        FollowUp often = oneInvoice("2026-06-01", STANDARD);
        FollowUp once = oneInvoice("2026-06-01", STANDARD).daily("2026-05-20", "2026-06-30");
        for (LocalDate day = LocalDate.of(2026, 5, 20); day.isBefore(LocalDate.of(2026, 7, 1)); day = day.plusDays(1)) {
            for (int run = 0; run < 24; run++) {
                often.run(day.toString());
            }
        }

        assertThat(often.sent()).isEqualTo(once.sent()).hasSize(3);
        assertThat(often.memory()).isEqualTo(once.memory());
    }

    @Test
    void pain_1_deciding_twice_before_anything_is_handed_over_plans_the_same_message_once() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD).daily("2026-05-20", "2026-06-07");
        account.decide("2026-06-08");
        DunningCase once = account.memory();

        assertThat(account.decide("2026-06-08").actions()).isEmpty();
        assertThat(account.memory()).isEqualTo(once);
    }

    @Test
    void pain_1_two_nodes_that_decide_the_same_at_once_derive_the_same_message_id() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD).daily("2026-05-20", "2026-06-07");

        assertThat(account.look("2026-06-08")).isEqualTo(account.look("2026-06-08"));
    }

    @Test
    void pain_3_a_missed_day_is_made_up_for_on_the_next_one() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD)
                .daily("2026-05-20", "2026-06-04")
                .daily("2026-06-11", "2026-06-11");

        assertThat(account.sent()).last().isEqualTo("2026-06-11 reminder: F1");
    }

    @Test
    void pain_4_a_sign_can_not_be_wrong() {
        assertThatThrownBy(() -> new Timing.DaysAfterDue(-60))
                .hasMessage("days after due must be 1 to 3650, but was -60");
        assertThatThrownBy(() -> new Timing.DaysBeforeDue(-3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(oneInvoice("2026-07-01", STANDARD)
                        .daily("2026-04-15", "2026-06-25")
                        .sent())
                .as("60 days late is never 60 days early")
                .isEmpty();
    }

    @Test
    void pain_5_due_today_is_not_late_and_tomorrow_it_is() {
        Scenario next =
                Scenario.named("s").step("r", s -> s.daysAfterDue(1).email("r")).build();

        assertThat(item(oneInvoice("2026-06-10", next).look("2026-06-10"), "F1").daysLate())
                .isZero();
        assertThat(oneInvoice("2026-06-10", next)
                        .daily("2026-06-08", "2026-06-11")
                        .sent())
                .containsExactly("2026-06-11 r: F1");
    }

    @Test
    void pain_6_a_payment_imported_between_plan_and_hand_over_stops_the_reminder() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD).daily("2026-05-20", "2026-06-07");
        account.decide("2026-06-08");

        account.books(books -> books.paid("Z", "2026-06-05", "EUR 1000", "F1")).run("2026-06-08");

        assertThat(account.sent()).containsExactly("2026-05-29 courtesy: soon F1");
    }

    @Test
    void pain_6_with_books_older_than_declared_nothing_is_sent() {
        Books books = Books.of(company())
                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                .completeUntil("2026-06-06T00:00:00Z");
        FollowUp account = FollowUp.of(
                        books, policyOf(STANDARD).maxLedgerAgeDays(1).build())
                .daily("2026-06-06", "2026-06-30");

        assertThat(account.sent()).isEmpty();
        assertThat(reason(account.look("2026-06-08"), "F1")).isEqualTo(ReasonCode.STALE_LEDGER);
    }

    @Test
    void pain_7_books_and_memory_of_two_customers_or_two_creditors_never_mix() {
        AccountLedger ledger = Books.of("C1").ledger();
        for (AccountId other : new AccountId[] {
            new AccountId(new CreditorId("acme"), new CustomerId("C2")),
            new AccountId(new CreditorId("other"), new CustomerId("C1"))
        }) {
            assertThatThrownBy(() -> new AccountSnapshot(ledger, DunningCase.empty(other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("accounts never mix");
        }
    }

    @Test
    void pain_7_the_same_invoice_number_of_another_customer_has_another_message_id() {
        MessageId one = planned(Books.of(company()));
        MessageId other = planned(Books.of(company().toBuilder().build()));
        MessageId another = planned(Books.of(io.relance.receivable.Customer.builder("C2")
                .contact(Contact.billing("c2@customer.example"))
                .build()));

        assertThat(other).isEqualTo(one);
        assertThat(another).isNotEqualTo(one);
    }

    private static MessageId planned(Books books) {
        return FollowUp.of(books.invoice("F1", "2026-04-01", "2026-06-03", "EUR 10"), policy(STANDARD))
                .look("2026-06-08")
                .actions()
                .stream()
                .map(PlannedAction.NewMessage.class::cast)
                .map(PlannedAction.NewMessage::message)
                .map(MessageState::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pain_8_credit_of_the_customer_is_counted_before_anything_is_asked_for() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD)
                .books(books -> books.creditNote("G", "2026-06-02", "EUR 1000"))
                .daily("2026-06-02", "2026-07-31");

        assertThat(account.sent()).isEmpty();
    }

    @Test
    void pain_9_thresholds_are_compared_with_what_is_left_to_pay() {
        Scenario big = Scenario.named("s")
                .step(
                        "r",
                        s -> s.daysAfterDue(5)
                                .email("r")
                                .when(Conditions.overdue("EUR").atLeast("500.00")))
                .build();
        FollowUp account = oneInvoice("2026-06-01", big)
                .books(books -> books.paid("Z", "2026-06-02", "EUR 990", "F1"))
                .daily("2026-06-02", "2026-06-30");

        assertThat(account.sent()).isEmpty();
        assertThat(item(account.look("2026-06-30"), "F1").reason().orElseThrow().text())
                .endsWith("account.overdue is EUR 10.00");
    }

    @Test
    void pain_12_the_totals_of_several_invoices_together_are_the_sum_of_each_alone() {
        Books books = Books.of(company());
        for (int i = 1; i <= 9; i++) {
            books.invoice("F" + i, "2026-04-01", "2026-06-01", "EUR 0.1" + i)
                    .paid("Z" + i, "2026-06-02", "EUR 0.01", "F" + i);
        }
        FollowUp account = FollowUp.of(books, policy(STANDARD)).daily("2026-06-08", "2026-06-08");

        // 0.11 + ... + 0.19 - 9 x 0.01
        assertThat(account.lastMessage().claimed().in(Money.parse("EUR 0").getCurrencyUnit()))
                .isEqualTo(Money.parse("EUR 1.26"));
    }

    @Test
    void pain_13_a_partial_payment_skips_no_level() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD)
                .daily("2026-05-20", "2026-06-09")
                .books(books -> books.paid("Z", "2026-06-09", "EUR 600", "F1"))
                .daily("2026-06-10", "2026-06-30");

        assertThat(account.sent())
                .containsExactly("2026-05-29 courtesy: soon F1", "2026-06-08 reminder: F1", "2026-06-16 firm: F1");
    }

    @Test
    void pain_15_twenty_invoices_of_a_customer_are_one_message() {
        Books books = Books.of(company());
        for (int i = 10; i < 30; i++) {
            books.invoice("F" + i, "2026-04-01", "2026-06-03", "EUR 100");
        }

        assertThat(FollowUp.of(books, policy(STANDARD))
                        .daily("2026-06-08", "2026-06-10")
                        .sent())
                .hasSize(1);
    }

    @Test
    void pain_16_reminding_one_invoice_silences_no_other() {
        FollowUp account = FollowUp.of(
                        Books.of(company())
                                .invoice("A", "2026-04-01", "2026-06-03", "EUR 100")
                                .invoice("B", "2026-04-01", "2026-06-04", "EUR 100"),
                        policy(STANDARD))
                .daily("2026-06-04", "2026-06-30");

        assertThat(account.sent())
                .containsExactly(
                        "2026-06-08 reminder: A, also B",
                        "2026-06-11 reminder: B, also A",
                        "2026-06-18 firm: A, also B",
                        "2026-06-22 firm: B, also A");
    }

    @Test
    void pain_17_one_can_stop_for_a_customer_for_an_invoice_and_until_a_date() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD)
                .remember(memory -> memory.hold(Records.hold("2026-05-20", "2026-06-16", "F1")))
                .daily("2026-05-20", "2026-06-17");

        assertThat(account.sent()).containsExactly("2026-06-17 reminder: F1");
    }

    @Test
    void pain_18_on_direct_debit_only_the_courtesy_leaves_until_a_collection_failed() {
        FollowUp live = FollowUp.of(
                        Books.of(company())
                                .invoice(
                                        "F1",
                                        "2026-04-01",
                                        "2026-06-01",
                                        "EUR 10",
                                        i -> i.collection(Receivable.CollectionMode.AUTOMATIC)),
                        policy(STANDARD))
                .daily("2026-05-20", "2026-07-31");
        FollowUp failed = FollowUp.of(
                        Books.of(company())
                                .invoice(
                                        "F1",
                                        "2026-04-01",
                                        "2026-06-01",
                                        "EUR 10",
                                        i -> i.collection(Receivable.CollectionMode.AUTOMATIC_FAILED)),
                        policy(STANDARD))
                .daily("2026-05-20", "2026-06-12");

        assertThat(live.sent()).containsExactly("2026-05-29 courtesy: soon F1");
        assertThat(failed.sent()).containsExactly("2026-05-29 courtesy: soon F1", "2026-06-08 reminder: F1");
    }

    @Test
    void pain_19_a_plan_is_not_a_hand_over_and_nothing_is_marked_as_sent_before_it_was() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD).daily("2026-05-20", "2026-06-07");
        account.decide("2026-06-08");

        assertThat(account.lastMessage().wasHandedOver()).isFalse();
        assertThat(account.progress("F1").blocking()).isPresent();
    }

    @Test
    void pain_20_what_comes_back_undeliverable_is_not_sent_again_and_not_for_ever() {
        FollowUp account = oneInvoice("2026-06-01", STANDARD).daily("2026-06-01", "2026-06-08");
        account.memory(CaseUpdates.bounced(
                        account.memory(), account.lastMessage().id(), LocalDate.of(2026, 6, 8)))
                .daily("2026-06-09", "2026-06-12");

        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void pain_21_the_buyer_never_gets_what_is_for_the_bookkeeper() {
        Books books = Books.of(FollowUp.companyWithContacts(Contact.builder("buyer")
                        .role(ContactRole.BUYER)
                        .email("buyer@customer.example")
                        .build()))
                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 10");
        FollowUp account = FollowUp.of(books, policy(STANDARD)).daily("2026-06-02", "2026-06-30");

        assertThat(account.sent()).isEmpty();
        assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.NO_CONTACT);
    }

    @Test
    void pain_22_an_old_invoice_does_not_burn_the_whole_ladder_at_once() {
        FollowUp account = FollowUp.of(
                        Books.of(company()).invoice("F1", "2025-06-01", "2025-07-01", "EUR 10"), policy(STANDARD))
                .daily("2026-06-06", "2026-06-30");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1", "2026-06-18 firm: F1");
        assertThat(account.tasks()).isEmpty();
    }

    @Test
    void pain_23_no_courtesy_leaves_on_the_day_of_issue() {
        FollowUp account = FollowUp.of(
                        Books.of(company()).invoice("F1", "2026-06-08", "2026-06-10", "EUR 10"), policy(STANDARD))
                .daily("2026-06-08", "2026-06-14");

        assertThat(account.sent()).containsExactly("2026-06-09 courtesy: soon F1");
    }

    @Test
    void pain_24_a_changed_scenario_applies_to_invoices_under_way() {
        Scenario sooner = Scenario.named("std")
                .version(2)
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre"))
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .step("firm", s -> s.daysAfterDue(10).email("f"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", STANDARD)
                .daily("2026-05-20", "2026-06-09")
                .policy(policy(sooner))
                .daily("2026-06-10", "2026-06-12");

        assertThat(account.sent()).last().isEqualTo("2026-06-11 firm: F1");
    }

    @Test
    void pain_25_a_threshold_in_one_currency_says_nothing_of_an_amount_in_another() {
        Scenario big = Scenario.named("s")
                .step(
                        "r",
                        s -> s.daysAfterDue(5)
                                .email("r")
                                .when(Conditions.overdue("EUR").atLeast("500.00")))
                .build();
        Policy policy = policy(big);
        FollowUp account = FollowUp.of(
                        Books.of(company()).invoice("F1", "2026-04-01", "2026-06-01", "USD 9000"), policy)
                .daily("2026-06-02", "2026-06-30");

        assertThat(account.sent()).isEmpty();
        assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.CONDITION_FALSE);
    }
}
