package io.relance.policy;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.known;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.relance.action.Stage;
import io.relance.delivery.ChannelId;
import io.relance.receivable.ContactRole;
import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Entry;
import io.relance.scenario.Problem;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.scenario.ScenarioBuilder;
import io.relance.scenario.Step;
import io.relance.time.DayRoll;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each finding has a policy that shows it, and a nearly equal one that does not. */
class PolicyAnalysisTest {
    private static final Condition VIP = fact(Facts.ACCOUNT_TAG).is("vip");
    private static final Condition LATE_10 = fact(Facts.INVOICE_DAYS_LATE).atLeast(10);

    @ParameterizedTest(name = "{0}")
    @MethodSource("findings")
    void a_finding_is_made_where_it_belongs_and_not_in_the_policy_beside_it(
            String code, String path, Policy guilty, Policy innocent) {
        assertThat(PolicyAnalysis.of(guilty))
                .extracting(Problem::code, Problem::path, Problem::severity)
                .containsExactly(tuple(code, path, Problem.Severity.WARNING));
        assertThat(PolicyAnalysis.of(innocent)).isEmpty();
    }

    static Stream<Arguments> findings() {
        return Stream.of(
                arguments(
                        "RULE_NEVER_FIRES",
                        "rules[0].if",
                        rules(tag("a", overdueCount(5, 3))),
                        rules(tag("a", overdueCount(3, 5)))),
                arguments(
                        "RULE_SHADOWED",
                        "rules[1].then[0]",
                        rules(
                                assign("a", overdue("EUR").above("10"), "b2b"),
                                assign("b", overdue("EUR").above("20"), "slow")),
                        rules(
                                assign("a", overdue("EUR").above("20"), "b2b"),
                                assign("b", overdue("EUR").above("10"), "slow"))),
                arguments(
                        "RULE_SHADOWED",
                        "rules[2].then[0]",
                        rules(
                                segment("a", overdue("EUR").above("10"), "BIG"),
                                segment("b", overdue("USD").above("10"), "BIG"),
                                segment(
                                        "c",
                                        any(
                                                overdue("EUR").above("10"),
                                                overdue("USD").above("20")),
                                        "OTHER")),
                        rules(
                                segment("a", overdue("EUR").above("10"), "BIG"),
                                segment("b", overdue("USD").above("10"), "BIG"),
                                segment(
                                        "c",
                                        any(
                                                overdue("EUR").above("10"),
                                                overdue("USD").above("5")),
                                        "OTHER"))),
                arguments(
                        "SCENARIOS_CONTRADICT",
                        "rules[1].then[0]",
                        rules(assign("a", all(VIP, LATE_5), "b2b"), assign("b", all(LATE_5, VIP), "slow")),
                        rules(assign("a", all(VIP, LATE_5), "b2b"), assign("b", all(LATE_5, not(VIP)), "slow"))),
                arguments(
                        "STEP_UNREACHABLE",
                        "scenarios[0].steps[1].if",
                        steps(reminder(5), step("late", s -> s.daysAfterDue(15).when(below(15)))),
                        steps(reminder(5), step("late", s -> s.daysAfterDue(15).when(below(16))))),
                arguments(
                        "STEP_UNREACHABLE",
                        "scenarios[0].steps[0].if",
                        steps(step(
                                "soon",
                                s -> s.daysBeforeDue(3)
                                        .when(fact(Facts.INVOICE_DAYS_LATE).above(-1)))),
                        steps(step(
                                "soon",
                                s -> s.daysBeforeDue(3)
                                        .when(fact(Facts.INVOICE_DAYS_LATE).above(-2))))),
                arguments(
                        "STEP_UNREACHABLE",
                        "scenarios[0].steps[1].if",
                        steps(reminder(5), step("odd", s -> s.daysAfterDue(15).when(all(VIP, not(VIP))))),
                        steps(reminder(5), step("odd", s -> s.daysAfterDue(15).when(any(VIP, not(VIP)))))),
                arguments(
                        "STEP_UNREACHABLE",
                        "scenarios[0].steps[2]",
                        steps(reminder(5), handOver(20, null), task("after", 30)),
                        steps(reminder(5), handOver(20, VIP), task("after", 30))),
                arguments(
                        "STEP_UNREACHABLE",
                        "scenarios[0].steps[2]",
                        steps(reminder(5), handOver(20, null), task("after", 30)),
                        policy(
                                Scenario.named("main").entry(Entry.AT_AGE),
                                reminder(5),
                                handOver(20, null),
                                task("after", 30))),
                arguments(
                        "NOTICE_BEFORE_REMINDER",
                        "scenarios[0].steps[0].stage",
                        steps(notice(10), reminderOf(Stage.FORMAL_NOTICE)),
                        steps(reminder(5), notice(10))),
                arguments(
                        "NOTICE_BEFORE_REMINDER",
                        "scenarios[0].steps[1].stage",
                        steps(step("tell", s -> s.daysAfterDue(5).when(VIP)), notice(10)).toBuilder()
                                .build(),
                        steps(step("call", s -> s.daysAfterDue(5).task("desk", "call")), notice(10))),
                arguments(
                        "AMICABLE_NARROWER",
                        "scenarios[0].steps[2]",
                        steps(mail("a", 5, VIP), mail("b", 15, LATE_10_AND_VIP), notice(30)),
                        steps(mail("a", 5, VIP), mail("b", 15, LATE_10), notice(30))),
                arguments(
                        "AMICABLE_NARROWER",
                        "scenarios[0].steps[1].if",
                        steps(
                                mail("a", 5, overdue("EUR").above("20")),
                                notice(30, overdue("EUR").above("10"))),
                        steps(
                                mail("a", 5, overdue("EUR").above("10")),
                                notice(30, overdue("EUR").above("20")))),
                arguments(
                        "GAP_BELOW_CAP",
                        "scenarios[0].steps[1].when",
                        steps(mail("a", 5, null), mail("b", 7, null)),
                        steps(mail("a", 5, null), mail("b", 8, null))),
                arguments(
                        "GAP_BELOW_CAP",
                        "scenarios[0].steps[1].when",
                        steps(step("soon", s -> s.daysBeforeDue(1)), mail("b", 1, null)),
                        steps(step("soon", s -> s.daysBeforeDue(2)), mail("b", 1, null))),
                arguments(
                        "GAP_BELOW_CAP",
                        "scenarios[0].steps[2].when",
                        steps(mail("a", 5, null), task("call", 6), step("b", s -> s.daysAfterPrevious(1))),
                        steps(mail("a", 5, null), task("call", 6), step("b", s -> s.daysAfterPrevious(2)))),
                arguments(
                        "GAP_BELOW_CAP",
                        "scenarios[0].steps[1].when",
                        steps(mail("a", 5, VIP), mail("b", 7, LATE_10)),
                        steps(mail("a", 5, VIP), mail("b", 7, not(VIP)))),
                arguments(
                        "NOTICE_AUDIENCE",
                        "scenarios[0].steps[1].audience",
                        steps(reminder(5), step("notice", s -> lawful(s).audience(ContactRole.BILLING))),
                        steps(reminder(5), step("notice", s -> lawful(s).audience(ContactRole.LEGAL_SEAT)))),
                arguments(
                        "NOTICE_APPROVAL",
                        "scenarios[0].steps[1].approval",
                        steps(reminder(5), step("notice", s -> lawful(s).approval(false))),
                        steps(reminder(5), step("notice", s -> lawful(s).approval(true)))),
                arguments(
                        "NOTICE_PROOF",
                        "scenarios[0].steps[1].proofOfDispatch",
                        steps(
                                reminder(5),
                                step("notice", s -> lawful(s).proofOfDispatch(ProofOfDispatch.NOT_REQUIRED))),
                        steps(reminder(5), step("notice", s -> lawful(s).proofOfDispatch(ProofOfDispatch.REQUIRED)))));
    }

