package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.LoggedContact;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.RuleResult;
import io.relance.plan.Truth;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a decision says about each receivable: what is done today, for which step, on which date, in which message. F1 was due
 * on Monday 2026-06-01 unless said otherwise.
 */
class OutcomeTest {
    private static Scenario step(UnaryOperator<Step.Builder> step) {
        return Scenario.named("s").step("r", s -> step.apply(s.email("r"))).build();
    }

    private static final Scenario CALL = Scenario.named("s")
            .step("r", s -> s.daysAfterDue(2).email("r"))
            .step("call", s -> s.daysAfterDue(9).task("phone", "call"))
            .step("f", s -> s.daysAfterDue(30).email("f"))
            .build();

    private static final Scenario COURTEOUS = Scenario.named("s")
            .step("courtesy", s -> s.daysBeforeDue(5).email("c"))
            .step("call", s -> s.daysAfterDue(1).task("phone", "call"))
            .build();

    static Stream<Arguments> outcomes() {
        return Stream.of(
                line(
                        "before its date, rolled to a sending day",
                        "LEFT_ALONE r 2026-06-08", // 06-06 is a Saturday
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .look("2026-06-03")),
                line(
                        "its date come, before the cap's end",
                        "LEFT_ALONE r 2026-06-12",
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .remember(m -> m.contact(Records.call("2026-06-09", LoggedContact.Result.REACHED)))
                                .look("2026-06-10")),
                line(
                        "held by its condition: from today on",
                        "LEFT_ALONE r 2026-06-10",
                        () -> oneInvoice(
                                        "2026-06-01",
                                        step(s -> s.daysAfterDue(5)
                                                .when(Conditions.fact(Facts.ACCOUNT_OPEN_COUNT)
                                                        .atLeast(2))))
                                .look("2026-06-10")),
                line(
                        "leaves today",
                        "MESSAGE r 2026-06-10 in its message",
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .look("2026-06-10")),
                line(
                        "left this morning",
                        "MESSAGE r 2026-06-10 in its message",
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .daily("2026-06-10", "2026-06-10")
                                .look("2026-06-10")),
                line(
                        "proposed the day before",
                        "LEFT_ALONE r 2026-06-09 in its message",
                        () -> oneInvoice(
                                        "2026-06-01",
                                        step(s -> s.daysAfterDue(5).needsApproval()))
                                .daily("2026-06-09", "2026-06-09")
                                .look("2026-06-10")),
                line(
                        "proposed today",
                        "LEFT_ALONE r 2026-06-10 in its message",
                        () -> oneInvoice(
                                        "2026-06-01",
                                        step(s -> s.daysAfterDue(5).needsApproval()))
                                .look("2026-06-10")),
                line(
                        "a task is raised, after a message of last week",
                        "TASK call 2026-06-10",
                        () -> oneInvoice("2026-06-01", CALL)
                                .daily("2026-06-01", "2026-06-09")
                                .look("2026-06-10")),
                line(
                        "a task was raised this morning",
                        "TASK call 2026-06-10",
                        () -> oneInvoice("2026-06-01", CALL)
                                .daily("2026-06-01", "2026-06-10")
                                .look("2026-06-10")),
                line(
                        "a task was raised yesterday",
                        "LEFT_ALONE call 2026-06-10",
                        () -> oneInvoice("2026-06-01", CALL)
                                .daily("2026-06-01", "2026-06-10")
                                .look("2026-06-11")),
                line(
                        "the task is done, the next step is to come",
                        "LEFT_ALONE f 2026-07-01",
                        () -> oneInvoice("2026-06-01", CALL)
                                .daily("2026-06-01", "2026-06-10")
                                .complete("2026-06-10", "REACHED")
                                .look("2026-06-11")),
                line(
                        "a task is raised on the day on which a courtesy is found expired",
                        "TASK call 2026-06-02",
                        () -> oneInvoice("2026-06-01", COURTEOUS).look("2026-06-02")),
                line(
                        "a courtesy has expired, the next step is to come",
                        "LEFT_ALONE call 2026-06-02",
                        () -> oneInvoice("2026-06-01", COURTEOUS).look("2026-06-01")),
                line(
                        "paid",
                        "LEFT_ALONE",
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .books(b -> b.paid("Z", "2026-06-02", "EUR 1000", "F1"))
                                .look("2026-06-10")),
                line(
                        "no scenario",
                        "LEFT_ALONE",
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .books(b -> Books.of(FollowUp.company())
                                        .invoice(
                                                "F1",
                                                "2026-04-01",
                                                "2026-06-01",
                                                "EUR 1000",
                                                r -> r.scenario("unknown")))
                                .look("2026-06-10")),
                line(
                        "on hold: the step that it would have",
                        "LEFT_ALONE r 2026-06-10",
                        () -> oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                                .remember(m -> m.hold(Records.hold("2026-06-01", "")))
                                .look("2026-06-10")));
    }

    private static Arguments line(String situation, String outcome, Supplier<Decision> decision) {
        return Arguments.of(situation, outcome, decision);
    }

