package io.relance.decision.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.MessageState;
import io.relance.decision.laws.History.Sent;
import io.relance.decision.laws.Simulation.Running;
import io.relance.decision.laws.World.Gap;
import io.relance.decision.laws.World.Habits;
import io.relance.decision.laws.World.Incident;
import io.relance.decision.laws.World.InvoiceOf;
import io.relance.decision.laws.World.Kind;
import io.relance.decision.laws.World.MoneyOf;
import io.relance.decision.laws.World.StepOf;
import io.relance.decision.laws.World.Terms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The smallest worlds on which the decider once broke a law: each shows what went wrong, and that it no longer does. */
class RefutedWorldsTest {
    private static final Habits APPROVED_AT_ONCE = new Habits(List.of(0), List.of(0), List.of(0));
    private static final Habits APPROVED_NEXT_DAY = new Habits(List.of(1), List.of(0), List.of(0));
    private static final StepOf COURTESY = message(0, 0, false);
    private static final StepOf REMINDER = message(1, 0, false);

    private static StepOf message(int stage, int days, boolean approval) {
        return new StepOf(stage, days, 0, 0, approval, 0, 0);
    }

    private static Terms terms(int cap, boolean thanks, int rules) {
        return new Terms(cap, false, true, false, 0, false, thanks, 0, rules);
    }

    private static InvoiceOf invoice(int issued, int terms, int minor) {
        return new InvoiceOf(issued, terms, minor, 0, 0, 0);
    }

    private static World world(
            Terms terms,
            List<StepOf> steps,
            List<InvoiceOf> invoices,
            List<MoneyOf> moneys,
            List<Incident> incidents,
            Habits habits,
            Gap gap) {
        return new World(terms, steps, invoices, moneys, incidents, habits, List.of(gap));
    }

    private static List<String> reviewsMiss(World world) {
        return Laws.sameActions(Simulation.run(world, Running.EVERY_DAY), Simulation.run(world, Running.ON_REVIEW));
    }

    @Test
    void the_task_about_a_payment_that_lapsed_before_a_weekend_is_raised_on_a_review_date() {
        World world = world(
                terms(0, false, 0),
                List.of(COURTESY, COURTESY),
                List.of(invoice(0, 0, 50)),
                List.of(),
                List.of(new Incident(1, Kind.PENDING, 0, 10, 3, 0)),
                APPROVED_AT_ONCE,
                new Gap(1, 1));

        assertThat(reviewsMiss(world)).isEmpty();
        assertThat(Simulation.run(world, Running.ON_REVIEW).done)
                .anyMatch(done -> World.date(done.day()).equals(java.time.LocalDate.of(2026, 1, 12))
                        && done.what().contains("lapsed/I0"));
    }

    @Test
    void a_reminder_does_not_claim_what_a_formal_task_of_its_day_has_reached() {
        StepOf formalTask = new StepOf(2, 0, 0, 7, false, 0, 0);
        World world = world(
                terms(0, false, 1),
                List.of(COURTESY, REMINDER, formalTask),
                List.of(invoice(0, 0, 50), invoice(0, 0, 50), invoice(0, 0, 30_000), invoice(1, 0, 50)),
                List.of(),
                List.of(),
                new Habits(List.of(2, 0), List.of(0), List.of(0)),
                new Gap(1, 1));

        assertThat(Laws.decidingAgainDoesNothing(Simulation.run(world, Running.EVERY_DAY)))
                .isEmpty();
    }

    @Test
    void a_reminder_kept_back_by_its_channel_drops_what_a_formal_step_reaches_in_between() {
        World world = world(
                terms(0, false, 1),
                List.of(new StepOf(1, 2, 0, 0, false, 5, 0), message(2, 0, false)),
                List.of(invoice(0, 2, 50), invoice(1, 0, 30_000)),
                List.of(),
                List.of(),
                APPROVED_AT_ONCE,
                new Gap(1, 4));

        assertThat(Laws.decidingAgainDoesNothing(Simulation.run(world, Running.WITH_SILENT_CHANNELS)))
                .isEmpty();
    }

    @Test
    void a_proposed_courtesy_is_cancelled_on_the_due_date_by_reviews_alone() {
        World world = world(
                terms(0, false, 1),
                List.of(COURTESY, COURTESY),
                List.of(invoice(0, 0, 30_000), invoice(1, 5, 50)),
                List.of(),
                List.of(),
                APPROVED_NEXT_DAY,
                new Gap(1, 1));

        assertThat(reviewsMiss(world)).isEmpty();
    }

    @Test
    void a_step_that_needs_approval_is_proposed_on_a_day_off_by_reviews_alone() {
        World world = world(
                terms(2, false, 1),
                List.of(COURTESY, COURTESY),
                List.of(invoice(0, 0, 30_000), invoice(1, 5, 50)),
                List.of(),
                List.of(),
                APPROVED_NEXT_DAY,
                new Gap(1, 1));

        assertThat(reviewsMiss(world)).isEmpty();
    }

