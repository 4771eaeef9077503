package io.relance.policy;

import io.relance.rule.Condition;
import io.relance.rule.ConditionAnalysis;
import io.relance.rule.Effect;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules that never have their say. Paths count the rules in their order, by priority. */
final class RuleAnalysis {
    private final List<Problem> findings = new ArrayList<>();

    private RuleAnalysis() {}

    static List<Problem> of(RuleSet rules) {
        RuleAnalysis analysis = new RuleAnalysis();
        List<Rule> earlier = new ArrayList<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            Rule rule = rules.rules().get(i);
            String path = "rules[" + i + "]";
            if (ConditionAnalysis.canNeverBeTrue(rule.condition())) {
                analysis.neverFires(rule, path);
            } else {
                for (int j = 0; j < rule.effects().size(); j++) {
                    analysis.look(rule, rule.effects().get(j), earlier, path + ".then[" + j + "]");
                }
                earlier.add(rule);
            }
        }
        return analysis.findings;
    }

    private void neverFires(Rule rule, String path) {
        findings.add(Problem.warning(
                "RULE_NEVER_FIRES",
                path + ".if",
                "rule \"" + rule.id() + "\" never fires: no account is such that " + rule.condition(),
                "change the condition, or drop the rule"));
    }

    private void look(Rule rule, Effect effect, List<Rule> earlier, String path) {
        List<Rule> rivals = earlier.stream()
                .filter(other -> effect.exclusive() && rivalOf(effect, other).isPresent())
                .toList();
        Optional<Rule> single = rivals.stream()
                .filter(other -> ConditionAnalysis.implies(rule.condition(), other.condition()))
                .findFirst();
        if (single.isPresent()) {
            shadowed(rule, effect, single.get(), path);
        } else if (rivals.size() > 1
                && ConditionAnalysis.implies(
                        rule.condition(),
                        new Condition.Any(rivals.stream().map(Rule::condition).toList()))) {
            String names =
                    rivals.stream().map(other -> "\"" + other.id() + "\"").collect(Collectors.joining(", "));
            findings.add(Problem.warning(
                    "RULE_SHADOWED",
                    path,
                    "rule \"" + rule.id() + "\" would " + effect + ", but whenever it holds one of the earlier rules "
                            + names + " holds too and the first wins",
                    "give it a lower priority number, or narrow the earlier ones"));
        }
    }

    private void shadowed(Rule rule, Effect effect, Rule other, String path) {
        Effect first = rivalOf(effect, other).orElseThrow();
        boolean same = ConditionAnalysis.implies(other.condition(), rule.condition());
        if (same && effect instanceof Effect.AssignScenario && !effect.equals(first)) {
            findings.add(Problem.warning(
                    "SCENARIOS_CONTRADICT",
                    path,
                    "rules \"" + other.id() + "\" and \"" + rule.id() + "\" have the same condition, but one would "
                            + first + " and the other " + effect + "; the first wins",
                    "keep one of them, or tell their conditions apart"));
        } else {
            findings.add(Problem.warning(
                    "RULE_SHADOWED",
                    path,
                    "rule \"" + rule.id() + "\" would " + effect + ", but whenever it holds the earlier rule \""
                            + other.id() + "\" holds too and would " + first + "; the first wins",
                    "give it a lower priority number, or narrow the earlier one"));
        }
    }

    /** The effect of {@code other} that leaves no room for {@code effect}. */
    private static Optional<Effect> rivalOf(Effect effect, Rule other) {
        return other.effects().stream()
                .filter(e -> e.getClass().equals(effect.getClass()))
                .findFirst();
    }
}
