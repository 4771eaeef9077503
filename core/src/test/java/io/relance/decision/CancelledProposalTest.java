package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.MessageState;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Conditions;
import io.relance.rule.Facts;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a proposal when something has changed before anybody approved it (SEMANTICS 7): cancelled with the reason,
 * or smaller. It was proposed on Tuesday 2026-06-09, for F1 of 1000 EUR.
 */
class CancelledProposalTest {
    private static Scenario step(UnaryOperator<Step.Builder> step) {
        return Scenario.named("s")
                .step("r", s -> step.apply(s.daysAfterDue(5).email("r").needsApproval()))
                .build();
    }

    private static FollowUp proposed(String due, Scenario scenario) {
        FollowUp account = oneInvoice(due, scenario).daily("2026-06-09", "2026-06-09");
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        return account;
    }

    private static FollowUp proposed(Scenario scenario) {
        return proposed("2026-06-01", scenario);
    }

    private static final Scenario PLAIN = step(s -> s);
    private static final Scenario RENAMED = Scenario.named("s")
            .version(2)
            .step("other", s -> s.daysAfterDue(5).email("r").needsApproval())
            .build();

    static Stream<Arguments> changes() {
        return Stream.of(
                line("it is no longer in the books", proposed(PLAIN).books(b -> Books.of(company())), "2026-06-10"),
                line(
                        "due on 2026-06-12, a courtesy comes too late",
                        proposed("2026-06-12", step(s -> s.daysBeforeDue(5))),
                        "2026-06-12"),
                line("its step is no longer in the scenario", proposed(PLAIN).policy(policy(RENAMED)), "2026-06-10"),
                line(
                        "the condition of step \"r\" is FALSE",
                        proposed(step(s ->
                                s.when(Conditions.fact(Facts.INVOICE_DAYS_LATE).atMost(8)))),
                        "2026-06-10"),
                line(
                        "less than the minimum of step \"r\" is left",
                        proposed(step(s -> s.minimum(Money.parse("EUR 1000.00"))))
                                .books(b -> b.paid("Z", "2026-06-10", "EUR 0.01", "F1")),
                        "2026-06-10"));
    }

