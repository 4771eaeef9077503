package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.InstalmentPlan;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.plan.ReasonCode;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a plan breaks, and where the follow-up of its invoices begins anew (SEMANTICS 10). F1 was due on 2026-06-01. */
class PlanBreaksTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(2).email("r"))
            .step("firm", s -> s.daysAfterDue(9).email("f"))
            .step(
                    "notice",
                    s -> s.daysAfterDue(16).formalNotice().approval(false).letter("n"))
            .build();

    private static InstalmentPlan plan(String agreedOn, Optional<String> broken) {
        InstalmentPlan plan = Records.plan(agreedOn, Breaking.MANUAL, List.of("F1"), "2026-08-30", "EUR 1000");
        return new InstalmentPlan(
                plan.id(),
                plan.receivables(),
                plan.instalments(),
                plan.breaking(),
                plan.agreedOn(),
                plan.recordedAt(),
                broken.map(LocalDate::parse),
                Optional.empty());
    }

    @Test
    void the_follow_up_begins_anew_on_the_day_of_the_breach_and_once() {
        FollowUp account = oneInvoice("2026-06-01", SCENARIO)
                .daily("2026-06-01", "2026-06-04")
                .remember(m -> m.plan(plan("2026-06-04", Optional.of("2026-06-15"))));

        account.daily("2026-06-05", "2026-06-12");
        assertThat(account.progress("F1").cycle()).as("the plan still stands").isEqualTo(1);
        assertThat(reason(account.look("2026-06-12"), "F1")).isEqualTo(ReasonCode.ON_PLAN);

        account.daily("2026-06-15", "2026-06-26");
        assertThat(account.progress("F1").cycle()).isEqualTo(2);
        assertThat(account.sent()).contains("2026-06-15 reminder: F1", "2026-06-22 firm: F1");
    }

    @Test
    void after_a_notice_it_begins_anew_with_the_notice_and_needs_no_reminder_before_it() {
        FollowUp account = oneInvoice("2026-06-01", SCENARIO)
                .daily("2026-06-01", "2026-06-18")
                .remember(m -> m.plan(plan("2026-06-18", Optional.of("2026-06-22"))));
        assertThat(account.sent()).last().isEqualTo("2026-06-17 notice: F1");

        account.daily("2026-06-19", "2026-06-30");

        assertThat(account.sent()).last().isEqualTo("2026-06-22 notice: F1");
        assertThat(account.sent()).hasSize(4);
    }

    @Test
    void a_notice_that_was_only_proposed_is_no_stage_reached() {
        Scenario proposed = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(2).email("r"))
                .step("notice", s -> s.daysAfterDue(9).formalNotice().letter("n"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", proposed).daily("2026-06-01", "2026-06-10");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("notice: F1");

        account.remember(m -> m.plan(plan("2026-06-11", Optional.of("2026-06-15"))))
                .daily("2026-06-11", "2026-06-15");

        assertThat(account.sent()).last().isEqualTo("2026-06-15 reminder: F1");
    }

    @Test
    void credit_that_covers_one_missed_instalment_does_not_keep_the_plan_from_breaking_over_the_next() {
        FollowUp account = oneInvoice("2026-06-01", SCENARIO)
                .books(b -> b.creditNote("CN", "2026-06-05", "EUR 600"))
                .remember(m -> m.plan(Records.plan(
                        "2026-06-02",
                        Breaking.AUTOMATIC,
                        List.of("F1"),
                        "2026-06-08",
                        "EUR 500",
                        "2026-06-09",
                        "EUR 500")))
                .daily("2026-06-10", "2026-06-12");

        assertThat(account.notes())
                .as("500 of the 600 cover the first; of the second, due on Tuesday 06-09, 400 are missing")
                .containsExactly("2026-06-12 plan plan is broken");
    }

    @Test
    void a_paid_instalment_says_when_it_was_settled() {
        FollowUp account = oneInvoice("2026-06-01", SCENARIO)
                .remember(m -> m.plan(Records.plan(
                        "2026-06-02",
                        Breaking.MANUAL,
                        List.of("F1"),
                        "2026-06-08",
                        "EUR 400",
                        "2026-07-09",
                        "EUR 600")))
                .books(b -> b.paid("Z", "2026-06-05", "EUR 400", "F1"));

        assertThat(item(account.look("2026-06-10"), "plan/1")
                        .reason()
                        .orElseThrow()
                        .toString())
                .isEqualTo("PAID: settled on 2026-06-08");
        assertThat(reason(account.look("2026-06-10"), "plan/2")).isEqualTo(ReasonCode.NOT_YET_DUE);
    }

    @Test
    void a_missed_instalment_of_one_plan_is_asked_about_once_and_in_its_own_name() {
        InstalmentPlan first = Records.plan("2026-06-02", Breaking.MANUAL, List.of("F1"), "2026-06-03", "EUR 1000");
        InstalmentPlan second = new InstalmentPlan(
                "second",
                List.of(new io.relance.receivable.ReceivableId("F2")),
                first.instalments(),
                Breaking.MANUAL,
                first.agreedOn(),
                first.recordedAt(),
                Optional.empty(),
                Optional.empty());
        FollowUp account = oneInvoice("2026-06-01", SCENARIO)
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-01", "EUR 1000"))
                .remember(m -> m.plan(first).plan(second))
                .daily("2026-06-08", "2026-06-12");

        assertThat(account.tasks()).hasSize(2);
        assertThat(account.tasks().get(0)).contains("instalment plan/1").endsWith("[F1]");
        assertThat(account.tasks().get(1)).contains("instalment second/1").endsWith("[F2]");
    }
}
