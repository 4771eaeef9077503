package io.relance.policy;

import io.relance.action.ScenarioRef;
import io.relance.rule.Effect;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can't work between the parts of a policy. */
final class PolicyChecks {
    private PolicyChecks() {}

    static List<Problem> check(
            List<Scenario> scenarios, RuleSet rules, @Nullable String defaultScenario, int contactCapDays) {
        List<Problem> problems = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        Set<ScenarioRef> refs = new HashSet<>();
        for (int i = 0; i < scenarios.size(); i++) {
            Scenario scenario = scenarios.get(i);
            ids.add(scenario.id());
            if (!refs.add(scenario.ref())) {
                problems.add(Problem.error(
                        "DUPLICATE_SCENARIO",
                        "scenarios[" + i + "].id",
                        "there is another scenario \"" + scenario.id() + "\" of version "
                                + scenario.ref().version(),
                        "give it another id, or a new version"));
            }
        }
        if (defaultScenario != null && !ids.contains(defaultScenario)) {
            problems.add(unknownScenario("defaultScenario", defaultScenario, ids));
        }
        List<Rule> list = rules.rules();
        for (int i = 0; i < list.size(); i++) {
            List<Effect> effects = list.get(i).effects();
            for (int j = 0; j < effects.size(); j++) {
                if (effects.get(j) instanceof Effect.AssignScenario assign && !ids.contains(assign.scenarioId())) {
                    problems.add(unknownScenario("rules[" + i + "].then[" + j + "]", assign.scenarioId(), ids));
                }
            }
        }
        return problems;
    }

    private static Problem unknownScenario(String path, String id, Set<String> ids) {
        return Problem.error(
                "UNKNOWN_SCENARIO",
                path,
                "there is no scenario \"" + id + "\"",
                ids.isEmpty() ? "define it" : "name one of " + String.join(", ", ids));
    }
}
