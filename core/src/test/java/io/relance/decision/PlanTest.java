package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.reason;
import static io.relance.decision.Records.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.InstalmentPlan;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.account.PendingPayment;
import io.relance.account.StepState;
import io.relance.money.Tolerance;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instalment plans (SEMANTICS 10): F1 of 600 EUR and F2 of 400 EUR, paid in instalments of 500 from 2026-06-19 on. */
class PlanTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(3).email("r"))
            .step("firm", s -> s.daysAfterDue(13).email("f"))
            .step(
                    "notice",
                    s -> s.daysAfterDue(40).formalNotice().approval(false).letter("n"))
            .build();

    private static FollowUp agreed(Breaking breaking) {
        return FollowUp.of(
                        Books.of(FollowUp.company())
                                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 600")
                                .invoice("F2", "2026-04-01", "2026-06-02", "EUR 400"),
                        policy(SCENARIO))
                .daily("2026-06-01", "2026-06-08")
                .remember(memory -> memory.plan(plan(
                        "2026-06-09",
                        breaking,
                        List.of("F1", "F2"),
                        "2026-06-19",
                        "EUR 500",
                        "2026-07-20",
                        "EUR 500")));
    }

    @Test
    void its_instalments_are_dunned_instead_of_the_invoices() {
        FollowUp account = agreed(Breaking.MANUAL).daily("2026-06-09", "2026-06-30");

        assertThat(account.sent())
                .containsExactly(
                        "2026-06-04 reminder: F1, also F2",
                        "2026-06-08 reminder: F2, also F1",
                        "2026-06-22 reminder: plan/1");
        assertThat(account.lastMessage().lines().get(0).amount()).isEqualTo(Money.parse("EUR 500.00"));
        Decision decision = account.look("2026-06-22");
        assertThat(reason(decision, "F1")).isEqualTo(ReasonCode.ON_PLAN);
        assertThat(item(decision, "plan/1").instalmentOf()).contains("plan");
        assertThat(reason(decision, "plan/2")).isEqualTo(ReasonCode.NOT_YET_DUE);
    }

    @Test
    void payments_go_to_the_oldest_instalment_and_only_those_recorded_after_it_count() {
        FollowUp account = agreed(Breaking.MANUAL)
                .books(books -> books.paid("Z1", "2026-06-15", "EUR 450", "F1")
                        .payment("Z2", "2026-06-16", "EUR 150")
                        .match("Z2", "F1", "EUR 150"));

        Decision decision = account.look("2026-06-22");

        assertThat(item(decision, "plan/1").open()).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(decision, "plan/2").open()).isEqualTo(Money.parse("EUR 400.00"));
    }

    @Test
    void never_is_more_asked_for_than_is_open_on_the_invoices() {
        FollowUp account = agreed(Breaking.MANUAL).books(books -> books.credited("A", "2026-06-12", "EUR 300", "F1"));

        Decision decision = account.look("2026-06-22");

        assertThat(item(decision, "plan/1").open()).isEqualTo(Money.parse("EUR 500.00"));
        assertThat(item(decision, "plan/2").open()).isEqualTo(Money.parse("EUR 200.00"));
    }

    @ParameterizedTest(name = "{1} of {0} disputed: {2} of the first instalment, {3} of the second")
    @CsvSource({
        "F2, EUR 400, EUR 500.00, EUR 100.00",
        "F1, EUR 600, EUR 400.00, EUR 0.00",
        "F1, EUR 250, EUR 500.00, EUR 250.00", // a part
        "F1, EUR 500, EUR 500.00, EUR 0.00", // a part as great as the last instalment
    })
    void what_is_disputed_of_its_invoices_is_taken_from_the_last_instalments(
            String invoice, String amount, String first, String second) {
        Decision decision = agreed(Breaking.MANUAL)
                .remember(memory -> memory.dispute(Records.dispute(invoice, "2026-06-10", amount)))
                .look("2026-07-22");

        assertThat(item(decision, "plan/1").dunnable()).isEqualTo(Money.parse(first));
        assertThat(item(decision, "plan/2").dunnable()).isEqualTo(Money.parse(second));
        if (second.equals("EUR 0.00")) {
            assertThat(item(decision, "plan/2").reason().orElseThrow().code()).isEqualTo(ReasonCode.DISPUTED);
        }
    }

    @Test
    void a_residue_of_an_instalment_within_the_tolerance_is_not_asked_for() {
        FollowUp account = agreed(Breaking.MANUAL)
                .policy(FollowUp.policyOf(SCENARIO)
                        .tolerance(new Tolerance(new BigDecimal("1.00")))
                        .build())
                .books(books -> books.paid("Z", "2026-06-18", "EUR 499.50", "F1"))
                .daily("2026-06-10", "2026-07-19");

        assertThat(account.sent()).hasSize(2);
        assertThat(account.tasks()).isEmpty();
    }

    @Test
    void money_on_its_way_for_its_invoices_is_for_the_first_instalment() {
        FollowUp account = agreed(Breaking.AUTOMATIC)
                .remember(memory -> memory.pendingPayment(Records.pending("F1", "EUR 500", "2026-06-18", "2026-06-30")))
                .daily("2026-06-10", "2026-06-30");

        assertThat(account.sent()).hasSize(2);
        assertThat(account.notes()).isEmpty();
        assertThat(reason(account.look("2026-06-30"), "plan/1")).isEqualTo(ReasonCode.PAYMENT_PENDING);
        assertThat(item(account.look("2026-06-30"), "plan/1")
                        .reason()
                        .orElseThrow()
                        .until())
                .contains(LocalDate.of(2026, 6, 30));
        assertThat(account.daily("2026-07-01", "2026-07-01").notes())
                .as("it did not come")
                .containsExactly("2026-07-01 plan plan is broken");
    }

    @Test
    void money_on_its_way_for_an_instalment_pays_the_invoices_when_the_plan_is_broken() {
        FollowUp account = agreed(Breaking.MANUAL)
                .remember(memory -> memory.pendingPayment(
                                Records.pending("plan/1", "EUR 500", "2026-06-18", "2026-06-30"))
                        .plan(memory.build().plans().get(0).brokenOn(LocalDate.of(2026, 6, 20))));

        assertThat(item(account.look("2026-06-22"), "F1").dunnable()).isEqualTo(Money.parse("EUR 100.00"));
        assertThat(item(account.look("2026-07-01"), "F1").dunnable())
                .as("it did not come")
                .isEqualTo(Money.parse("EUR 600.00"));
        assertThat(account.daily("2026-06-22", "2026-07-01").tasks())
                .containsExactly("2026-07-01 collections: payment psp-1 of EUR 500.00 was expected by 2026-06-30 and is"
                        + " not in the books [F1, F2]");
    }

    private static PendingPayment underWay(String id, String receivable, String amount) {
        return new PendingPayment(
                id,
                new ReceivableId(receivable),
                Money.parse(amount),
                LocalDate.of(2026, 6, 18),
                LocalDate.of(2026, 6, 30));
    }

    @Test
    void money_on_its_way_for_several_instalments_pays_what_is_left_of_the_invoices() {
        FollowUp account = agreed(Breaking.MANUAL)
                .remember(memory -> memory.pendingPayment(underWay("a", "plan/1", "EUR 500"))
                        .pendingPayment(underWay("b", "plan/2", "EUR 500"))
                        .plan(memory.build().plans().get(0).brokenOn(LocalDate.of(2026, 6, 20))));

        // F1 of 600 and F2 of 400: 500 + 100, 400
        assertThat(item(account.look("2026-06-22"), "F1").dunnable()).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(account.look("2026-06-22"), "F2").dunnable()).isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void money_on_its_way_for_an_invoice_itself_comes_before_that_of_an_instalment() {
        FollowUp account = agreed(Breaking.MANUAL)
                .remember(memory -> memory.pendingPayment(underWay("a", "plan/1", "EUR 500"))
                        .pendingPayment(underWay("b", "F1", "EUR 200"))
                        .plan(memory.build().plans().get(0).brokenOn(LocalDate.of(2026, 6, 20))));

        assertThat(item(account.look("2026-06-22"), "F1").dunnable())
                .as("600 - 200 - 400")
                .isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(account.look("2026-06-22"), "F2").dunnable())
                .as("400 - 100")
                .isEqualTo(Money.parse("EUR 300.00"));
    }

    @Test
    void what_is_on_hold_and_what_credit_covers_are_not_taken_off_twice() {
        Decision decision = agreed(Breaking.MANUAL)
                .remember(memory -> memory.hold(Records.hold("2026-06-10", "", "F1")))
                .books(books -> books.payment("Z", "2026-06-12", "EUR 600"))
                .look("2026-07-22");

        // the credit covers F1 and with it plan/1 and 100 of plan/2; F2's 400 are neither held nor covered
        assertThat(item(decision, "plan/1").dunnable()).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(decision, "plan/2").dunnable()).isEqualTo(Money.parse("EUR 400.00"));
    }

    @Test
    void after_notice_it_stands_when_the_notice_came_back_or_went_to_nobody() {
        FollowUp bounced = agreed(Breaking.AFTER_NOTICE).daily("2026-06-09", "2026-06-22");
        bounced.memory(
                CaseUpdates.bounced(bounced.memory(), bounced.lastMessage().id(), LocalDate.of(2026, 6, 23)));
        assertThat(bounced.daily("2026-06-23", "2026-06-30").notes()).isEmpty();

        Scenario inside = Scenario.named("s")
                .step("tell", s -> s.daysAfterDue(3).notifyInside("boss", "look"))
                .build();
        assertThat(agreed(Breaking.AFTER_NOTICE)
                        .policy(policy(inside))
                        .daily("2026-06-09", "2026-06-30")
                        .notes())
                .noneMatch(note -> note.contains("broken"));
    }

    @Test
    void broken_twice_it_stays_at_the_stage_reached_before_the_first() {
        Scenario quick = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(3).email("r"))
                .step(
                        "notice",
                        s -> s.daysAfterDue(6).formalNotice().approval(false).letter("n"))
                .build();
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 600"),
                        policy(quick))
                .daily("2026-06-01", "2026-06-09");
        assertThat(account.sent()).containsExactly("2026-06-04 reminder: F1", "2026-06-08 notice: F1");
        InstalmentPlan first = plan("2026-06-10", Breaking.MANUAL, List.of("F1"), "2026-07-30", "EUR 600");
        account.remember(memory -> memory.plan(first)).run("2026-06-10");
        InstalmentPlan second = new InstalmentPlan(
                "plan2",
                first.receivables(),
                first.instalments(),
                Breaking.MANUAL,
                LocalDate.of(2026, 6, 11),
                first.recordedAt().plusSeconds(86_400),
                Optional.empty(),
                Optional.empty());
        account.remember(memory ->
                        memory.plan(first.brokenOn(LocalDate.of(2026, 6, 11))).plan(second))
                .run("2026-06-11");
        account.remember(memory -> memory.plan(second.brokenOn(LocalDate.of(2026, 6, 12))))
                .daily("2026-06-12", "2026-07-10");

        assertThat(account.sent().subList(2, account.sent().size()))
                .isNotEmpty()
                .allMatch(message -> message.contains("notice"));
    }

    @Test
    void what_stops_one_of_its_invoices_stops_as_much_of_the_instalments() {
        Decision decision = agreed(Breaking.MANUAL)
                .remember(memory -> memory.hold(Records.hold("2026-06-10", "", "F1")))
                .look("2026-07-22");

        assertThat(item(decision, "plan/1").dunnable()).isEqualTo(Money.parse("EUR 400.00"));
        assertThat(reason(decision, "plan/2")).isEqualTo(ReasonCode.ON_HOLD);
        assertThat(item(decision, "plan/2").reason().orElseThrow().text()).contains("2026-06-10");
    }

    @Test
    void its_instalments_follow_the_scenario_that_all_its_invoices_follow() {
        Scenario soft = Scenario.named("soft")
                .step("kind", s -> s.daysAfterDue(3).email("k"))
                .build();
        FollowUp account = agreed(Breaking.MANUAL)
                .policy(policy(SCENARIO, soft))
                .remember(memory -> memory.receivableScenario(new ReceivableId("F1"), "soft"));
        assertThat(item(account.look("2026-06-22"), "plan/1")
                        .step()
                        .orElseThrow()
                        .step())
                .as("F2 follows the default")
                .isEqualTo("reminder");

        account.remember(memory -> memory.receivableScenario(new ReceivableId("F2"), "soft"));
        assertThat(item(account.look("2026-06-22"), "plan/1")
                        .step()
                        .orElseThrow()
                        .step())
                .isEqualTo("kind");
    }

    @Test
    void an_unmatched_payment_of_the_customer_counts_against_the_instalment() {
        FollowUp account = agreed(Breaking.MANUAL)
                .books(books -> books.payment("Z", "2026-06-18", "EUR 500"))
                .daily("2026-06-09", "2026-06-30");

        assertThat(account.sent()).hasSize(2);
        assertThat(reason(account.look("2026-06-22"), "plan/1")).isEqualTo(ReasonCode.COVERED_BY_CREDIT);
        assertThat(account.tasks()).as("nobody is asked whether it is broken").isEmpty();
    }

    @Test
    void nor_does_an_unmatched_payment_that_covers_the_instalment_let_the_plan_break() {
        assertThat(agreed(Breaking.AUTOMATIC)
                        .books(books -> books.payment("Z", "2026-06-18", "EUR 500"))
                        .daily("2026-06-09", "2026-06-30")
                        .notes())
                .isEmpty();
        assertThat(agreed(Breaking.AUTOMATIC)
                        .books(books -> books.payment("Z", "2026-06-18", "EUR 499.99"))
                        .daily("2026-06-09", "2026-06-30")
                        .notes())
                .containsExactly("2026-06-24 plan plan is broken");
    }

    @Test
    void manual_raises_one_task_after_the_grace_and_leaves_the_plan_standing() {
        FollowUp account = agreed(Breaking.MANUAL).daily("2026-06-09", "2026-07-10");

        // due Friday 06-19, two business days of grace until Tuesday 06-23
        assertThat(account.tasks()).singleElement().asString().startsWith("2026-06-24 collections: instalment plan/1");
        assertThat(account.notes()).isEmpty();
        assertThat(reason(account.look("2026-07-10"), "F1")).isEqualTo(ReasonCode.ON_PLAN);
    }

    @Test
    void automatic_breaks_it_after_the_grace_and_the_follow_up_begins_anew_at_the_stage_reached() {
        FollowUp account = agreed(Breaking.AUTOMATIC).daily("2026-06-09", "2026-08-10");

        assertThat(account.notes()).containsExactly("2026-06-24 plan plan is broken");
        assertThat(account.progress("F1").cycle()).isEqualTo(2);
        // the reminder of the instalment left on 06-22: not before the cap after it
        assertThat(account.sent())
                .containsExactly(
                        "2026-06-04 reminder: F1, also F2",
                        "2026-06-08 reminder: F2, also F1",
                        "2026-06-22 reminder: plan/1",
                        "2026-06-25 reminder: F1 F2",
                        "2026-07-06 firm: F1 F2", // ten days after it is a Sunday
                        "2026-08-03 notice: F1 F2"); // 27 days after it is a Sunday
    }

    @Test
    void an_instalment_that_is_disputed_promised_or_on_hold_does_not_break_it() {
        assertThat(agreed(Breaking.AUTOMATIC)
                        .remember(memory -> memory.dispute(Records.dispute("F1", "2026-06-10"))
                                .dispute(Records.dispute("F2", "2026-06-10")))
                        .daily("2026-06-10", "2026-07-10")
                        .notes())
                .isEmpty();
        assertThat(agreed(Breaking.AUTOMATIC)
                        .remember(memory -> memory.hold(Records.hold("2026-06-10", "2026-07-05")))
                        .daily("2026-06-10", "2026-07-10")
                        .notes())
                .containsExactly("2026-07-06 plan plan is broken");
        assertThat(agreed(Breaking.AUTOMATIC)
                        .remember(memory ->
                                memory.promise(Records.promise("P", "2026-06-10", "2026-06-30", "plan/1", "EUR 500")))
                        .daily("2026-06-10", "2026-07-10")
                        .notes())
                .as("Tuesday 06-30 and two business days of grace")
                .containsExactly("2026-07-03 plan plan is broken");
    }

    @Test
    void after_notice_it_breaks_when_a_reminder_of_the_instalment_has_not_helped_within_the_grace() {
        FollowUp account = agreed(Breaking.AFTER_NOTICE).daily("2026-06-09", "2026-07-31");

        // reminded on Monday 06-22, grace until Wednesday 06-24
        assertThat(account.notes()).containsExactly("2026-06-25 plan plan is broken");
    }

    @Test
    void paid_after_the_notice_it_stands() {
        FollowUp account = agreed(Breaking.AFTER_NOTICE)
                .daily("2026-06-09", "2026-06-23")
                .books(books -> books.paid("Z", "2026-06-24", "EUR 500", "F1"))
                .daily("2026-06-24", "2026-07-10");

        assertThat(account.notes()).isEmpty();
    }

    @Test
    void a_plan_that_breaks_cancels_the_proposals_about_its_instalments() {
        Scenario approved = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(3).email("r").needsApproval())
                .build();
        FollowUp account = agreed(Breaking.AUTOMATIC).policy(policy(approved)).daily("2026-06-09", "2026-06-23");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("reminder: plan/1");
        var proposal = account.lastMessage().id();

        account.daily("2026-06-24", "2026-06-24");

        assertThat(account.message(proposal).status()).isEqualTo(io.relance.account.MessageState.Status.CANCELLED);
    }

    @Test
    void broken_by_a_person_it_begins_anew_too() {
        FollowUp account = agreed(Breaking.MANUAL).daily("2026-06-09", "2026-06-10");
        account.remember(memory -> memory.plan(account.memory().plans().get(0).brokenOn(LocalDate.of(2026, 6, 11))))
                .daily("2026-06-11", "2026-06-12");

        assertThat(account.progress("F1").cycle()).isEqualTo(2);
        assertThat(account.sent()).last().isEqualTo("2026-06-11 reminder: F1 F2");
        assertThat(account.progress("F1").steps()).allMatch(step -> step.state() == StepState.DONE);
    }

    @Test
    void an_instalment_whose_number_an_invoice_has_is_not_asked_for_and_its_invoices_stay_on_the_plan() {
        FollowUp account = agreed(Breaking.MANUAL)
                .books(books -> books.invoice("plan/1", "2026-06-10", "2026-06-17", "EUR 70"))
                .daily("2026-06-09", "2026-06-23");

        assertThat(account.sent()).last().isEqualTo("2026-06-22 reminder: plan/1"); // due on Wednesday 06-17
        assertThat(account.lastMessage().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).isEqualTo(Money.parse("EUR 70.00")));
        assertThat(account.look("2026-06-23").items()).hasSize(4);
        assertThat(reason(account.look("2026-06-23"), "F1")).isEqualTo(ReasonCode.ON_PLAN);
    }

    @Test
    void aging_and_lateness_of_the_invoice_keep_the_contractual_due_date() {
        assertThat(item(agreed(Breaking.MANUAL).look("2026-06-11"), "F1").daysLate())
                .isEqualTo(10);
    }
}
