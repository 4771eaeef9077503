package io.relance.decision;

import static io.relance.decision.FollowUp.companyWithContacts;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.account.LoggedContact;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/**
 * When steps, proposals and messages of an account let it be looked at again (SEMANTICS 6.10). F1 was due on Monday 2026-06-01
 * unless said otherwise.
 */
class NextReviewOfStepsTest {
    private static Scenario step(UnaryOperator<Step.Builder> step) {
        return Scenario.named("s").step("r", s -> step.apply(s.email("r"))).build();
    }

    private static Scenario twoSteps(int first, int second) {
        return Scenario.named("s")
                .step("r", s -> s.daysAfterDue(first).email("r"))
                .step("f", s -> s.daysAfterDue(second).email("f"))
                .build();
    }

    private static Condition daysLate(long atMost) {
        return Conditions.fact(Facts.INVOICE_DAYS_LATE).atMost(atMost);
    }

    private static Optional<LocalDate> on(String date) {
        return Optional.of(LocalDate.parse(date));
    }

    private static final Optional<LocalDate> NEVER = Optional.empty();

    @Test
    void when_a_message_leaves_the_date_of_the_step_after_it() {
        FollowUp account = oneInvoice("2026-06-01", twoSteps(9, 20));

        assertThat(account.look("2026-06-10").nextReview()).isEqualTo(on("2026-06-21"));
    }

    @Test
    void handed_over_a_day_late_the_date_counted_from_then() {
        FollowUp account = oneInvoice("2026-06-01", twoSteps(3, 20));
        account.run("2026-06-01"); // seen in time
        account.run("2026-06-10");

        assertThat(account.memory().nextReview())
                .as("06-10 and the gap of 17 days")
                .isEqualTo(on("2026-06-27"));
    }

    @Test
    void when_the_last_message_leaves_never() {
        assertThat(oneInvoice("2026-06-01", twoSteps(2, 9))
                        .daily("2026-06-01", "2026-06-10")
                        .memory()
                        .nextReview())
                .isEqualTo(NEVER);
    }

