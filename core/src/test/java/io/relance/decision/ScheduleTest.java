package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.PromiseToPay;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Conditions;
import io.relance.rule.Facts;
import io.relance.scenario.Entry;
import io.relance.scenario.Scenario;
import io.relance.scenario.ScenarioBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When steps are due and when they leave (SEMANTICS 6.2 to 6.4). May 2026: the 1st, 8th, 14th and 25th are holidays. */
class ScheduleTest {
    private static final ReceivableId F1 = new ReceivableId("F1");

    private static ScenarioBuilder ladder(int... days) {
        ScenarioBuilder scenario = Scenario.named("ladder");
        for (int i = 0; i < days.length; i++) {
            int after = days[i];
            scenario.step("r" + (i + 1), s -> s.daysAfterDue(after).email("r"));
        }
        return scenario;
    }

    private static Dispute dispute(String from, String lastDay) {
        return new Dispute(
                "D1",
                F1,
                "quality",
                Optional.empty(),
                "sales",
                LocalDate.parse(from),
                Optional.empty(),
                Optional.of(LocalDate.parse(lastDay).plusDays(1)));
    }

    private static PromiseToPay promise(String id, String recordedOn, String date, String amount) {
        return new PromiseToPay(
                id,
                List.of(new PromiseToPay.Share(F1, Money.parse(amount))),
                LocalDate.parse(date),
                LocalDate.parse(recordedOn),
                Instant.parse(recordedOn + "T09:00:00Z"),
                "ann",
                false,
                Optional.empty());
    }

    @Nested
    class Timings {
        // issued on Wednesday 2026-04-01
        @ParameterizedTest(name = "{0} of an invoice due {2}: {3}")
        @CsvSource({
            "3 before due,      PREVENTIVE, 2026-05-29, 2026-05-26",
            "3 before due,      PREVENTIVE, 2026-05-28, 2026-05-22", // Whit Monday 05-25: back to the Friday
            "5 after due,       AMICABLE,   2026-06-11, 2026-06-16",
            "5 after due,       AMICABLE,   2026-05-03, 2026-05-11", // 05-08 is a holiday: on to the Monday
            "30 after issue,    AMICABLE,   2026-04-10, 2026-05-04", // 04-01 + 30 = 05-01, a holiday
            "30 after issue,    AMICABLE,   2026-06-10, 2026-06-11", // not before the day after the due date
            "20 after issue,    PREVENTIVE, 2026-06-10, 2026-04-21",
        })
        void the_first_step_leaves_on_its_date_rolled_to_a_sending_day(
                String timing, Stage stage, String due, String leaves) {
            int days = Integer.parseInt(timing.substring(0, timing.indexOf(' ')));
            Scenario scenario = Scenario.named("one")
                    .step(
                            "s",
                            s -> (timing.endsWith("before due")
                                            ? s.daysBeforeDue(days)
                                            : timing.endsWith("after due")
                                                    ? s.daysAfterDue(days)
                                                    : s.daysAfterIssue(days))
                                    .stage(stage)
                                    .email("x"))
                    .build();

            FollowUp account = oneInvoice(due, scenario).daily("2026-04-01", "2026-07-01");

            assertThat(account.sent()).containsExactly(leaves + (stage == Stage.PREVENTIVE ? " s: soon F1" : " s: F1"));
        }

        @Test
        void a_step_after_the_previous_one_counts_from_its_hand_over() {
            Scenario scenario = Scenario.named("chain")
                    .step("first", s -> s.daysAfterDue(5).email("x"))
                    .step("second", s -> s.daysAfterPrevious(7).email("x"))
                    .build();

            // nobody runs the engine between 06-14 and 06-18
            FollowUp account = oneInvoice("2026-06-10", scenario)
                    .daily("2026-06-01", "2026-06-13")
                    .daily("2026-06-19", "2026-07-15");

            assertThat(account.sent()).containsExactly("2026-06-19 first: F1", "2026-06-26 second: F1");
        }

