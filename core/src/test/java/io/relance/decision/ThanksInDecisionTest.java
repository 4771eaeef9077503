package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.MessageState;
import io.relance.delivery.ChannelId;
import io.relance.plan.PlannedAction;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a payment is thanked for (SEMANTICS 6.8). A and B were due on 2026-06-03 and 06-02; their reminder left on 06-08. */
class ThanksInDecisionTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .thankYou(ChannelId.EMAIL, "thanks")
            .step("c", s -> s.daysBeforeDue(3).email("c"))
            .step("r", s -> s.daysAfterDue(5).email("r"))
            .build();

    private static FollowUp account() {
        return FollowUp.of(
                Books.of(company())
                        .invoice("A", "2026-04-01", "2026-06-03", "EUR 100")
                        .invoice("B", "2026-04-01", "2026-06-02", "EUR 100"),
                policy(SCENARIO));
    }

    private static FollowUp reminded() {
        FollowUp account = account().daily("2026-06-04", "2026-06-08");
        assertThat(account.sent()).containsExactly("2026-06-08 r: B A");
        return account;
    }

    private static FollowUp paid() {
        return reminded().books(b -> b.paid("Y", "2026-06-10", "EUR 100", "A").paid("Z", "2026-06-10", "EUR 100", "B"));
    }

    @Test
    void all_that_was_paid_is_thanked_for_at_once_the_oldest_due_date_first() {
        FollowUp account = paid().daily("2026-06-10", "2026-06-10");

        assertThat(account.sent()).last().isEqualTo("2026-06-10 thanks: B A");
        assertThat(account.lastMessage().lead().value()).isEqualTo("B");
    }

    @Test
    void a_reminder_that_came_back_is_none_to_be_thanked_after() {
        FollowUp account = reminded();
        account.memory(
                CaseUpdates.bounced(account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-09")));
        account.books(b -> b.paid("Y", "2026-06-10", "EUR 100", "A").paid("Z", "2026-06-10", "EUR 100", "B"))
                .daily("2026-06-10", "2026-06-20");

        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void on_a_day_off_or_after_another_message_of_the_day_they_are_not_even_planned() {
        assertThat(paid().look("2026-06-13").actions()).as("a Saturday").isEmpty();

        FollowUp account = reminded()
                .books(b -> b.paid("Y", "2026-06-11", "EUR 100", "A")
                        .paid("Z", "2026-06-11", "EUR 100", "B")
                        .invoice("S", "2026-04-01", "2026-06-14", "EUR 100"));
        account.run("2026-06-11");
        assertThat(account.sent()).last().isEqualTo("2026-06-11 c: soon S");
        assertThat(account.look("2026-06-11").actions()).isEmpty();
        assertThat(account.look("2026-06-12").actions()).singleElement().isInstanceOf(PlannedAction.NewMessage.class);
    }

    @Test
    void a_reminder_that_never_left_is_none() {
        FollowUp account = account();
        account.decide("2026-06-08");

        account.books(b -> b.paid("Y", "2026-06-08", "EUR 100", "A").paid("Z", "2026-06-08", "EUR 100", "B"))
                .daily("2026-06-09", "2026-06-15");

        assertThat(account.sent()).isEmpty();
    }

    @ParameterizedTest(name = "the last payment on {0}, a credit note for the rest on {1}: thanks on 06-22: {2}")
    @CsvSource({"2026-06-10, 2026-06-22, false", "2026-06-22, 2026-06-10, true"})
    void it_is_the_payment_that_is_at_most_five_business_days_ago(String paid, String credited, boolean thanks) {
        FollowUp account = reminded()
                .books(b -> b.paid("X", "2026-06-09", "EUR 100", "B")
                        .paid("Y", paid, "EUR 60", "A")
                        .credited("CN", credited, "EUR 40", "A"));

        assertThat(account.look("2026-06-22").actions()).hasSize(thanks ? 1 : 0);
    }

    @Test
    void planned_but_not_handed_over_for_more_than_five_business_days_they_are_cancelled() {
        FollowUp account = paid();
        account.decide("2026-06-10");

        assertThat(account.look("2026-06-17").actions()).isEmpty();
        assertThat(account.look("2026-06-18").actions())
                .singleElement()
                .satisfies(action -> assertThat(((PlannedAction.CancelledMessage) action).why())
                        .isEqualTo("the payment of B is too long ago"));
    }

    private static Recheck recheck(FollowUp account, String day) {
        return Recheck.of(
                account.snapshot(),
                account.policy(),
                LocalDate.parse(day),
                account.lastMessage().id());
    }

    @Test
    void at_the_hand_over_they_wait_for_a_sending_day_without_another_message() {
        FollowUp account = paid();
        account.decide("2026-06-10");
        assertThat(account.lastMessage().kind()).isEqualTo(MessageState.Kind.THANK_YOU);

        assertThat(recheck(account, "2026-06-10").verdict()).isEqualTo(Recheck.Verdict.GO);
        assertThat(recheck(account, "2026-06-11").verdict())
                .as("the reminder left on another day")
                .isEqualTo(Recheck.Verdict.GO);
        Recheck saturday = recheck(account, "2026-06-13");
        assertThat(saturday.verdict()).isEqualTo(Recheck.Verdict.WAIT);
        assertThat(saturday.why()).contains("2026-06-13 is no day for it, or another message comes first");
    }

    @Test
    void at_the_hand_over_they_wait_while_something_else_is_overdue_that_may_be_asked_for() {
        FollowUp account = paid().books(b -> b.invoice("C", "2026-04-01", "2026-06-10", "EUR 100"));
        account.decide("2026-06-10");

        assertThat(recheck(account, "2026-06-11").verdict()).isEqualTo(Recheck.Verdict.WAIT);
        account.remember(m -> m.dispute(Records.dispute("C", "2026-06-11")));
        assertThat(recheck(account, "2026-06-11").verdict()).isEqualTo(Recheck.Verdict.GO);
    }
}