    private static Arguments line(String why, FollowUp account, String day) {
        return Arguments.of(why, account, day);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void it_is_cancelled_and_says_why(String why, FollowUp account, String day) {
        Decision decision = account.decide(day);

        assertThat(decision.actions())
                .filteredOn(PlannedAction.CancelledMessage.class::isInstance)
                .singleElement()
                .satisfies(action -> assertThat(((PlannedAction.CancelledMessage) action).why())
                        .isEqualTo("F1: " + why));
        assertThat(account.memory().messages().get(0).status()).isEqualTo(MessageState.Status.CANCELLED);
        assertThat(account.progress("F1").steps().stream().filter(StepExecution::isBlocking))
                .as("the step is not planned any more")
                .isEmpty();
    }

    @Test
    void an_invoice_that_comes_back_to_the_books_is_proposed_again() {
        FollowUp account = proposed(PLAIN);
        FollowUp gone = FollowUp.of(Books.of(company()), account.policy()).memory(account.memory());
        gone.run("2026-06-10");

        account.memory(gone.memory()).run("2026-06-11");

        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("r: F1");
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        assertThat(account.memory().messages()).hasSize(2);
    }

    @Test
    void as_long_as_exactly_the_minimum_is_left_it_stays() {
        FollowUp account = proposed(step(s -> s.minimum(Money.parse("EUR 1000.00"))));

        assertThat(account.decide("2026-06-10").actions()).isEmpty();
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
    }

    @Test
    void what_a_notice_of_today_has_reached_the_reminder_that_only_claimed_it_lets_go() {
        Scenario formal = Scenario.named("formal")
                .allowColdEscalation(true)
                .step(
                        "notice",
                        s -> s.daysAfterDue(9).formalNotice().approval(false).letter("n"))
                .build();
        FollowUp account = FollowUp.of(
                Books.of(company())
                        .invoice("OLD", "2026-04-01", "2026-06-01", "EUR 10")
                        .invoice("NOTICE", "2026-04-01", "2026-06-02", "EUR 30", r -> r.scenario("formal")),
                policy(PLAIN, formal));
        account.run("2026-06-10");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("r: OLD, also NOTICE");

        Decision decision = account.decide("2026-06-11");

        MessageState reminder = account.memory().messages().get(0);
        assertThat(FollowUp.words(reminder)).isEqualTo("r: OLD");
        assertThat(decision.actions())
                .filteredOn(PlannedAction.ChangedMessage.class::isInstance)
                .as("the smaller reminder is told")
                .singleElement()
                .isEqualTo(new PlannedAction.ChangedMessage(reminder));
    }

    @Test
    void a_notice_proposed_keeps_its_invoice_out_of_reminders_and_rejected_for_now_no_longer() {
        Scenario formal = Scenario.named("formal")
                .allowColdEscalation(true)
                .step("notice", s -> s.daysAfterDue(7).formalNotice().letter("n"))
                .build();
        Scenario reminder =
                Scenario.named("s").step("r", s -> s.daysAfterDue(9).email("r")).build();
        FollowUp account = FollowUp.of(
                Books.of(company())
                        .invoice("OLD", "2026-04-01", "2026-06-01", "EUR 10")
                        .invoice("NOTICE", "2026-04-01", "2026-06-01", "EUR 30", r -> r.scenario("formal")),
                policy(reminder, formal));
        account.run("2026-06-09");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("notice: NOTICE");
        FollowUp rejected = FollowUp.of(
                        Books.of(company())
                                .invoice("OLD", "2026-04-01", "2026-06-01", "EUR 10")
                                .invoice("NOTICE", "2026-04-01", "2026-06-01", "EUR 30", r -> r.scenario("formal")),
                        policy(reminder, formal))
                .memory(CaseUpdates.rejected(
                        account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-10"), false, "wait"));

        assertThat(account.daily("2026-06-10", "2026-06-10").sent()).containsExactly("2026-06-10 r: OLD");
        assertThat(rejected.daily("2026-06-10", "2026-06-10").sent()).containsExactly("2026-06-10 r: OLD, also NOTICE");
    }

    @Test
    void a_notice_rejected_for_good_bars_no_reminder() {
        Scenario scenario = Scenario.named("s")
                .allowColdEscalation(true)
                .step(
                        "r",
                        s -> s.daysAfterDue(5)
                                .email("r")
                                .when(Conditions.fact(Facts.INVOICE_DAYS_LATE).atLeast(10)))
                .step("notice", s -> s.daysAfterDue(7).formalNotice().letter("n"))
                .build();
        FollowUp account = oneInvoice("2026-06-01", scenario).daily("2026-06-01", "2026-06-09");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("notice: F1");

        account.memory(CaseUpdates.rejected(
                        account.memory(), account.lastMessage().id(), LocalDate.parse("2026-06-09"), true, "a friend"))
                .daily("2026-06-10", "2026-06-15");

        assertThat(account.sent()).containsExactly("2026-06-11 r: F1");
        assertThat(account.progress("F1").steps())
                .extracting(StepExecution::state)
                .contains(StepState.SKIPPED, StepState.DONE);
    }

    @Test
    void a_proposed_notice_takes_up_an_invoice_whose_notice_is_newly_due() {
        Scenario formal = Scenario.named("formal")
                .allowColdEscalation(true)
                .step("notice", s -> s.daysAfterDue(7).formalNotice().letter("n"))
                .build();
        FollowUp account = FollowUp.of(
                        Books.of(company())
                                .invoice("A", "2026-04-01", "2026-06-02", "EUR 10")
                                .invoice("B", "2026-04-01", "2026-06-03", "EUR 30"),
                        policy(formal))
                .daily("2026-06-01", "2026-06-10");

        assertThat(account.memory().messages()).singleElement().satisfies(notice -> {
            assertThat(FollowUp.words(notice)).isEqualTo("notice: A B");
            assertThat(notice.revision()).isEqualTo(2);
            assertThat(notice.line(new ReceivableId("B")).orElseThrow().takenUp())
                    .isEqualTo(LocalDate.parse("2026-06-10"));
        });
    }

    @Test
    void a_proposed_reminder_that_takes_up_an_invoice_claims_what_is_overdue_by_then_too() {
        FollowUp account = FollowUp.of(
                        Books.of(company())
                                .invoice("OLD", "2026-04-01", "2026-06-01", "EUR 10")
                                .invoice("NEW", "2026-04-01", "2026-06-05", "EUR 20")
                                .invoice("THIRD", "2026-04-01", "2026-06-09", "EUR 30"),
                        policy(PLAIN))
                .daily("2026-06-01", "2026-06-09");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("r: OLD, also NEW");

        account.daily("2026-06-10", "2026-06-10");

        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("r: OLD NEW, also THIRD");
        assertThat(account.lastMessage().lines())
                .extracting(line -> line.role().name())
                .isEqualTo(List.of("CLAIMED", "CLAIMED", "CLAIMED"));
    }

    @Test
    void a_proposed_courtesy_that_takes_up_an_invoice_claims_nothing_overdue() {
        Scenario courteous = Scenario.named("s")
                .step("c", s -> s.daysBeforeDue(5).email("c").needsApproval())
                .step("r", s -> s.daysAfterDue(30).email("r"))
                .build();
        FollowUp account = FollowUp.of(
                        Books.of(company())
                                .invoice("OLD", "2026-04-01", "2026-06-01", "EUR 10")
                                .invoice("S1", "2026-04-01", "2026-06-15", "EUR 20")
                                .invoice("S2", "2026-04-01", "2026-06-16", "EUR 30"),
                        policy(courteous))
                .daily("2026-06-08", "2026-06-11");

        assertThat(account.memory().messages()).extracting(FollowUp::words).containsExactly("c: soon S1 S2");
    }
}