    @Test
    void after_a_step_that_sends_nothing_the_next_one_has_a_review_date() {
        StepOf word = new StepOf(1, 0, 0, 8, false, 0, 0);
        World world = world(
                terms(0, false, 0),
                List.of(word, REMINDER),
                List.of(invoice(0, 0, 50)),
                List.of(),
                List.of(),
                APPROVED_AT_ONCE,
                new Gap(1, 1));

        assertThat(reviewsMiss(world)).isEmpty();
        assertThat(Simulation.run(world, Running.ON_REVIEW).sent)
                .singleElement()
                .extracting(sent -> World.date(sent.day()))
                .isEqualTo(java.time.LocalDate.of(2026, 1, 8));
    }

    @Test
    void without_a_cap_two_messages_of_a_day_leave_though_both_claim_one_invoice() {
        World world = world(
                terms(0, false, 0),
                List.of(COURTESY, message(1, 0, true)),
                List.of(invoice(0, 0, 50), invoice(0, 1, 50)),
                List.of(),
                List.of(),
                APPROVED_AT_ONCE,
                new Gap(1, 1));

        History history = Simulation.run(world, Running.EVERY_DAY);

        assertThat(history.dunning()).extracting(Sent::day).containsExactly(2, 2);
        assertThat(reviewsMiss(world)).isEmpty();
    }

    @Test
    void thanks_that_could_not_leave_wait_for_a_sending_day() {
        World world = world(
                terms(0, true, 0),
                List.of(COURTESY, REMINDER),
                List.of(invoice(0, 0, 50)),
                List.of(new MoneyOf(0, 100, 100, 2, false, true, -1)),
                List.of(),
                APPROVED_AT_ONCE,
                new Gap(102, 1));

        History history = Simulation.run(world, Running.WITH_SILENT_CHANNELS);

        assertThat(Laws.onlySendingDays(history)).isEmpty();
        assertThat(history.sent).last().satisfies(thanks -> {
            assertThat(thanks.message().kind()).isEqualTo(MessageState.Kind.THANK_YOU);
            assertThat(World.date(thanks.day())).isEqualTo(java.time.LocalDate.of(2026, 4, 20));
        });
    }

    @Test
    void thanks_are_dropped_when_they_could_not_leave_in_time() {
        World world = world(
                terms(0, true, 0),
                List.of(COURTESY, REMINDER),
                List.of(invoice(0, 0, 50)),
                List.of(new MoneyOf(0, 100, 100, 2, false, true, -1)),
                List.of(),
                APPROVED_AT_ONCE,
                new Gap(102, 20));

        assertThat(Simulation.run(world, Running.WITH_SILENT_CHANNELS).sent)
                .noneMatch(sent -> sent.message().kind() == MessageState.Kind.THANK_YOU);
    }

    @Test
    void of_two_holds_and_two_plans_the_order_does_not_matter() {
        for (Kind kind : List.of(Kind.HOLD, Kind.PLAN)) {
            World world = world(
                    terms(0, false, 0),
                    List.of(COURTESY, COURTESY),
                    List.of(invoice(0, 0, 50)),
                    List.of(),
                    List.of(new Incident(0, kind, 0, 10, 1, 2), new Incident(0, kind, 0, 10, 2, 2)),
                    APPROVED_AT_ONCE,
                    new Gap(1, 1));
            History history = Simulation.run(world, Running.EVERY_DAY);

            for (long seed = 0; seed < 5; seed++) {
                assertThat(Laws.orderDoesNotMatter(history, Decider.REAL, seed)).isEmpty();
            }
        }
    }

    @Test
    void proposals_cancelled_on_one_day_are_so_in_an_order_of_their_own() {
        World world = world(
                new Terms(0, false, true, true, 0, false, false, 0, 0),
                List.of(COURTESY, message(1, 0, true)),
                List.of(invoice(0, 0, 50), invoice(0, 0, 50)),
                List.of(),
                List.of(new Incident(0, Kind.HOLD, 0, 10, 0, 3)),
                APPROVED_NEXT_DAY,
                new Gap(1, 1));
        History history = Simulation.run(world, Running.EVERY_DAY);

        for (long seed = 0; seed < 5; seed++) {
            assertThat(Laws.orderDoesNotMatter(history, Decider.REAL, seed)).isEmpty();
        }
    }

    @Test
    void approved_messages_of_one_stage_and_day_leave_by_due_date_then_number() {
        World world = world(
                new Terms(0, false, true, true, 1, false, false, 0, 0),
                List.of(COURTESY, message(1, 0, true)),
                List.of(invoice(0, 0, 50), invoice(0, 0, 50), invoice(0, 0, 50)),
                List.of(),
                List.of(),
                APPROVED_NEXT_DAY,
                new Gap(1, 1));

        assertThat(Simulation.run(world, Running.EVERY_DAY).sent)
                .extracting(sent -> sent.message().lead().value() + " on day " + sent.day())
                .containsExactly("F0 on day 2", "F1 on day 2", "F2 on day 9");
    }
}
