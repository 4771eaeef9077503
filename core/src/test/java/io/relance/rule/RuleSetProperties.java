package io.relance.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.RuleState;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** A rule set says of its rules what each of them says by itself. */
class RuleSetProperties {
    @Provide
    Arbitrary<List<Condition>> conditions() {
        Arbitrary<Condition> ofAccounts = SomeConditions.comparisons()
                .filter(leaf -> CompiledCondition.of(leaf).facts().stream()
                        .allMatch(fact -> fact.scope() == Scope.ACCOUNT && fact.motion() != Motion.FROZEN));
        // many at once, so that facts are asked by several and comparisons fill more than a word
        return SomeConditions.conditions(2, ofAccounts).list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<KnownFacts> facts() {
        return SomeConditions.facts();
    }

    private static RuleSet rules(List<Condition> conditions) {
        List<Rule> rules = new ArrayList<>();
        for (Condition condition : conditions) {
            rules.add(Rule.builder("rule-" + (99 - rules.size()))
                    .when(condition)
                    .then(new Effect.Tag("tag"))
                    .build());
        }
        return RuleSet.of(rules);
    }

    @Property(seed = "20260105")
    void the_truths_are_those_of_the_conditions_in_the_rules_order(
            @ForAll("conditions") List<Condition> conditions, @ForAll("facts") KnownFacts facts) {
        RuleSet rules = rules(conditions);
        Map<String, Truth> truths = new LinkedHashMap<>();
        Map<String, RuleState> states = new LinkedHashMap<>();
        for (Rule rule : rules.rules()) {
            CompiledCondition condition = CompiledCondition.of(rule.condition());
            Truth truth = condition.matches(facts);
            truths.put(rule.id(), truth);
            if (truth != Truth.UNKNOWN) {
                states.put(rule.id(), new RuleState(rule.id(), condition.hash(), truth, Optional.empty()));
            }
        }

        RuleOutcome outcome = rules.evaluate(facts, Map.of(), SomeConditions.TODAY);

        assertThat(rules.matches(facts)).isEqualTo(truths);
        assertThat(outcome.moved()).isEqualTo(!states.isEmpty());
        assertThat(rules.evaluate(facts, states, SomeConditions.TODAY).moved()).isFalse();
        assertThat(outcome.truths()).isEqualTo(truths).hasSameHashCodeAs(truths);
        assertThat(outcome.truths().keySet()).containsExactlyElementsOf(truths.keySet());
        assertThat(outcome.states()).isEqualTo(states);
        assertThat(outcome.states().values()).containsExactlyElementsOf(states.values());
    }

    @Property(seed = "20260105")
    void an_outcome_has_moved_when_its_states_are_not_those_remembered(
            @ForAll("conditions") List<Condition> conditions,
            @ForAll("conditions") List<Condition> earlier,
            @ForAll("facts") KnownFacts facts) {
        Map<String, RuleState> before =
                rules(earlier).evaluate(facts, Map.of(), SomeConditions.TODAY).states();

        RuleOutcome outcome = rules(conditions).evaluate(facts, before, SomeConditions.TODAY);

        assertThat(outcome.moved()).isEqualTo(!outcome.states().equals(before));
    }

    @Property(seed = "20260105")
    void the_next_look_is_the_first_day_on_which_a_comparison_of_any_rule_comes_out_otherwise(
            @ForAll("conditions") List<Condition> conditions, @ForAll("facts") KnownFacts facts) {
        Optional<LocalDate> first = conditions.stream()
                .map(CompiledCondition::of)
                .flatMap(condition -> condition.nextChange(facts, SomeConditions.TODAY).stream())
                .min(LocalDate::compareTo);

        assertThat(rules(conditions)
                        .evaluate(facts, Map.of(), SomeConditions.TODAY)
                        .nextLook())
                .isEqualTo(first);
        Statistics.label("changes").collect(first.isPresent()).coverage(coverage -> {
            coverage.check(true).percentage(share -> share >= 10.0);
            coverage.check(false).percentage(share -> share >= 10.0);
        });
    }
}