    @Test
    void the_standard_policy_shows_the_two_defaults_that_it_switches_off_and_nothing_else() {
        assertThat(PolicyAnalysis.of(StandardPolicy.create()))
                .extracting(Problem::code, Problem::path)
                .containsExactly(
                        tuple("NOTICE_AUDIENCE", "scenarios[0].steps[3].audience"),
                        tuple("NOTICE_PROOF", "scenarios[0].steps[3].proofOfDispatch"));
    }

    @Test
    void who_is_notified_and_is_no_team_is_shown_once_there_are_teams() {
        Policy untold = Policy.named("p")
                .scenario(Scenario.named("s")
                        .step(
                                "a",
                                s -> s.daysAfterDue(5)
                                        .notifyInside("credit", "x")
                                        .notifyInside("salse", "x"))
                        .build())
                .rules(RuleSet.of(Rule.builder("r")
                        .when(known(Facts.ACCOUNT_OPEN))
                        .then(new Effect.Notify("sales", "y"), new Effect.Notify("nobody", "y"))
                        .build()))
                .build();
        Policy told = untold.toBuilder()
                .correspondence(Correspondence.builder()
                        .notes(ChannelId.EMAIL, "internal")
                        .team("credit", "credit@acme.example")
                        .team("sales", "sales@acme.example")
                        .build())
                .build();

        assertThat(PolicyAnalysis.of(untold)).extracting(Problem::code).doesNotContain("UNKNOWN_TEAM");
        assertThat(PolicyAnalysis.of(told))
                .filteredOn(problem -> problem.code().equals("UNKNOWN_TEAM"))
                .extracting(Problem::path)
                .containsExactly("scenarios[0].steps[0].notify", "rules[0].then[1].notify");
    }

    @Test
    void what_waits_for_a_step_that_is_never_executed_is_never_executed_either() {
        Policy policy = steps(
                mail("a", 5, null),
                mail("b", 15, below(10)),
                step("c", s -> s.daysAfterDelivery("b", 5)),
                step("d", s -> s.daysAfterDelivery("a", 20)));
        assertThat(PolicyAnalysis.of(policy))
                .extracting(Problem::code, Problem::path)
                .containsExactly(
                        tuple("STEP_UNREACHABLE", "scenarios[0].steps[1].if"),
                        tuple("STEP_UNREACHABLE", "scenarios[0].steps[2].when"));
    }