    private static String words(Decision decision, String invoice) {
        ItemOutcome outcome = item(decision, invoice);
        boolean inLast = outcome.message().isPresent()
                && outcome.message()
                        .equals(Optional.of(decision.memory()
                                .messages()
                                .get(decision.memory().messages().size() - 1)
                                .id()));
        return outcome.kind()
                + outcome.step().map(ref -> " " + ref.step()).orElse("")
                + outcome.stepDate().map(day -> " " + day).orElse("")
                + (inLast
                        ? " in its message"
                        : outcome.message().map(id -> " in another").orElse(""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("outcomes")
    void a_decision_names_the_step_its_date_and_the_message(
            String situation, String outcome, Supplier<Decision> decided) {
        Decision decision = decided.get();

        assertThat(words(decision, "F1")).as(situation).isEqualTo(outcome);
        assertThat(item(decision, "F1").reason().isEmpty())
                .as("a reason exactly for what is left alone")
                .isEqualTo(!outcome.startsWith("LEFT_ALONE"));
    }

    @Test
    void what_a_message_only_claims_has_no_step_of_today_before_and_after_the_hand_over() {
        FollowUp account = oneInvoice("2026-06-01", step(s -> s.daysAfterDue(5)))
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-07", "EUR 10"));

        assertThat(words(account.look("2026-06-10"), "F2")).isEqualTo("MESSAGE 2026-06-10 in its message");
        account.run("2026-06-10");
        assertThat(words(account.look("2026-06-10"), "F2")).isEqualTo("MESSAGE 2026-06-10 in its message");
        assertThat(words(account.look("2026-06-11"), "F2")).isEqualTo("LEFT_ALONE r 2026-06-15"); // 06-12 is in the cap
    }

    @Test
    void a_task_of_no_step_leaves_its_invoices_alone() {
        FollowUp account = oneInvoice("2026-06-01", step(s -> s.daysAfterDue(30)))
                .remember(m -> m.pendingPayment(Records.pending("F1", "EUR 1000", "2026-06-01", "2026-06-09")));

        Decision decision = account.decide("2026-06-10");

        assertThat(account.tasks()).as("the payment has not come").hasSize(1);
        assertThat(item(decision, "F1").kind()).isEqualTo(ItemOutcome.Kind.LEFT_ALONE);
        assertThat(item(account.look("2026-06-10"), "F1").kind()).isEqualTo(ItemOutcome.Kind.LEFT_ALONE);
    }

    @Test
    void every_rule_is_named_with_its_truth_and_whether_it_is_in_force() {
        Scenario far = step(s -> s.daysAfterDue(60));
        RuleSet rules = RuleSet.of(
                Rule.builder("late")
                        .when(Conditions.fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(5))
                        .then(new Effect.Tag("late"))
                        .build(),
                Rule.builder("very-late")
                        .when(Conditions.fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(50))
                        .then(new Effect.Tag("very-late"))
                        .build(),
                Rule.builder("French")
                        .when(Conditions.fact(Facts.CUSTOMER_LANGUAGE).is("fr"))
                        .then(new Effect.Tag("French"))
                        .build());
        FollowUp account =
                oneInvoice("2026-06-01", far).policy(policyOf(far).rules(rules).build());

        assertThat(account.look("2026-06-10").rules())
                .containsExactly(
                        new RuleResult("late", Truth.TRUE, true),
                        new RuleResult("very-late", Truth.FALSE, false),
                        new RuleResult("French", Truth.UNKNOWN, false));
    }

    @Test
    void a_rule_that_was_in_force_stays_so_while_nobody_knows_better() {
        Scenario far = step(s -> s.daysAfterDue(60));
        RuleSet rules = RuleSet.of(Rule.builder("French")
                .when(Conditions.fact(Facts.CUSTOMER_LANGUAGE).is("fr"))
                .then(new Effect.Tag("French"))
                .build());
        FollowUp account = FollowUp.of(
                Books.of(FollowUp.company().toBuilder().language("fr").build())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                policyOf(far).rules(rules).build());
        assertThat(account.run("2026-06-10").rules()).containsExactly(new RuleResult("French", Truth.TRUE, true));

        account.books(b -> Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"));
        Decision unknown = account.run("2026-06-11");

        assertThat(unknown.rules()).containsExactly(new RuleResult("French", Truth.UNKNOWN, true));
        assertThat(unknown.settings().tags()).containsExactly("French");
    }

    @Test
    void two_messages_of_one_day_each_name_their_own_invoice() {
        Scenario formal = Scenario.named("formal")
                .step(
                        "notice",
                        s -> s.daysAfterDue(9).formalNotice().approval(false).letter("n"))
                .allowColdEscalation(true)
                .build();
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company())
                                .invoice("A", "2026-04-01", "2026-06-01", "EUR 1000")
                                .invoice("B", "2026-04-01", "2026-06-01", "EUR 10", r -> r.scenario("formal")),
                        policy(step(s -> s.daysAfterDue(9)), formal))
                .policy(policyOf(step(s -> s.daysAfterDue(9)), formal)
                        .contactCapDays(0)
                        .build());

        Decision decision = account.run("2026-06-10");

        assertThat(account.sent()).containsExactly("2026-06-10 notice: B", "2026-06-10 r: A");
        assertThat(item(decision, "A").message()).contains(account.lastMessage().id());
        assertThat(item(decision, "B").step().orElseThrow().step()).isEqualTo("notice");
        assertThat(LocalDate.parse("2026-06-10"))
                .isEqualTo(item(decision, "B").stepDate().orElseThrow());
    }
}