        @Test
        void a_step_after_the_delivery_of_another_waits_for_it_and_counts_from_it() {
            Scenario scenario = Scenario.named("notice")
                    .step("reminder", s -> s.daysAfterDue(2).email("x"))
                    .step("notice", s -> s.daysAfterDue(10).formalNotice().letter("n"))
                    .step(
                            "last",
                            s -> s.daysAfterDelivery("notice", 8)
                                    .stage(Stage.LITIGATION)
                                    .email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-16");
            assertThat(account.sent()).containsExactly("2026-06-03 reminder: F1");

            account.approve("2026-06-16").daily("2026-06-17", "2026-07-10");

            assertThat(account.sent())
                    .containsExactly("2026-06-03 reminder: F1", "2026-06-17 notice: F1", "2026-06-25 last: F1");
        }

        @Test
        void a_step_after_a_broken_promise_leaves_on_the_day_after_its_grace_for_each_one_that_broke() {
            Scenario scenario = Scenario.named("promised")
                    .step("reminder", s -> s.daysAfterDue(5).email("x"))
                    .step("broken", s -> s.daysAfterBrokenPromise(1).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-09");

            // Wednesday 06-10 and two business days of grace: broken after Friday 06-12; then the weekend
            account.remember(memory -> memory.promise(promise("P1", "2026-06-09", "2026-06-10", "EUR 1000")))
                    .daily("2026-06-09", "2026-06-20")
                    .remember(memory -> memory.promise(promise("P2", "2026-06-22", "2026-06-23", "EUR 1000")))
                    .daily("2026-06-22", "2026-07-10");

            assertThat(account.sent())
                    .containsExactly("2026-06-08 reminder: F1", "2026-06-15 broken: F1", "2026-06-26 broken: F1");
        }

        @Test
        void a_promise_that_turns_out_to_have_been_kept_does_not_bring_back_a_step_that_a_later_one_led_to() {
            Scenario scenario = Scenario.named("promised")
                    .step("reminder", s -> s.daysAfterDue(5).email("x"))
                    .step("broken", s -> s.daysAfterBrokenPromise(1).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-09")
                    .remember(memory -> memory.promise(promise("P1", "2026-06-09", "2026-06-10", "EUR 100")))
                    .daily("2026-06-09", "2026-06-20")
                    .remember(memory -> memory.promise(promise("P2", "2026-06-22", "2026-06-23", "EUR 900")))
                    .daily("2026-06-22", "2026-06-30");
            assertThat(account.sent()).hasSize(3);

            // booked late: the money for the first promise had come in time
            account.books(books -> books.paid("Z", "2026-06-10", "EUR 100", "F1"))
                    .daily("2026-07-01", "2026-07-31");

            assertThat(account.sent()).hasSize(3);
        }

        @Test
        void begun_anew_by_a_person_only_promises_that_break_from_then_on_count() {
            Scenario scenario = Scenario.named("promised")
                    .step("reminder", s -> s.daysAfterDue(5).email("x"))
                    .step("broken", s -> s.daysAfterBrokenPromise(1).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-09")
                    .remember(memory -> memory.promise(promise("P1", "2026-06-09", "2026-06-10", "EUR 1000")))
                    .daily("2026-06-09", "2026-06-20");
            account.remember(memory -> memory.progress(
                            account.progress("F1").toBuilder().newCycle(0).build()))
                    .daily("2026-06-21", "2026-07-10");

            assertThat(account.sent())
                    .containsExactly("2026-06-08 reminder: F1", "2026-06-15 broken: F1", "2026-06-22 reminder: F1");
        }

        @Test
        void a_step_after_a_delivery_does_not_follow_a_message_that_came_back() {
            Scenario scenario = Scenario.named("delivered")
                    .step("reminder", s -> s.daysAfterDue(2).email("x"))
                    .step("again", s -> s.daysAfterDelivery("reminder", 8).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-03");
            account.memory(
                    CaseUpdates.bounced(account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-04")));

            assertThat(account.daily("2026-06-04", "2026-07-10").sent()).containsExactly("2026-06-03 reminder: F1");
        }

        @Test
        void a_partly_kept_promise_is_not_a_broken_one() {
            Scenario scenario = Scenario.named("promised")
                    .step("reminder", s -> s.daysAfterDue(5).email("x"))
                    .step("broken", s -> s.daysAfterBrokenPromise(1).email("x"))
                    .step("firm", s -> s.daysAfterDue(30).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-09")
                    .remember(memory -> memory.promise(promise("P1", "2026-06-09", "2026-06-10", "EUR 1000")))
                    .books(books -> books.paid("Z1", "2026-06-10", "EUR 500", "F1"))
                    .daily("2026-06-10", "2026-07-03");

            assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1", "2026-07-01 firm: F1");
        }

        @Test
        void after_a_broken_promise_has_led_to_a_formal_step_no_lower_one_follows() {
            Scenario scenario = Scenario.named("promised")
                    .step("reminder", s -> s.daysAfterDue(5).email("x"))
                    .step("firm", s -> s.daysAfterDue(30).email("x"))
                    .step(
                            "broken",
                            s -> s.daysAfterBrokenPromise(1)
                                    .formalNotice()
                                    .approval(false)
                                    .letter("n"))
                    .step("court", s -> s.daysAfterDue(60).litigation().email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-09")
                    .remember(memory -> memory.promise(promise("P1", "2026-06-09", "2026-06-10", "EUR 1000")))
                    .daily("2026-06-09", "2026-08-10");

            assertThat(account.sent())
                    .containsExactly("2026-06-08 reminder: F1", "2026-06-15 broken: F1", "2026-07-31 court: F1");
        }
    }

    @Nested
    class Dates {
        @Test
        void on_schedule_every_step_keeps_its_nominal_date() {
            FollowUp account =
                    oneInvoice("2026-06-01", ladder(1, 11, 28).build()).daily("2026-06-01", "2026-07-31");

            // the second falls on 06-12, the third on 06-29
            assertThat(account.sent()).containsExactly("2026-06-02 r1: F1", "2026-06-12 r2: F1", "2026-06-29 r3: F1");
        }

        @Test
        void a_weekend_rolls_a_step_and_leaves_the_later_dates_as_they_were() {
            // 06-06 is a Saturday: r1 leaves on Monday 06-08; r2 keeps 06-10 but for the cap of 3 days
            FollowUp account =
                    oneInvoice("2026-06-05", ladder(1, 5, 20).build()).daily("2026-06-01", "2026-07-31");

            assertThat(account.sent()).containsExactly("2026-06-08 r1: F1", "2026-06-11 r2: F1", "2026-06-25 r3: F1");
        }

        @ParameterizedTest(name = "no run on 05-04 and 05-05: {0}")
        @CsvSource({"false, 2026-05-04", "true, 2026-05-06"})
        void a_dispute_in_between_moves_the_later_dates_whether_or_not_an_outage_came_before(
                boolean outage, String first) {
            FollowUp account = oneInvoice("2026-05-01", ladder(1, 11, 28).build());
            account.daily("2026-04-28", "2026-05-03");
            if (!outage) {
                account.daily("2026-05-04", "2026-05-05");
            }
            account.daily("2026-05-06", "2026-05-08")
                    .remember(memory -> memory.dispute(dispute("2026-05-09", "2026-05-15")))
                    .daily("2026-05-09", "2026-06-30");

            // r2 was due on 05-12 and leaves on Monday 05-18; r3 = max(05-29, 05-18 + 17)
            assertThat(account.sent()).containsExactly(first + " r1: F1", "2026-05-18 r2: F1", "2026-06-04 r3: F1");
        }

        @Test
        void after_an_outage_one_step_leaves_and_the_distances_are_kept_to_the_end() {
            FollowUp account = oneInvoice("2026-06-01", ladder(1, 5, 9, 13).build())
                    .daily("2026-06-01", "2026-06-01")
                    .daily("2026-06-15", "2026-07-15");

            assertThat(account.sent())
                    .containsExactly(
                            "2026-06-15 r1: F1",
                            "2026-06-19 r2: F1",
                            "2026-06-23 r3: F1",
                            "2026-06-29 r4: F1"); // 06-27 is a Saturday
        }

        @Test
        void once_re_dated_the_cycle_stays_so_also_when_a_later_step_leaves_on_its_ready_day() {
            FollowUp account = oneInvoice("2026-06-01", ladder(1, 11, 21, 31).build())
                    .daily("2026-06-01", "2026-06-01")
                    .daily("2026-06-04", "2026-07-31");

            // r1 two days late; each later one 10 days after the one before it was handed over
            assertThat(account.sent())
                    .containsExactly(
                            "2026-06-04 r1: F1",
                            "2026-06-15 r2: F1", // 06-14 is a Sunday
                            "2026-06-25 r3: F1",
                            "2026-07-06 r4: F1"); // 07-05 is a Sunday
        }

        @Test
        void a_late_courtesy_re_dates_nothing() {
            Scenario scenario = Scenario.named("courteous")
                    .step("courtesy", s -> s.daysBeforeDue(10).email("x"))
                    .step("reminder", s -> s.daysAfterDue(2).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-15", scenario).daily("2026-06-12", "2026-07-01");

            assertThat(account.sent()).containsExactly("2026-06-12 courtesy: soon F1", "2026-06-17 reminder: F1");
        }

        @Test
        void two_steps_of_an_invoice_lie_a_day_and_the_cap_apart() {
            FollowUp account = oneInvoice("2026-06-01", ladder(1, 2, 3).build()).daily("2026-06-01", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-02 r1: F1", "2026-06-05 r2: F1", "2026-06-08 r3: F1");
        }

        @Test
        void without_a_cap_two_steps_still_lie_a_day_apart() {
            Policy policy = policyOf(ladder(1, 1, 1).build()).contactCapDays(0).build();
            FollowUp account =
                    oneInvoice("2026-06-01", ladder(1).build()).policy(policy).daily("2026-06-01", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-02 r1: F1", "2026-06-03 r2: F1", "2026-06-04 r3: F1");
        }

        @Test
        void a_hold_moves_the_later_dates() {
            FollowUp account = oneInvoice("2026-06-01", ladder(1, 11, 21).build())
                    .daily("2026-06-01", "2026-06-10")
                    .remember(memory -> memory.hold(new Hold(
                            "H1",
                            Optional.empty(),
                            LocalDate.parse("2026-06-11"),
                            Optional.of(LocalDate.parse("2026-06-23")),
                            "merger",
                            "ann")))
                    .daily("2026-06-11", "2026-07-31");

            assertThat(account.sent())
                    .containsExactly(
                            "2026-06-02 r1: F1",
                            "2026-06-24 r2: F1", // the day after the hold
                            "2026-07-06 r3: F1"); // 07-04 is a Saturday
        }

        @Test
        void a_message_kept_back_by_a_late_task_keeps_its_distances_to_the_next_ones() {
            Scenario scenario = Scenario.named("s")
                    .step("call", s -> s.daysAfterDue(3).task("phone", "call"))
                    .step("r1", s -> s.daysAfterDue(5).email("x"))
                    .step("r2", s -> s.daysAfterDue(15).email("x"))
                    .step("r3", s -> s.daysAfterDue(25).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-16")
                    .complete("2026-06-17", "reached")
                    .daily("2026-06-17", "2026-07-31");

            // r1 could have left on Monday 06-08; ten days and ten more from 06-22, the second a Sunday
            assertThat(account.sent()).containsExactly("2026-06-22 r1: F1", "2026-07-02 r2: F1", "2026-07-13 r3: F1");
        }

        @Test
        void gaps_count_from_the_completion_of_a_task() {
            Scenario scenario = Scenario.named("call")
                    .step("call", s -> s.daysAfterDue(3).task("phone", "call"))
                    .step("reminder", s -> s.daysAfterDue(10).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-05");
            assertThat(account.tasks()).containsExactly("2026-06-04 phone: call [F1]");

            // raised on its day, so the date of the next stays nominal, but never within the cap of its completion
            account.complete("2026-06-10", "REACHED").daily("2026-06-10", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-15 reminder: F1");
        }

        @Test
        void a_public_holiday_of_the_customers_country_counts_and_not_the_creditors() {
            Books books = Books.of(FollowUp.company().toBuilder().country("NL").build())
                    .invoice("F1", "2026-04-01", "2026-05-12", "EUR 1000");
            FollowUp account = FollowUp.of(books, policy(ladder(2).build())).daily("2026-05-01", "2026-05-31");

            assertThat(account.sent()).containsExactly("2026-05-14 r1: F1"); // Ascension Day in France
        }
    }

    @Nested
    class Courtesies {
        private final Scenario scenario = Scenario.named("courteous")
                .step("courtesy", s -> s.daysBeforeDue(5).email("x"))
                .step("reminder", s -> s.daysAfterDue(5).email("x"))
                .build();

        @Test
        void it_leaves_late_rather_than_never_until_the_day_before_the_due_date() {
            assertThat(oneInvoice("2026-06-12", scenario)
                            .daily("2026-06-11", "2026-06-16")
                            .sent())
                    .containsExactly("2026-06-11 courtesy: soon F1");
        }

        @Test
        void on_the_due_date_it_is_expired_and_says_why_it_was_not_sent() {
            FollowUp account = oneInvoice("2026-06-12", scenario)
                    .remember(memory -> memory.hold(new Hold(
                            "H1",
                            Optional.empty(),
                            LocalDate.parse("2026-06-01"),
                            Optional.of(LocalDate.parse("2026-06-11")),
                            "merger",
                            "ann")))
                    .daily("2026-06-01", "2026-06-16");

            assertThat(account.sent()).isEmpty();
            StepExecution courtesy = account.progress("F1").steps().get(0);
            assertThat(courtesy.state()).isEqualTo(StepState.SKIPPED);
            assertThat(courtesy.note().orElseThrow())
                    .contains("expired on 2026-06-12")
                    .contains("ON_HOLD")
                    .contains("merger");
        }

        @Test
        void first_seen_on_the_due_date_it_says_that_nobody_decided_in_time() {
            FollowUp account = oneInvoice("2026-06-12", scenario).daily("2026-06-12", "2026-06-12");

            assertThat(account.progress("F1").steps().get(0).note().orElseThrow())
                    .contains("no decision was made while it was due");
        }

        @Test
        void it_never_leaves_before_the_day_after_the_issue_date() {
            // 5 days before 06-12 is Sunday 06-07, rolled back to Friday 06-05; issued on 06-08
            FollowUp account = FollowUp.of(
                            Books.of(FollowUp.company()).invoice("F1", "2026-06-08", "2026-06-12", "EUR 1000"),
                            policy(scenario))
                    .daily("2026-06-01", "2026-06-16");

            assertThat(account.sent()).containsExactly("2026-06-09 courtesy: soon F1");
        }

        @Test
        void an_invoice_due_at_once_gets_none() {
            FollowUp account = FollowUp.of(
                            Books.of(FollowUp.company()).invoice("F1", "2026-06-08", "2026-06-09", "EUR 1000"),
                            policy(scenario))
                    .daily("2026-06-01", "2026-06-16");

            assertThat(account.sent()).containsExactly("2026-06-15 reminder: F1"); // 06-14 is a Sunday
        }
    }

    @Nested
    class EntryPoints {
        private final ScenarioBuilder steps = ladder(5, 15, 25)
                .step(
                        "notice",
                        s -> s.daysAfterDue(35).formalNotice().approval(false).letter("n"))
                .step("court", s -> s.daysAfterDue(50).litigation().email("x"));

        @Test
        void from_start_begins_with_the_first_reminder_however_late() {
            FollowUp account = oneInvoice("2026-04-10", steps.build()).daily("2026-06-01", "2026-06-12");

            assertThat(account.sent()).containsExactly("2026-06-01 r1: F1", "2026-06-11 r2: F1");
            assertThat(account.progress("F1").late()).isTrue();
        }

        @Test
        void at_age_begins_with_the_newest_amicable_step_reached() {
            FollowUp account =
                    oneInvoice("2026-04-10", steps.entry(Entry.AT_AGE).build()).daily("2026-06-01", "2026-06-30");

            // r3 at once, then the notice 10 days and the court 15 days after it
            assertThat(account.sent())
                    .containsExactly("2026-06-01 r3: F1", "2026-06-11 notice: F1", "2026-06-26 court: F1");
        }

        @Test
        void at_age_may_begin_with_a_formal_step_where_cold_escalation_is_allowed() {
            FollowUp account = oneInvoice(
                            "2026-04-20",
                            steps.entry(Entry.AT_AGE).allowColdEscalation(true).build())
                    .daily("2026-06-01", "2026-06-05");

            assertThat(account.sent()).containsExactly("2026-06-01 notice: F1");
        }

        @Test
        void at_age_passes_over_a_step_whose_condition_is_not_true() {
            Scenario scenario = Scenario.named("rich")
                    .entry(Entry.AT_AGE)
                    .step("r1", s -> s.daysAfterDue(5).email("x"))
                    .step(
                            "r2",
                            s -> s.daysAfterDue(15)
                                    .email("x")
                                    .when(Conditions.overdue("EUR").atLeast("5000.00")))
                    .build();

            assertThat(oneInvoice("2026-04-20", scenario)
                            .daily("2026-06-01", "2026-06-02")
                            .sent())
                    .containsExactly("2026-06-01 r1: F1");
        }

        @Test
        void an_invoice_seen_in_time_is_not_late() {
            FollowUp account =
                    oneInvoice("2026-05-27", steps.entry(Entry.AT_AGE).build());
            account.run("2026-06-01");

            assertThat(account.progress("F1").late()).isFalse();
            assertThat(account.sent()).containsExactly("2026-06-01 r1: F1");
        }
    }

    @Nested
    class ColdEscalation {
        private Scenario scenario(UnaryScenario change) {
            return change.on(Scenario.named("short")
                            .step("reminder", s -> s.daysAfterDue(5).email("x"))
                            .step(
                                    "notice",
                                    s -> s.daysAfterDue(15)
                                            .formalNotice()
                                            .approval(false)
                                            .letter("n")))
                    .build();
        }

        interface UnaryScenario {
            ScenarioBuilder on(ScenarioBuilder scenario);
        }

        @Test
        void a_notice_without_a_reminder_that_counts_is_blocked_and_one_task_is_raised() {
            FollowUp account = oneInvoice("2026-06-01", scenario(s -> s)).daily("2026-06-01", "2026-06-09");
            assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1"); // 06-06 is a Saturday
            account.memory(
                    CaseUpdates.bounced(account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-09")));

            account.daily("2026-06-10", "2026-06-30");

            assertThat(account.sent()).hasSize(1);
            assertThat(account.tasks()).hasSize(1).first().asString().startsWith("2026-06-16 collections: no reminder");
            assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.ESCALATION_BLOCKED);
        }

        @Test
        void where_it_is_allowed_the_notice_leaves_all_the_same() {
            FollowUp account = oneInvoice("2026-06-01", scenario(s -> s.allowColdEscalation(true)))
                    .daily("2026-06-01", "2026-06-09");
            account.memory(
                    CaseUpdates.bounced(account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-09")));

            account.daily("2026-06-10", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1", "2026-06-16 notice: F1");
            assertThat(account.tasks()).isEmpty();
        }

        @ParameterizedTest(name = "a call that came to {0} counts: {1}")
        @CsvSource({"REACHED, true", "REFUSAL, true", "NOT_REACHED, false", "not reached, false", "will pay, true"})
        void a_call_counts_unless_nobody_was_reached(String result, boolean counts) {
            Scenario scenario = Scenario.named("phone")
                    .step("call", s -> s.daysAfterDue(5).task("phone", "call"))
                    .step(
                            "notice",
                            s -> s.daysAfterDue(15)
                                    .formalNotice()
                                    .approval(false)
                                    .letter("n"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-08")
                    .complete("2026-06-08", result)
                    .daily("2026-06-09", "2026-06-30");

            assertThat(account.sent()).isEqualTo(counts ? List.of("2026-06-16 notice: F1") : List.of());
            assertThat(reason(account.look("2026-06-30"), "F1"))
                    .isEqualTo(counts ? ReasonCode.SCENARIO_FINISHED : ReasonCode.ESCALATION_BLOCKED);
        }

        @Test
        void as_long_as_a_reminder_may_still_leave_the_notice_waits_for_it() {
            Scenario scenario = Scenario.named("short")
                    .step(
                            "reminder",
                            s -> s.daysAfterDue(5)
                                    .email("x")
                                    .when(Conditions.overdue("EUR").atLeast("5000.00")))
                    .step(
                            "notice",
                            s -> s.daysAfterDue(15)
                                    .formalNotice()
                                    .approval(false)
                                    .letter("n"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-30");
            assertThat(account.sent()).isEmpty();
            assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.CONDITION_FALSE);

            account.books(books -> books.invoice("F2", "2026-04-01", "2026-06-25", "EUR 5000"))
                    .daily("2026-07-01", "2026-07-31");

            // the reminder at last, and the notice its 10 days after it
            assertThat(account.sent())
                    .startsWith("2026-07-01 reminder: F1 F2", "2026-07-13 notice: F1 F2"); // 07-11 is a Saturday
        }
    }

    @Nested
    class ConditionsAndMinimums {
        private final Scenario scenario = Scenario.named("rich")
                .step(
                        "r1",
                        s -> s.daysAfterDue(5)
                                .email("x")
                                .when(Conditions.overdue("EUR").atLeast("5000.00")))
                .step("r2", s -> s.daysAfterDue(12).email("x"))
                .step(
                        "r3",
                        s -> s.daysAfterDue(30)
                                .email("x")
                                .when(Conditions.fact(Facts.ACCOUNT_TAG).is("big")))
                .build();

        @Test
        void a_step_whose_condition_is_false_blocks_nothing() {
            FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-15 r2: F1"); // 06-13 is a Saturday
        }

        @Test
        void it_is_asked_again_every_day_until_a_later_step_is_executed() {
            FollowUp account = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-09")
                    .books(books -> books.invoice("F0", "2026-04-01", "2026-06-08", "EUR 4000"))
                    .daily("2026-06-10", "2026-06-11");
            assertThat(account.sent()).containsExactly("2026-06-10 r1: F1, also F0");

            FollowUp later = oneInvoice("2026-06-01", scenario)
                    .daily("2026-06-01", "2026-06-15")
                    .books(books -> books.invoice("F0", "2026-04-01", "2026-06-08", "EUR 4000"))
                    .daily("2026-06-16", "2026-06-17");
            assertThat(later.sent()).containsExactly("2026-06-15 r2: F1");
        }

        @Test
        void below_its_minimum_the_due_step_holds_the_invoice_back() {
            Scenario least = Scenario.named("least")
                    .step("r1", s -> s.daysAfterDue(5).email("x").minimum(Money.parse("EUR 50.00")))
                    .step("r2", s -> s.daysAfterDue(10).email("x"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", least)
                    .books(books -> books.paid("Z1", "2026-06-02", "EUR 950.01", "F1"))
                    .daily("2026-06-01", "2026-06-30");

            assertThat(account.sent()).isEmpty();
            assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.BELOW_MINIMUM);
        }
    }

    @Nested
    class OtherVersionsAndScenarios {
        @Test
        void a_new_version_skips_what_stands_before_the_last_executed_step() {
            FollowUp account =
                    oneInvoice("2026-06-01", ladder(1, 11, 28).build()).daily("2026-06-01", "2026-06-12");
            Scenario next = Scenario.named("ladder")
                    .version(2)
                    .step("r1", s -> s.daysAfterDue(1).email("x"))
                    .step("new", s -> s.daysAfterDue(5).email("x"))
                    .step("r2", s -> s.daysAfterDue(11).email("x"))
                    .step("r4", s -> s.daysAfterDue(21).email("x"))
                    .build();

            account.policy(policy(next)).daily("2026-06-13", "2026-07-31");

            assertThat(account.sent()).containsExactly("2026-06-02 r1: F1", "2026-06-12 r2: F1", "2026-06-22 r4: F1");
        }

        @Test
        void when_the_last_executed_step_was_removed_its_place_is_after_the_one_it_followed() {
            FollowUp account =
                    oneInvoice("2026-06-01", ladder(1, 11, 28).build()).daily("2026-06-01", "2026-06-12");
            Scenario next = Scenario.named("ladder")
                    .version(2)
                    .step("r1", s -> s.daysAfterDue(1).email("x"))
                    .step("extra", s -> s.daysAfterDue(18).email("x"))
                    .step("r3", s -> s.daysAfterDue(28).email("x"))
                    .build();

            account.policy(policy(next)).daily("2026-06-13", "2026-07-31");

            assertThat(account.sent())
                    .containsExactly(
                            "2026-06-02 r1: F1", "2026-06-12 r2: F1", "2026-06-19 extra: F1", "2026-06-29 r3: F1");
        }

        @Test
        void a_removed_step_keeps_its_place_also_after_another_step_was_planned_and_came_back() {
            ScenarioBuilder first = ladder(1, 11, 28);
            FollowUp account =
                    oneInvoice("2026-04-20", first.entry(Entry.AT_AGE).build());
            account.run("2026-05-04"); // enters at r2
            assertThat(account.sent()).containsExactly("2026-05-04 r2: F1");
            Scenario next = Scenario.named("ladder")
                    .version(2)
                    .step("r1", s -> s.daysAfterDue(1).email("x"))
                    .step("r3", s -> s.daysAfterDue(28).email("x"))
                    .build();
            account.policy(policy(next)).daily("2026-05-05", "2026-05-17");
            account.decide("2026-05-18");
            account.memory(CaseUpdates.failed(
                    account.memory(), account.lastMessage().id(), LocalDate.parse("2026-05-18"), "mail server down"));

            account.daily("2026-05-19", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-05-04 r2: F1", "2026-05-19 r3: F1");
        }

        @Test
        void another_scenario_is_entered_at_the_stage_reached_and_above_the_age_reached() {
            Scenario soft = ladder(2, 10).build();
            Scenario hard = Scenario.named("hard")
                    .step("h1", s -> s.daysAfterDue(1).email("x"))
                    .step("h2", s -> s.daysAfterDue(8).email("x"))
                    .step("h3", s -> s.daysAfterDue(14).email("x"))
                    .build();
            FollowUp account =
                    oneInvoice("2026-06-01", soft).policy(policy(soft, hard)).daily("2026-06-01", "2026-06-11");

            account.remember(memory -> memory.scenario("hard")).daily("2026-06-12", "2026-07-15");

            assertThat(account.sent()).containsExactly("2026-06-03 r1: F1", "2026-06-11 r2: F1", "2026-06-15 h3: F1");
        }

        @Test
        void rules_and_books_change_it_at_most_once_in_the_cooldown_and_a_person_always() {
            Scenario soft = ladder(2, 40, 70).build();
            Scenario hard = Scenario.named("hard")
                    .step("h1", s -> s.daysAfterDue(20).email("x"))
                    .step("h2", s -> s.daysAfterDue(50).email("x"))
                    .build();
            FollowUp account =
                    oneInvoice("2026-06-01", soft).policy(policy(soft, hard)).daily("2026-06-01", "2026-06-09");

            Policy byDefaultHard =
                    policyOf(soft, hard).defaultScenario("hard").version("2").build();
            account.policy(byDefaultHard).run("2026-06-10");
            assertThat(account.progress("F1").scenario().orElseThrow().id()).isEqualTo("hard");
            account.policy(policy(soft, hard)).daily("2026-06-11", "2026-06-12");
            assertThat(account.progress("F1").scenario().orElseThrow().id())
                    .as("2 days later, the books ask for the first one again")
                    .isEqualTo("hard");

            account.remember(memory -> memory.receivableScenario(F1, "ladder")).run("2026-06-15");
            assertThat(account.progress("F1").scenario().orElseThrow().id()).isEqualTo("ladder");
            account.policy(byDefaultHard)
                    .remember(memory -> memory.receivableScenario(F1, "ladder"))
                    .daily("2026-06-16", "2026-07-20");
            assertThat(account.sent()).containsExactly("2026-06-03 r1: F1", "2026-07-13 r2: F1"); // 07-11 is a Saturday
        }

        @Test
        void an_invoice_without_an_executed_step_changes_freely() {
            Scenario soft = ladder(20).build();
            Scenario hard = Scenario.named("hard")
                    .step("h1", s -> s.daysAfterDue(2).email("x"))
                    .build();
            FollowUp account =
                    oneInvoice("2026-06-01", soft).policy(policy(soft, hard)).daily("2026-06-01", "2026-06-02");

            account.policy(policyOf(soft, hard).defaultScenario("hard").build()).daily("2026-06-03", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-03 h1: F1");
        }
    }

    @Nested
    class SeveralActions {
        @Test
        void several_actions_are_one_step_and_follow_the_hand_over_of_its_message() {
            Scenario scenario = Scenario.named("all")
                    .step(
                            "first",
                            s -> s.daysAfterDue(2)
                                    .email("x")
                                    .task("phone", "call two days later")
                                    .notifyInside("account-manager", "first reminder sent"))
                    .step(
                            "last",
                            s -> s.daysAfterDue(12).litigation().email("x").escalate("court"))
                    .build();
            FollowUp account = oneInvoice("2026-06-01", scenario);
            account.daily("2026-06-01", "2026-06-02");
            assertThat(account.notes()).isEmpty();

            account.daily("2026-06-03", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-03 first: F1", "2026-06-15 last: F1");
            assertThat(account.tasks()).containsExactly("2026-06-03 phone: call two days later [F1]");
            assertThat(account.notes())
                    .containsExactly(
                            "2026-06-03 tell account-manager: first reminder sent", "2026-06-15 F1 goes to court");
            assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.IN_LITIGATION);
        }

        @Test
        void a_step_that_sends_nothing_is_executed_on_a_business_day_of_the_creditor() {
            Scenario scenario = Scenario.named("inside")
                    .step("tell", s -> s.daysAfterDue(1).notifyInside("sales", "late"))
                    .step("give", s -> s.daysAfterDue(3).litigation().escalate("court"))
                    .build();
            // due on Thursday 05-07, the 8th is a holiday; a telling is no reminder, so the court is let in by name
            FollowUp account = oneInvoice(
                            "2026-05-07",
                            scenario.toBuilder().allowColdEscalation(true).build())
                    .daily("2026-05-01", "2026-05-31");

            assertThat(account.notes()).containsExactly("2026-05-11 tell sales: late", "2026-05-12 F1 goes to court");
            assertThat(item(account.look("2026-05-31"), "F1")
                            .reason()
                            .orElseThrow()
                            .text())
                    .isEqualTo("in litigation since 2026-05-12");
        }
    }
}