    @Test
    void a_promise_broken_before_the_hand_over_still_reaches_its_step_behind_it() {
        Policy policy = steps(
                reminder(5),
                handOver(20, null),
                step("broken", s -> s.daysAfterBrokenPromise(1).stage(Stage.LITIGATION)));
        assertThat(PolicyAnalysis.of(policy)).isEmpty();
    }

    @Test
    void days_late_say_nothing_where_due_dates_are_rolled() {
        Policy policy = steps(reminder(5), step("late", s -> s.daysAfterDue(15).when(below(15))));
        assertThat(PolicyAnalysis.of(
                        policy.toBuilder().dueDateRoll(DayRoll.FOLLOWING).build()))
                .isEmpty();
    }

    @Test
    void without_a_cap_no_gap_is_too_small() {
        Policy policy = steps(mail("a", 5, null), mail("b", 5, null));
        assertThat(PolicyAnalysis.of(policy)).hasSize(1);
        assertThat(PolicyAnalysis.of(policy.toBuilder().contactCapDays(0).build()))
                .isEmpty();
    }

    @Test
    void a_rule_with_several_effects_is_shadowed_only_where_one_can_hold() {
        Rule first = assign("a", VIP, "b2b");
        Rule second = Rule.builder("b")
                .when(VIP)
                .then(new Effect.Tag("x"), new Effect.AssignScenario("b2b"), new Effect.SetSegment("BIG"))
                .build();
        assertThat(PolicyAnalysis.of(rules(first, second)))
                .extracting(Problem::code, Problem::path)
                .containsExactly(tuple("RULE_SHADOWED", "rules[1].then[1]"));
    }

    private static final Condition LATE_5 = fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(5);
    private static final Condition LATE_10_AND_VIP = all(LATE_10, VIP);

    private static Condition below(int days) {
        return fact(Facts.INVOICE_DAYS_LATE).below(days);
    }

    private static Condition overdueCount(long above, long below) {
        return all(
                fact(Facts.ACCOUNT_OVERDUE_COUNT).above(above),
                fact(Facts.ACCOUNT_OVERDUE_COUNT).below(below));
    }

    private static Rule tag(String id, Condition condition) {
        return Rule.builder(id).when(condition).then(new Effect.Tag("t")).build();
    }

    private static Rule assign(String id, Condition condition, String scenario) {
        return Rule.builder(id)
                .when(condition)
                .then(new Effect.AssignScenario(scenario))
                .build();
    }

    private static Rule segment(String id, Condition condition, String segment) {
        return Rule.builder(id)
                .when(condition)
                .then(new Effect.SetSegment(segment))
                .build();
    }

    private static Policy rules(Rule... rules) {
        return Policy.named("p")
                .scenario(Scenario.named("b2b").step(reminder(5)).build())
                .scenario(Scenario.named("slow").step(reminder(9)).build())
                .rules(RuleSet.of(rules))
                .build();
    }

    private static Policy steps(Step... steps) {
        return policy(Scenario.named("main"), steps);
    }

    private static Policy policy(ScenarioBuilder scenario, Step... steps) {
        List.of(steps).forEach(scenario::step);
        return Policy.named("p").scenario(scenario.build()).build();
    }

    /** A step that sends a mail unless it does something else. */
    private static Step step(String id, UnaryOperator<Step.Builder> definition) {
        Step step = definition.apply(Step.builder(id)).build();
        return id.equals("tell")
                ? step.toBuilder().notifyInside("desk", "look").build()
                : step.actions().isEmpty() ? step.toBuilder().email("t").build() : step;
    }

    private static Step mail(String id, int daysAfterDue, Condition condition) {
        return step(
                id,
                s -> condition == null
                        ? s.daysAfterDue(daysAfterDue)
                        : s.daysAfterDue(daysAfterDue).when(condition));
    }

    private static Step reminder(int daysAfterDue) {
        return mail("reminder", daysAfterDue, null);
    }

    private static Step reminderOf(Stage stage) {
        return step("second", s -> s.daysAfterDue(20).stage(stage));
    }

    private static Step task(String id, int daysAfterDue) {
        return step(
                id,
                s -> s.daysAfterDue(daysAfterDue)
                        .stage(daysAfterDue > 20 ? Stage.LITIGATION : Stage.AMICABLE)
                        .task("desk", "do"));
    }

    private static Step handOver(int daysAfterDue, Condition condition) {
        return step("hand-over", s -> {
            Step.Builder timed = s.daysAfterDue(daysAfterDue).litigation().escalate("court");
            return condition == null ? timed : timed.when(condition);
        });
    }

    private static Step.Builder lawful(Step.Builder step) {
        return step.daysAfterDue(30).formalNotice().letter("t");
    }

    private static Step notice(int daysAfterDue) {
        return step("notice", s -> lawful(s).daysAfterDue(daysAfterDue));
    }

    private static Step notice(int daysAfterDue, Condition condition) {
        return step("notice", s -> lawful(s).daysAfterDue(daysAfterDue).when(condition));
    }
}
