package io.relance.rule;

import static io.relance.plan.Truth.FALSE;
import static io.relance.plan.Truth.TRUE;
import static io.relance.plan.Truth.UNKNOWN;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.overdue;
import static io.relance.rule.KnownFacts.amounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.relance.account.RuleState;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSetTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    private static final Condition BIG = overdue("EUR").atLeast("5000.00");
    private static final String BIG_HASH = CompiledCondition.of(BIG).hash();
    private static final Effect NOTIFY = new Effect.Notify("sales", "look");
    private static final Effect TAG = new Effect.Tag("big");

    private static Rule.Builder big() {
        return Rule.builder("big").when(BIG).then(TAG, NOTIFY);
    }

    private static KnownFacts facts(Truth truth) {
        return switch (truth) {
            case TRUE -> KnownFacts.none().with(Facts.ACCOUNT_OVERDUE, amounts("EUR 5000.00"));
            case FALSE -> KnownFacts.none().with(Facts.ACCOUNT_OVERDUE, amounts("EUR 4999.99"));
            case UNKNOWN -> KnownFacts.none();
        };
    }

    /** What is remembered and how the rule comes out; what is then remembered, whether it fires, whether its tag holds. */
    @ParameterizedTest
    @CsvSource({
        // before, today, fireOnStart, after, fires, tagged
        "none,  TRUE,    false, TRUE,  false, true",
        "none,  TRUE,    true,  TRUE,  true,  true",
        "none,  FALSE,   false, FALSE, false, false",
        "none,  FALSE,   true,  FALSE, false, false",
        "none,  UNKNOWN, false, none,  false, false",
        "none,  UNKNOWN, true,  none,  false, false",
        "FALSE, TRUE,    false, TRUE,  true,  true",
        "FALSE, TRUE,    true,  TRUE,  true,  true",
        "FALSE, FALSE,   false, FALSE, false, false",
        "FALSE, UNKNOWN, false, FALSE, false, false",
        "TRUE,  TRUE,    false, TRUE,  false, true",
        "TRUE,  TRUE,    true,  TRUE,  false, true",
        "TRUE,  FALSE,   false, FALSE, false, false",
        "TRUE,  UNKNOWN, false, TRUE,  false, true"
    })
    void a_rule_fires_when_it_becomes_true_and_its_lasting_effects_last_while_it_holds(
            String before, Truth today, boolean fireOnStart, String after, boolean fires, boolean tagged) {
        RuleSet rules = RuleSet.of(big().fireOnStart(fireOnStart).build());
        Map<String, RuleState> remembered = new HashMap<>();
        if (!before.equals("none")) {
            remembered.put("big", new RuleState("big", BIG_HASH, Truth.valueOf(before), Optional.empty()));
        }

        RuleOutcome outcome = rules.evaluate(facts(today), remembered, TODAY);

        assertThat(outcome.truths()).containsExactly(entry("big", today));
        assertThat(outcome.fired()).isEqualTo(fires ? List.of(new RuleEffect("big", NOTIFY)) : List.of());
        assertThat(outcome.inForce()).isEqualTo(tagged ? List.of(new RuleEffect("big", TAG)) : List.of());
        assertThat(outcome.tags()).isEqualTo(tagged ? Set.of("big") : Set.of());
        if (after.equals("none")) {
            assertThat(outcome.states()).isEmpty();
        } else {
            assertThat(outcome.states())
                    .containsExactly(entry(
                            "big",
                            new RuleState(
                                    "big",
                                    BIG_HASH,
                                    Truth.valueOf(after),
                                    fires ? Optional.of(TODAY) : Optional.empty())));
        }
    }

    @ParameterizedTest
    @CsvSource({"TRUE, true", "TRUE, false", "FALSE, true", "UNKNOWN, true"})
    void a_changed_condition_makes_the_rule_new(Truth today, boolean fireOnStart) {
        RuleSet rules =
                RuleSet.of(big().fireOnStart(fireOnStart).cooldownDays(30).build());
        Map<String, RuleState> otherCondition =
                Map.of("big", new RuleState("big", "0123456789abcdef", TRUE, Optional.of(TODAY.minusDays(1))));

        assertThat(rules.evaluate(facts(today), otherCondition, TODAY))
                .usingRecursiveComparison()
                .ignoringFields("moved")
                .isEqualTo(rules.evaluate(facts(today), Map.of(), TODAY));
    }

    @Test
    void another_effect_or_cool_down_does_not_make_a_rule_new() {
        Map<String, RuleState> before = Map.of("big", new RuleState("big", BIG_HASH, FALSE, Optional.empty()));
        Effect task = new Effect.CreateTask("team", "call");

        assertThat(RuleSet.of(big().then(task).cooldownDays(2).build())
                        .evaluate(facts(TRUE), before, TODAY)
                        .fired())
                .containsExactly(new RuleEffect("big", NOTIFY), new RuleEffect("big", task));
    }

    /**
     * A history day by day, from a first firing on day 0 (T, F, U: how the rule comes out), with a cool-down of 5 days;
     * and the days on which it fires.
     */
    @ParameterizedTest
    @CsvSource({
        "F T,               1",
        "F T F T,           1", // day 3 is in the cool-down of day 1, which ends on day 6
        "F T F T T T,       1",
        "F T F T T T T,     1 6", // still TRUE when it ends
        "F T F T T T F T,   1 7", // it lapsed, and came again after the end
        "F T F T F F T,     1 6",
        "F T F T U U U T,   1 7", // UNKNOWN when it ended: fires when it is TRUE
        "F T F T U U U F T, 1 8",
        "F T F U U U T,     1 6",
        "F T U U U U U T,   1", // it was TRUE all along
        "T T T T T T T,     ''",
        "T F T F T F T F,   2",
        "T F T F T F T T,   2 7",
        "U T F T,           3",
        "U F U T,           3"
    })
    void a_firing_in_a_cool_down_is_pending_until_it_ends(String history, String firings) {
        RuleSet rules = RuleSet.of(big().cooldownDays(5).build());

        assertThat(firings(rules, history, false)).isEqualTo(firings);
        // Only looking when told to, or when something changed, gives the same.
        assertThat(firings(rules, history, true)).isEqualTo(firings);
    }

    private static String firings(RuleSet rules, String history, boolean onReviewDaysOnly) {
        List<String> firings = new ArrayList<>();
        Map<String, RuleState> states = Map.of();
        LocalDate review = TODAY;
        String last = "";
        String[] truths = history.split(" ");
        for (int day = 0; day < truths.length; day++) {
            LocalDate today = TODAY.plusDays(day);
            boolean nothingNew = truths[day].equals(last) && (review == null || today.isBefore(review));
            last = truths[day];
            if (onReviewDaysOnly && nothingNew) {
                continue;
            }
            Truth truth = last.equals("T") ? TRUE : last.equals("F") ? FALSE : UNKNOWN;
            RuleOutcome outcome = rules.evaluate(facts(truth), states, today);
            // Deciding again on the same day does nothing more.
            assertThat(rules.evaluate(facts(truth), outcome.states(), today).fired())
                    .isEmpty();
            states = outcome.states();
            review = outcome.nextLook().orElse(null);
            if (!outcome.fired().isEmpty()) {
                firings.add(String.valueOf(day));
            }
        }
        return String.join(" ", firings);
    }

    @Test
    void a_pending_firing_names_the_end_of_its_cool_down() {
        RuleSet rules = RuleSet.of(big().cooldownDays(5).build());
        Map<String, RuleState> fired =
                Map.of("big", new RuleState("big", BIG_HASH, FALSE, Optional.of(TODAY.minusDays(2))));

        RuleOutcome outcome = rules.evaluate(facts(TRUE), fired, TODAY);

        assertThat(outcome.fired()).isEmpty();
        assertThat(outcome.tags()).containsExactly("big");
        assertThat(outcome.states())
                .containsExactly(
                        entry("big", new RuleState("big", BIG_HASH, TRUE, Optional.of(TODAY.minusDays(2)), true)));
        assertThat(outcome.nextLook()).contains(TODAY.minusDays(2).plusDays(5));
        assertThat(rules.evaluate(facts(UNKNOWN), outcome.states(), TODAY.plusDays(3))
                        .nextLook())
                .isEmpty();
    }

    @Test
    void rules_come_by_priority_and_then_as_written() {
        Rule a = rule("a", 5, TAG);
        Rule b = rule("b", 0, TAG);
        Rule c = rule("c", 5, TAG);
        Rule d = rule("d", -1, TAG);
        RuleSet rules = RuleSet.of(a, b, c, d);

        assertThat(rules.rules()).containsExactly(d, b, a, c);
        assertThat(rules.evaluate(facts(TRUE), Map.of(), TODAY).truths().keySet())
                .containsExactly("d", "b", "a", "c");
        assertThat(rules.explain(facts(TRUE)).keySet()).containsExactly("d", "b", "a", "c");
    }

    private static Rule rule(String id, int priority, Effect... effects) {
        return Rule.builder(id).priority(priority).when(BIG).then(effects).build();
    }

    static Stream<Arguments> exclusive() {
        return Stream.of(
                Arguments.of(new Effect.AssignScenario("soft"), new Effect.AssignScenario("hard")),
                Arguments.of(new Effect.SetSegment("key"), new Effect.SetSegment("small")),
                Arguments.of(
                        new Effect.SetCreditLimit(Money.parse("EUR 1.00")),
                        new Effect.SetCreditLimit(Money.parse("USD 2.00"))));
    }

    @ParameterizedTest
    @MethodSource("exclusive")
    void where_only_one_can_hold_the_first_rule_that_holds_wins(Effect first, Effect second) {
        Rule never = Rule.builder("never")
                .priority(-1)
                .when(overdue("EUR").above("999999.00"))
                .then(first)
                .build();
        RuleSet rules = RuleSet.of(rule("second", 2, second), rule("first", 1, first), never);

        RuleOutcome outcome = rules.evaluate(facts(TRUE), Map.of(), TODAY);

        assertThat(outcome.inForce()).containsExactly(new RuleEffect("first", first));
        assertThat(outcome.inForce(first.getClass())).containsExactly(new RuleEffect("first", first));
        assertThat(outcome.inForce(Effect.Hold.class)).isEmpty();
    }

    @Test
    void a_rule_left_as_it_was_by_unknown_still_comes_first() {
        Condition known = fact(Facts.ACCOUNT_OVERDUE_COUNT).atLeast(0);
        Rule second = Rule.builder("second")
                .when(known)
                .then(new Effect.SetSegment("small"))
                .build();
        RuleSet rules = RuleSet.of(rule("first", 0, new Effect.SetSegment("key")), second);
        FactSource facts = facts(UNKNOWN).with(Facts.ACCOUNT_OVERDUE_COUNT, 1L);
        Map<String, RuleState> before = Map.of("first", new RuleState("first", BIG_HASH, TRUE, Optional.empty()));

        assertThat(rules.evaluate(facts, before, TODAY).inForce())
                .containsExactly(new RuleEffect("first", new Effect.SetSegment("key")));
        assertThat(rules.evaluate(facts, Map.of(), TODAY).inForce())
                .containsExactly(new RuleEffect("second", new Effect.SetSegment("small")));
    }

    @Test
    void all_other_effects_add_up() {
        Effect hold = new Effect.Hold("merger");
        Effect approval = new Effect.RequireApproval();
        Effect terms = new Effect.RecommendTerms("prepaid");
        Effect other = new Effect.Tag("other");
        RuleSet rules = RuleSet.of(rule("a", 0, hold, TAG, approval), rule("b", 0, hold, terms, TAG, other));

        RuleOutcome outcome = rules.evaluate(facts(TRUE), Map.of(), TODAY);

        assertThat(outcome.inForce())
                .containsExactly(
                        new RuleEffect("a", hold),
                        new RuleEffect("a", TAG),
                        new RuleEffect("a", approval),
                        new RuleEffect("b", hold),
                        new RuleEffect("b", terms),
                        new RuleEffect("b", TAG),
                        new RuleEffect("b", other));
        assertThat(outcome.inForce(Effect.Hold.class))
                .extracting(RuleEffect::ruleId)
                .containsExactly("a", "b");
        assertThat(outcome.tags()).containsExactly("big", "other");
    }

    @Test
    void no_rule_sees_a_tag_that_another_one_sets() {
        Rule follower = Rule.builder("follower")
                .priority(99)
                .when(fact(Facts.ACCOUNT_TAG).is("big"))
                .then(new Effect.RequireApproval())
                .build();
        RuleSet rules = RuleSet.of(big().build(), follower);
        FactSource facts = facts(TRUE).with(Facts.ACCOUNT_TAG, Set.of());

        RuleOutcome first = rules.evaluate(facts, Map.of(), TODAY);
        RuleOutcome again = rules.evaluate(facts, first.states(), TODAY);

        assertThat(first.truths()).containsEntry("follower", FALSE);
        assertThat(again.truths()).isEqualTo(first.truths());
        assertThat(again.inForce()).isEqualTo(first.inForce());
    }

    @Test
    void what_was_remembered_of_other_rules_is_forgotten() {
        Map<String, RuleState> before = Map.of("gone", new RuleState("gone", BIG_HASH, TRUE, Optional.empty()));

        assertThat(RuleSet.of(big().build())
                        .evaluate(facts(TRUE), before, TODAY)
                        .states())
                .containsOnlyKeys("big");
        assertThat(RuleSet.empty().evaluate(facts(TRUE), before, TODAY))
                .isEqualTo(new RuleOutcome(Map.of(), Map.of(), true, List.of(), List.of(), Optional.empty()));
    }

    @Test
    void rules_over_behaviour_are_looked_at_on_the_first_of_next_month() {
        Rule prompt = Rule.builder("prompt")
                .when(fact(Facts.ACCOUNT_SEGMENT).is("PROMPT"))
                .then(TAG)
                .build();
        Rule old = Rule.builder("old")
                .when(any(
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).above(30),
                        fact(Facts.ACCOUNT_MESSAGES).above(3)))
                .then(TAG)
                .build();
        KnownFacts facts = facts(TRUE).with(Facts.ACCOUNT_OLDEST_DAYS_LATE, 10L);
        LocalDate today = LocalDate.of(2026, 2, 1);

        assertThat(RuleSet.of(big().build()).evaluate(facts, Map.of(), today).nextLook())
                .isEmpty();
        assertThat(RuleSet.of(prompt).evaluate(facts, Map.of(), today).nextLook())
                .contains(LocalDate.of(2026, 3, 1));
        assertThat(RuleSet.of(old).evaluate(facts, Map.of(), today).nextLook()).contains(today.plusDays(31 - 10));
        assertThat(RuleSet.of(prompt, old).evaluate(facts, Map.of(), today).nextLook())
                .contains(today.plusDays(31 - 10));
        assertThat(RuleSet.of(prompt).readsFrozen()).isTrue();
        assertThat(RuleSet.of(old).readsFrozen()).isFalse();
        assertThat(RuleSet.of(old).readsMessages()).isTrue();
        assertThat(RuleSet.of(prompt).readsMessages()).isFalse();
    }

    @Test
    void every_rule_can_be_explained() {
        Map<String, Explained> explained = RuleSet.of(big().build()).explain(facts(FALSE));

        assertThat(explained.get("big").truth()).isEqualTo(FALSE);
        assertThat(explained.get("big").trace().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.actual()).isEqualTo("EUR 4999.99"));
    }

    @Test
    void two_rules_of_one_id_are_refused() {
        Rule rule = big().build();
        assertThatThrownBy(() -> RuleSet.of(rule, rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two rules have the id \"big\"; ids are unique");
    }

    @Test
    void what_did_not_move_is_remembered_as_the_very_same_state() {
        RuleSet rules = RuleSet.of(big().build());
        RuleState before = rules.evaluate(facts(TRUE), Map.of(), TODAY).states().get("big");

        RuleOutcome same = rules.evaluate(facts(TRUE), Map.of("big", before), TODAY.plusDays(1));

        assertThat(same.states().get("big")).isSameAs(before);
    }

    @Test
    void an_outcome_cannot_be_changed_and_knows_no_other_rules() {
        RuleOutcome outcome = RuleSet.of(big().build()).evaluate(facts(TRUE), Map.of(), TODAY);

        assertThat(outcome.truths()).containsOnlyKeys("big").doesNotContainKey("another");
        assertThat(outcome.truths().get("another")).isNull();
        assertThatThrownBy(() -> outcome.truths().put("big", FALSE)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> outcome.states().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> outcome.states().entrySet().iterator().remove())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_rule_with_more_comparisons_than_a_word_has_bits_stands_among_others() {
        Condition many = any(IntStream.range(0, 200)
                .mapToObj(i -> fact(Facts.ACCOUNT_OVERDUE_COUNT).is(i))
                .toArray(Condition[]::new));
        RuleSet rules = RuleSet.of(
                Rule.builder("first").when(BIG).then(new Effect.Tag("a")).build(),
                Rule.builder("many").when(many).then(new Effect.Tag("b")).build(),
                Rule.builder("last").when(not(many)).then(new Effect.Tag("c")).build());

        for (long count : List.of(0L, 199L, 200L)) {
            KnownFacts facts = KnownFacts.none().with(Facts.ACCOUNT_OVERDUE_COUNT, count);
            assertThat(rules.matches(facts))
                    .containsExactly(
                            Map.entry("first", Truth.UNKNOWN),
                            Map.entry("many", Truth.of(count < 200)),
                            Map.entry("last", Truth.of(count >= 200)));
        }
    }
}