    @Test
    void a_proposal_that_waits_for_nothing_but_its_own_approval_never() {
        FollowUp account = oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5).needsApproval()));

        assertThat(account.decide("2026-06-10").nextReview()).isEqualTo(NEVER);
        assertThat(account.look("2026-06-11").nextReview()).isEqualTo(NEVER);
    }

    @Test
    void a_proposed_courtesy_on_the_due_date_when_it_comes_too_late() {
        FollowUp account = oneInvoice("2026-06-12", step(s -> s.daysBeforeDue(5).needsApproval()));

        assertThat(account.decide("2026-06-10").nextReview()).isEqualTo(on("2026-06-12"));
    }

    @Test
    void a_courtesy_held_by_its_condition_on_the_due_date_when_it_expires() {
        FollowUp account = oneInvoice(
                "2026-06-12",
                step(s -> s.daysBeforeDue(5)
                        .when(Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(2))));

        assertThat(account.look("2026-06-10").nextReview()).isEqualTo(on("2026-06-12"));
    }

    @Test
    void a_proposal_on_the_day_on_which_the_condition_of_its_step_changes() {
        FollowUp account = oneInvoice(
                "2026-06-01", step(s -> s.daysAfterDue(5).needsApproval().when(daysLate(12))));

        assertThat(account.decide("2026-06-10").nextReview()).as("13 days late").isEqualTo(on("2026-06-14"));
    }

    @Test
    void a_due_step_that_waits_for_the_cap_on_the_day_on_which_its_condition_changes() {
        Scenario scenario = step(s -> s.daysAfterDue(5).when(daysLate(12)));
        FollowUp account = oneInvoice("2026-06-01", scenario)
                .policy(policyOf(scenario).contactCapDays(7).build())
                .remember(m -> m.contact(Records.call("2026-06-09", LoggedContact.Result.REACHED)));

        assertThat(account.look("2026-06-10").nextReview()).as("13 days late").isEqualTo(on("2026-06-14"));
    }

    @Test
    void but_not_on_the_day_on_which_the_condition_of_a_step_behind_it_does() {
        Scenario scenario = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(5).email("r"))
                .step("f", s -> s.daysAfterDue(6).email("f").when(daysLate(12)))
                .build();
        FollowUp account = oneInvoice("2026-06-01", scenario)
                .policy(policyOf(scenario).contactCapDays(7).build())
                .remember(m -> m.contact(Records.call("2026-06-09", LoggedContact.Result.REACHED)));

        assertThat(account.look("2026-06-10").nextReview()).as("the cap's end").isEqualTo(on("2026-06-16"));
    }

    @Test
    void a_step_that_came_back_today_tomorrow() {
        FollowUp account = oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5).needsApproval()));
        account.decide("2026-06-09");
        account.memory(CaseUpdates.rejected(
                account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-10"), false, "not now"));

        assertThat(account.look("2026-06-10").nextReview()).isEqualTo(on("2026-06-11"));
    }

    @Test
    void a_step_too_near_to_the_one_before_it_on_the_first_day_that_the_cap_allows_even_a_saturday() {
        // r leaves on Wednesday 06-10; f has its date on 06-11, three days after r is a Saturday
        FollowUp account = oneInvoice("2026-06-01", twoSteps(9, 10)).daily("2026-06-09", "2026-06-10");

        assertThat(account.look("2026-06-11").nextReview()).isEqualTo(on("2026-06-13"));
        assertThat(account.look("2026-06-13").nextReview())
                .as("the next sending day")
                .isEqualTo(on("2026-06-15"));
    }

    @Test
    void a_task_due_on_a_day_off_on_the_next_business_day() {
        FollowUp account = oneInvoice(
                "2026-06-01",
                Scenario.named("s")
                        .step("call", s -> s.daysAfterDue(12).task("phone", "call"))
                        .build());

        assertThat(account.look("2026-06-13").nextReview()).isEqualTo(on("2026-06-15"));
    }

    @Test
    void a_due_step_below_its_minimum_or_that_reaches_nobody_when_something_changes_only() {
        Scenario reminder = step(s -> s.daysAfterDue(5));
        assertThat(oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5).minimum(Money.parse("EUR 1000.01"))))
                        .look("2026-06-13")
                        .nextReview())
                .isEqualTo(NEVER);
        assertThat(FollowUp.of(
                                Books.of(companyWithContacts()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                                policy(reminder))
                        .look("2026-06-13")
                        .nextReview())
                .isEqualTo(NEVER);
    }

    @Test
    void a_message_that_was_not_handed_over_on_the_next_day_on_which_it_may_leave() {
        FollowUp account = oneInvoice("2026-06-01", twoSteps(9, 30));
        account.decide("2026-06-12"); // a Friday
        assertThat(account.look("2026-06-13").nextReview()).isEqualTo(on("2026-06-15"));
        assertThat(account.look("2026-06-15").nextReview())
                .as("it leaves, 14 days late; the next step keeps its distance of 21 days")
                .isEqualTo(on("2026-07-06"));
    }

    @Test
    void thanks_that_were_not_handed_over_on_the_next_sending_day() {
        FollowUp account = oneInvoice(
                        "2026-06-01",
                        twoSteps(3, 30).toBuilder()
                                .thankYou(ChannelId.EMAIL, "thanks")
                                .build())
                .daily("2026-06-01", "2026-06-11")
                .books(b -> b.paid("Z", "2026-06-12", "EUR 1000", "F1"));

        assertThat(account.decide("2026-06-12").nextReview()).isEqualTo(on("2026-06-15"));
        assertThat(account.run("2026-06-13").nextReview()).isEqualTo(on("2026-06-15"));
    }

    private static Policy countingMessages(Scenario scenario) {
        return policyOf(scenario)
                .rules(RuleSet.of(Rule.builder("r")
                        .when(Conditions.fact(Facts.ACCOUNT_MESSAGES).atLeast(1))
                        .then(new Effect.Tag("t"))
                        .build()))
                .build();
    }

    @Test
    void where_a_rule_counts_messages_the_day_after_a_message_or_a_contact_and_not_later_ones() {
        Scenario scenario = twoSteps(9, 30);
        FollowUp account = oneInvoice("2026-06-01", scenario)
                .policy(countingMessages(scenario))
                .daily("2026-06-09", "2026-06-10");
        assertThat(account.look("2026-06-10").nextReview()).isEqualTo(on("2026-06-11"));
        assertThat(account.look("2026-06-11").nextReview()).isEqualTo(on("2026-07-01"));

        account.remember(m -> m.contact(Records.call("2026-06-12", LoggedContact.Result.REACHED)));
        assertThat(account.look("2026-06-12").nextReview()).isEqualTo(on("2026-06-13"));
        assertThat(account.look("2026-06-13").nextReview()).isEqualTo(on("2026-07-01"));
    }

    @Test
    void where_none_does_a_message_or_a_contact_bring_nothing_forward() {
        FollowUp account = oneInvoice("2026-06-01", twoSteps(9, 30)).daily("2026-06-09", "2026-06-10");
        account.remember(m -> m.contact(Records.call("2026-06-10", LoggedContact.Result.REACHED)));

        assertThat(account.look("2026-06-10").nextReview()).isEqualTo(on("2026-07-01"));
    }

    @Test
    void the_day_after_a_message_about_another_invoice_where_the_condition_of_a_due_step_counts_messages() {
        Scenario counting = step(s ->
                s.daysAfterDue(5).when(Conditions.fact(Facts.ACCOUNT_MESSAGES).atLeast(1)));
        Scenario other = Scenario.named("other")
                .step("o", s -> s.daysAfterDue(9).email("o"))
                .build();
        FollowUp account = FollowUp.of(
                Books.of(FollowUp.company())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                        .invoice("F2", "2026-04-01", "2026-06-01", "EUR 10", r -> r.scenario("other")),
                policy(counting, other));

        assertThat(account.run("2026-06-10").nextReview()).isEqualTo(on("2026-06-11"));
        assertThat(account.run("2026-06-11").nextReview())
                .as("F1 is due, and the cap's end is a Saturday")
                .isEqualTo(on("2026-06-15"));
    }

    @Test
    void a_task_that_a_day_off_put_back_on_the_next_business_day() {
        FollowUp account = oneInvoice("2026-06-01", twoSteps(5, 30))
                .remember(m -> m.insolvency(new Insolvency(LocalDate.parse("2026-06-12"))));

        assertThat(account.look("2026-06-12").nextReview()).as("raised at once").isEqualTo(NEVER);
        assertThat(account.look("2026-06-13").nextReview()).isEqualTo(on("2026-06-15"));
    }

    @Test
    void the_day_after_the_grace_that_follows_the_notice_of_a_missed_instalment() {
        FollowUp account = oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                .remember(m -> m.plan(
                        Records.plan("2026-06-02", Breaking.AFTER_NOTICE, List.of("F1"), "2026-06-03", "EUR 1000")))
                .daily("2026-06-03", "2026-06-08");
        assertThat(account.sent()).containsExactly("2026-06-08 r: plan/1");

        assertThat(account.look("2026-06-09").nextReview())
                .as("two business days")
                .isEqualTo(on("2026-06-11"));
        assertThat(account.look("2026-06-11").memory().plans().get(0).broken()).isEqualTo(on("2026-06-11"));
    }
}
