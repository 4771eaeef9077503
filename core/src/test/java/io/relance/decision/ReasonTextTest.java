package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.Insolvency;
import io.relance.account.LoggedContact;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.rule.Conditions;
import io.relance.rule.Facts;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reasons say in the finer cases, and what people are asked to do (SEMANTICS 6.9). F1 was due on 2026-06-01. */
class ReasonTextTest {
    private static final Scenario LADDER = Scenario.named("s")
            .step("r", s -> s.daysAfterDue(7).email("r"))
            .step("f", s -> s.daysAfterDue(9).email("f").needsApproval())
            .build();

    private static Reason only(FollowUp account, String day) {
        var outcome = item(account.look(day), "F1");
        assertThat(outcome.alsoReasons()).isEmpty();
        return outcome.reason().orElseThrow();
    }

    @Test
    void of_several_comparisons_only_those_that_did_not_hold_are_named() {
        Scenario both = Scenario.named("s")
                .step(
                        "r",
                        s -> s.daysAfterDue(5)
                                .email("r")
                                .when(Conditions.all(
                                        Conditions.fact(Facts.INVOICE_DAYS_LATE).atLeast(5),
                                        Conditions.fact(Facts.ACCOUNT_OPEN_COUNT)
                                                .atLeast(2))))
                .build();

        Reason reason = only(oneInvoice("2026-06-01", both), "2026-06-10");

        assertThat(reason.code()).isEqualTo(ReasonCode.CONDITION_FALSE);
        assertThat(reason.text()).endsWith(": account.openCount is 1");
    }

    @Test
    void what_is_finished_names_the_step_that_was_executed_last_and_not_one_that_was_rejected() {
        FollowUp account = oneInvoice("2026-06-01", LADDER).daily("2026-06-01", "2026-06-11");
        account.memory(CaseUpdates.rejected(
                account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-11"), true, "a friend"));

        Reason reason = only(account, "2026-06-12");

        assertThat(reason.code()).isEqualTo(ReasonCode.SCENARIO_FINISHED);
        assertThat(reason.text()).isEqualTo("the last step, \"r\", was executed on 2026-06-08");
    }

    @Test
    void a_scenario_is_finished_when_its_only_step_a_courtesy_has_expired() {
        Scenario courteous = Scenario.named("s")
                .step("c", s -> s.daysBeforeDue(5).email("c"))
                .build();

        assertThat(reason(oneInvoice("2026-06-12", courteous).look("2026-06-12"), "F1"))
                .isEqualTo(ReasonCode.SCENARIO_FINISHED);
    }

    @Test
    void the_cap_names_the_newest_contact_once() {
        Scenario reminder =
                Scenario.named("s").step("r", s -> s.daysAfterDue(5).email("r")).build();
        for (List<String> days : List.of(List.of("2026-06-08", "2026-06-09"), List.of("2026-06-09", "2026-06-08"))) {
            FollowUp account = oneInvoice("2026-06-01", reminder);
            days.forEach(day -> account.remember(m -> m.contact(Records.call(day, LoggedContact.Result.REACHED))));

            assertThat(only(account, "2026-06-10").toString())
                    .isEqualTo("CONTACT_CAP: the customer was last contacted on 2026-06-09; step \"r\" waits");
        }
    }

    @Test
    void a_step_too_near_to_the_one_before_it_says_so_once() {
        Scenario near = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(7).email("r"))
                .step("f", s -> s.daysAfterDue(8).email("f"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", near).daily("2026-06-01", "2026-06-08");

        assertThat(only(account, "2026-06-09").code()).isEqualTo(ReasonCode.CONTACT_CAP);
    }

    @Test
    void a_notice_the_day_after_a_reminder_is_on_schedule_since_the_cap_does_not_bind_it() {
        Scenario near = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(7).email("r"))
                .step("n", s -> s.daysAfterDue(8).formalNotice().approval(false).letter("n"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", near).daily("2026-06-01", "2026-06-09");

        assertThat(account.sent()).containsExactly("2026-06-08 r: F1", "2026-06-09 n: F1");
        assertThat(account.progress("F1").steps())
                .extracting(StepExecution::onSchedule)
                .containsExactly(true, true);
    }

    @Test
    void completing_a_task_executes_its_own_step_and_leaves_the_others_as_they_were() {
        Scenario calling = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(2).email("r"))
                .step("call", s -> s.daysAfterDue(8).task("phone", "call"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", calling)
                .daily("2026-06-01", "2026-06-09")
                .complete("2026-06-11", "REACHED");

        assertThat(account.progress("F1").steps())
                .extracting(step -> step.step().step() + " " + step.state() + " " + step.on())
                .containsExactly("r " + StepState.DONE + " 2026-06-03", "call " + StepState.DONE + " 2026-06-11");
    }

    @Test
    void two_tasks_of_different_steps_stay_two() {
        Scenario calling = Scenario.named("s")
                .step("call", s -> s.daysAfterDue(8).task("phone", "call"))
                .build();
        Scenario visiting = Scenario.named("visit")
                .step("visit", s -> s.daysAfterDue(9).task("field", "visit"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", calling)
                .policy(FollowUp.policy(calling, visiting))
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-01", "EUR 1", r -> r.scenario("visit")))
                .daily("2026-06-01", "2026-06-10");

        assertThat(account.tasks()).containsExactly("2026-06-09 phone: call [F1]", "2026-06-10 field: visit [F2]");
    }

    @Test
    void the_claim_is_to_be_declared_once_for_what_the_insolvency_stops_and_is_open() {
        FollowUp account = oneInvoice("2026-06-01", LADDER)
                .books(b -> b.invoice("PAID", "2026-04-01", "2026-06-01", "EUR 1")
                        .paid("Z", "2026-06-02", "EUR 1", "PAID")
                        .invoice("LATER", "2026-06-05", "2026-07-01", "EUR 1"))
                .remember(m -> m.insolvency(new Insolvency(LocalDate.parse("2026-06-04"))))
                .daily("2026-06-03", "2026-06-12");

        assertThat(account.tasks())
                .containsExactly("2026-06-04 collections: declare the claim in the insolvency proceedings [F1]");
    }

    @Test
    void a_scenario_without_a_step_beyond_the_age_reached_is_finished() {
        Scenario ladder =
                Scenario.named("s").step("r", s -> s.daysAfterDue(7).email("r")).build();
        Scenario shorter = Scenario.named("shorter")
                .step("k", s -> s.daysAfterDue(3).email("k"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", ladder)
                .policy(FollowUp.policy(ladder, shorter))
                .daily("2026-06-01", "2026-06-08")
                .remember(m -> m.scenario("shorter"))
                .daily("2026-06-09", "2026-06-30");

        assertThat(account.sent()).containsExactly("2026-06-08 r: F1");
        assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.SCENARIO_FINISHED);
    }

    @Test
    void a_step_exactly_at_its_minimum_leaves() {
        Scenario reminder = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(7).email("r").minimum(org.joda.money.Money.parse("EUR 1000.00")))
                .build();

        assertThat(oneInvoice("2026-06-01", reminder)
                        .daily("2026-06-08", "2026-06-08")
                        .sent())
                .hasSize(1);
    }
}
