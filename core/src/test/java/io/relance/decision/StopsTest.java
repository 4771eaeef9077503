package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.account.MessageState;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a message from leaving after it was planned, and what a stop reaches. */
class StopsTest {
    private static final Scenario REMINDER = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(5).email("r").approval(true))
            .build();

    @Test
    void an_approved_reminder_does_not_leave_once_the_books_say_that_its_invoice_is_due_later() {
        FollowUp planned = FollowUp.oneInvoice("2026-06-10", REMINDER);
        planned.decide("2026-06-15");
        FollowUp corrected = FollowUp.oneInvoice("2026-08-10", REMINDER).memory(planned.memory());

        Recheck recheck = Recheck.of(
                corrected.snapshot(),
                corrected.policy(),
                LocalDate.parse("2026-06-16"),
                planned.lastMessage().id());

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.CANCELLED);
        assertThat(recheck.why().orElseThrow()).contains("no longer overdue, due on 2026-08-10");
    }

    @Test
    void a_notice_that_was_proposed_does_not_leave_once_the_reminder_before_it_came_back() {
        FollowUp account = FollowUp.oneInvoice(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(2).email("r"))
                                .step(
                                        "notice",
                                        s -> s.daysAfterDue(9).formalNotice().letter("n"))
                                .build())
                .daily("2026-06-01", "2026-06-10");
        MessageState reminder = account.memory().messages().get(0);
        MessageState notice = account.lastMessage();
        assertThat(notice.status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        account.memory(CaseUpdates.bounced(account.memory(), reminder.id(), LocalDate.parse("2026-06-11")));
        account.memory(CaseUpdates.approved(account.memory(), notice.id(), LocalDate.parse("2026-06-11")));

        Recheck recheck = Recheck.of(account.snapshot(), account.policy(), LocalDate.parse("2026-06-11"), notice.id());

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.CANCELLED);
        assertThat(recheck.why().orElseThrow()).contains("no reminder before it counts any more");
    }

    @Test
    void a_rule_that_asks_for_approval_holds_for_a_message_that_waits_for_its_day() {
        Scenario plain = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .build();
        FollowUp account = FollowUp.oneInvoice("2026-06-10", plain);
        account.decide("2026-06-15");
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.READY);
        account.policy(FollowUp.policyOf(plain)
                .rules(RuleSet.of(Rule.builder("careful")
                        .when(Conditions.overdue("EUR").atLeast("1.00"))
                        .then(new Effect.RequireApproval())
                        .build()))
                .build());

        account.decide("2026-06-16");

        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
    }

    @Test
    void a_word_to_somebody_inside_is_no_reminder_and_does_not_open_the_way_to_a_notice() {
        FollowUp account = FollowUp.oneInvoice(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("tell", s -> s.daysAfterDue(2).notifyInside("sales", "call them"))
                                .step(
                                        "notice",
                                        s -> s.daysAfterDue(9)
                                                .formalNotice()
                                                .approval(false)
                                                .letter("n"))
                                .build())
                .daily("2026-06-01", "2026-06-20");

        assertThat(account.sent()).isEmpty();
        assertThat(reason(account.look("2026-06-20"), "F1")).isEqualTo(ReasonCode.ESCALATION_BLOCKED);
    }

    @Test
    void a_step_after_the_previous_counts_from_the_last_one_that_has_a_date() {
        FollowUp account = FollowUp.oneInvoice(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("first", s -> s.daysAfterDue(2).email("r"))
                                .step("broken", s -> s.daysAfterBrokenPromise(1).email("b"))
                                .step("second", s -> s.daysAfterPrevious(10).email("r2"))
                                .build())
                .daily("2026-06-01", "2026-06-30");

        assertThat(account.sent()).containsExactly("2026-06-03 first: F1", "2026-06-15 second: F1");
    }

    @Test
    void what_stops_every_invoice_of_a_plan_stops_its_instalments() {
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 600"),
                        policy(Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(3).email("r"))
                                .build()))
                .remember(memory -> memory.plan(
                                Records.plan("2026-06-02", Breaking.MANUAL, List.of("F1"), "2026-06-10", "EUR 600"))
                        .hold(Records.hold("2026-06-11", "2026-07-30", "F1")));

        assertThat(reason(account.look("2026-06-15"), "plan/1")).isEqualTo(ReasonCode.ON_HOLD);
        assertThat(account.daily("2026-06-11", "2026-06-20").sent()).isEmpty();
    }

    @Test
    void stale_books_break_no_plan() {
        Scenario reminder = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(3).email("r"))
                .build();
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company())
                                .completeUntil("2026-06-10T22:00:00Z")
                                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 600"),
                        FollowUp.policyOf(reminder).maxLedgerAgeDays(1).build())
                .remember(memory -> memory.plan(
                        Records.plan("2026-06-02", Breaking.AUTOMATIC, List.of("F1"), "2026-06-10", "EUR 600")));

        account.decide("2026-06-22");
        assertThat(account.memory().plans().get(0).broken()).isEmpty();

        account.policy(policy(reminder)).decide("2026-06-22");
        assertThat(account.memory().plans().get(0).broken()).contains(LocalDate.parse("2026-06-22"));
    }

    @Test
    void a_plan_whose_instalments_are_paid_lets_the_rest_of_its_invoices_go_on() {
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 600"),
                        policy(Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(3).email("r"))
                                .build()))
                .remember(memory -> memory.plan(
                        Records.plan("2026-06-02", Breaking.MANUAL, List.of("F1"), "2026-06-10", "EUR 500")))
                .books(books -> books.paid("Z", "2026-06-09", "EUR 500", "F1"));

        ItemOutcome rest = item(account.look("2026-06-15"), "F1");

        assertThat(rest.kind()).isEqualTo(ItemOutcome.Kind.MESSAGE);
        assertThat(rest.dunnable().getAmount()).isEqualByComparingTo("100.00");
    }

    @Test
    void an_insolvent_customers_claim_is_declared_for_the_invoices_and_not_for_their_instalments_too() {
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 600"),
                        policy(Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(3).email("r"))
                                .build()))
                .remember(memory -> memory.plan(
                                Records.plan("2026-06-02", Breaking.MANUAL, List.of("F1"), "2026-06-10", "EUR 600"))
                        .insolvency(new io.relance.account.Insolvency(LocalDate.parse("2026-06-05"))))
                .daily("2026-06-08", "2026-06-08");

        assertThat(account.tasks()).singleElement().asString().endsWith("[F1]");
    }

    @Test
    void a_message_whose_step_needs_approval_by_now_waits_for_it() {
        Scenario plain = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .build();
        Scenario careful = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(5).email("r").needsApproval())
                .build();
        FollowUp account = FollowUp.oneInvoice("2026-06-10", plain);
        account.decide("2026-06-15");
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.READY);

        account.policy(policy(careful)).run("2026-06-16");

        assertThat(account.sent()).isEmpty();
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
    }

    @Test
    void a_task_that_also_hands_over_does_both() {
        FollowUp account = FollowUp.oneInvoice(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(2).email("r"))
                                .step(
                                        "court",
                                        s -> s.daysAfterDue(9)
                                                .litigation()
                                                .task("collections", "send the file")
                                                .escalate("agency"))
                                .build())
                .daily("2026-06-01", "2026-06-12");

        assertThat(account.tasks()).hasSize(1);
        assertThat(reason(account.look("2026-06-12"), "F1")).isEqualTo(ReasonCode.IN_LITIGATION);
    }
}
