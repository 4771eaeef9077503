package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.companyWithContacts;
import static io.relance.decision.FollowUp.policyOf;
import static io.relance.decision.Records.plan;
import static io.relance.decision.Records.promise;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.account.PromiseToPay;
import io.relance.delivery.ChannelId;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.scenario.Scenario;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When what was agreed is confirmed. F1 was due on 2026-06-01; on Monday 06-08 its customer promises to pay it by Friday 06-26. The
 * reminder is due on 06-29 at the earliest, so that nothing else leaves.
 */
class ConfirmationsTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .thankYou(ChannelId.EMAIL, "thanks")
            .step("reminder", s -> s.daysAfterDue(28).email("r"))
            .build();
    private static final Policy POLICY = policyOf(SCENARIO)
            .correspondence(Correspondence.builder()
                    .promise(ChannelId.EMAIL, "promise-confirmed")
                    .plan(ChannelId.EMAIL, "plan-confirmed")
                    .build())
            .build();

    private static FollowUp account() {
        return FollowUp.of(
                Books.of(company())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                        .invoice("F2", "2026-04-01", "2026-06-03", "EUR 400"),
                POLICY);
    }

    private static PromiseToPay ofF1() {
        return promise("P1", "2026-06-08", "2026-06-26", "F1", "EUR 600", "F2", "EUR 100");
    }

    private static FollowUp promised() {
        return account().remember(memory -> memory.promise(ofF1()));
    }

    @Test
    void a_promise_is_confirmed_once() {
        FollowUp account = promised().daily("2026-06-08", "2026-06-25");

        assertThat(account.sent()).containsExactly("2026-06-08 promise-confirmed: F1 F2");
        MessageState message = account.lastMessage();
        assertThat(message.kind()).isEqualTo(MessageState.Kind.CONFIRMATION);
        assertThat(message.occasion()).contains(new Occasion.PromiseMade("P1"));
        assertThat(message.claimed().isEmpty()).as("it asks for nothing").isTrue();
        assertThat(message.countsInCap()).isFalse();
    }

    @Test
    void every_promise_has_its_own() {
        FollowUp account = promised()
                .remember(memory -> memory.promise(promise("P2", "2026-06-09", "2026-06-26", "F2", "EUR 300")))
                .daily("2026-06-09", "2026-06-20");

        assertThat(account.sent())
                .containsExactly("2026-06-09 promise-confirmed: F1 F2", "2026-06-09 promise-confirmed: F2");
    }

    @Test
    void a_plan_is_confirmed_with_the_invoices_that_it_covers() {
        FollowUp account = account()
                .remember(memory -> memory.plan(plan(
                        "2026-06-08",
                        InstalmentPlan.Breaking.MANUAL,
                        List.of("F1", "F2"),
                        "2026-07-15",
                        "EUR 700",
                        "2026-08-15",
                        "EUR 700")))
                .daily("2026-06-08", "2026-06-25");

        assertThat(account.sent()).containsExactly("2026-06-08 plan-confirmed: F1 F2");
        assertThat(account.lastMessage().occasion()).contains(new Occasion.PlanAgreed("plan"));
    }

    @ParameterizedTest(name = "looked at first on {0}: {1}")
    @CsvSource({
        "2026-06-22, true", // ten business days after 06-08
        "2026-06-23, false",
    })
    void it_is_news_for_ten_business_days(String day, boolean confirmed) {
        assertThat(promised().look(day).actions()).hasSize(confirmed ? 1 : 0);
    }

    @Test
    void on_a_day_off_it_waits_for_the_next_sending_day() {
        assertThat(LocalDate.parse("2026-06-13").getDayOfWeek()).isEqualTo(DayOfWeek.SATURDAY);
        FollowUp account = account()
                .remember(memory -> memory.promise(promise("P1", "2026-06-13", "2026-06-26", "F1", "EUR 300")));

        account.onReviewDays("2026-06-13", "2026-06-20");

        assertThat(account.sent()).containsExactly("2026-06-15 promise-confirmed: F1");
    }

    @Test
    void without_a_route_in_the_policy_nothing_is_confirmed() {
        FollowUp account = promised().policy(policyOf(SCENARIO).build()).daily("2026-06-08", "2026-06-20");

        assertThat(account.sent()).isEmpty();
    }

    @Test
    void one_that_awaits_approval_is_confirmed_when_it_is_approved() {
        PromiseToPay known = ofF1();
        FollowUp account = account()
                .remember(memory -> memory.promise(awaiting(known, true)))
                .daily("2026-06-08", "2026-06-10");
        assertThat(account.sent()).isEmpty();

        account.remember(memory -> memory.promise(awaiting(known, false))).daily("2026-06-11", "2026-06-12");

        assertThat(account.sent()).containsExactly("2026-06-11 promise-confirmed: F1 F2");
    }

    private static PromiseToPay awaiting(PromiseToPay promise, boolean approval) {
        return new PromiseToPay(
                promise.id(),
                promise.shares(),
                promise.date(),
                promise.recordedOn(),
                promise.recordedAt(),
                promise.takenBy(),
                approval,
                promise.cancelled());
    }

    @Test
    void a_promise_taken_back_before_it_was_confirmed_is_not() {
        FollowUp account = promised();
        account.decide("2026-06-08");
        PromiseToPay known = ofF1();
        account.remember(memory -> memory.promise(new PromiseToPay(
                known.id(),
                known.shares(),
                known.date(),
                known.recordedOn(),
                known.recordedAt(),
                known.takenBy(),
                false,
                Optional.of(LocalDate.parse("2026-06-08")))));

        account.daily("2026-06-08", "2026-06-20");

        assertThat(account.sent()).isEmpty();
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
    }

    @Test
    void nor_is_one_that_was_kept_in_the_meantime() {
        FollowUp account = promised()
                .books(b -> b.paid("Z", "2026-06-09", "EUR 600", "F1").paid("Y", "2026-06-09", "EUR 100", "F2"));

        assertThat(account.daily("2026-06-09", "2026-06-12").sent())
                .noneMatch(line -> line.contains("promise-confirmed"));
    }

    @Test
    void during_a_hold_nothing_is_confirmed_and_after_it_what_is_still_news() {
        FollowUp account = promised()
                .remember(memory -> memory.hold(new Hold(
                        "H",
                        Optional.empty(),
                        LocalDate.parse("2026-06-08"),
                        Optional.of(LocalDate.parse("2026-06-10")),
                        "moving house",
                        "ann")));

        account.onReviewDays("2026-06-08", "2026-06-20");

        assertThat(account.sent()).containsExactly("2026-06-11 promise-confirmed: F1 F2");
    }

    @Test
    void one_that_was_planned_before_a_hold_waits_for_its_end() {
        FollowUp account = promised();
        account.decide("2026-06-08");
        account.remember(memory -> memory.hold(new Hold(
                "H",
                Optional.empty(),
                LocalDate.parse("2026-06-08"),
                Optional.of(LocalDate.parse("2026-06-10")),
                "moving house",
                "ann")));

        account.daily("2026-06-08", "2026-06-20");

        assertThat(account.sent()).containsExactly("2026-06-11 promise-confirmed: F1 F2");
    }

    @Test
    void who_can_not_be_reached_gets_none() {
        FollowUp account = FollowUp.of(
                        Books.of(companyWithContacts()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"), POLICY)
                .remember(memory -> memory.promise(promise("P1", "2026-06-08", "2026-06-26", "F1", "EUR 600")));

        assertThat(account.daily("2026-06-08", "2026-06-20").sent()).isEmpty();
    }

    @Test
    void deciding_again_after_the_hand_over_plans_nothing() {
        FollowUp account = promised();
        account.run("2026-06-08");

        assertThat(account.look("2026-06-08").actions()).isEmpty();
    }

    @Test
    void it_keeps_no_reminder_back() {
        FollowUp account = FollowUp.of(
                        Books.of(company())
                                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                                .invoice("F2", "2026-04-01", "2026-05-11", "EUR 400"),
                        POLICY)
                .remember(memory -> memory.promise(promise("P1", "2026-06-08", "2026-06-26", "F1", "EUR 1000")));

        account.daily("2026-06-08", "2026-06-08");

        assertThat(account.sent())
                .containsExactlyInAnyOrder("2026-06-08 promise-confirmed: F1", "2026-06-08 reminder: F2");
    }

    @Test
    void thanks_wait_for_another_day() {
        Policy soon = policyOf(Scenario.named("s")
                        .thankYou(ChannelId.EMAIL, "thanks")
                        .step("reminder", s -> s.daysAfterDue(5).email("r"))
                        .build())
                .correspondence(POLICY.correspondence())
                .build();
        FollowUp account = FollowUp.of(
                        Books.of(company())
                                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                                .invoice("F2", "2026-04-01", "2026-06-03", "EUR 400"),
                        soon)
                .daily("2026-06-08", "2026-06-08");
        assertThat(account.sent()).hasSize(1);

        account.books(b -> b.paid("Z", "2026-06-09", "EUR 1000", "F1"))
                .remember(memory -> memory.promise(promise("P1", "2026-06-09", "2026-06-26", "F2", "EUR 400")))
                .daily("2026-06-09", "2026-06-12");

        assertThat(account.sent().subList(1, account.sent().size()))
                .containsExactly("2026-06-09 promise-confirmed: F2", "2026-06-10 thanks: F1");
    }
}
