package io.relance.policy;

import io.relance.action.ScenarioRef;
import io.relance.claim.ClaimSettings;
import io.relance.claim.StatutoryTerms;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Fact;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can't work between the parts of a policy. */
final class PolicyChecks {
    private PolicyChecks() {}

    static List<Problem> check(
            String name,
            List<Scenario> scenarios,
            RuleSet rules,
            @Nullable String defaultScenario,
            @Nullable ClaimSettings claims) {
        List<Problem> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add(Problem.error("BLANK_TEXT", "policy", "the policy's name is blank", "name it"));
        }
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
                    problems.add(unknownScenario(
                            "rules[" + i + "].then[" + j + "].assignScenario", assign.scenarioId(), ids));
                }
            }
        }
        problems.addAll(fieldsOfTwoTypes(scenarios, list));
        if (claims != null) {
            lawIsKnown(claims, problems);
        }
        return problems;
    }

    private static void lawIsKnown(ClaimSettings claims, List<Problem> problems) {
        Set<String> countries = new TreeSet<>();
        claims.law().all().stream().map(StatutoryTerms::country).forEach(countries::add);
        if (!countries.contains(claims.country())) {
            problems.add(Problem.error(
                    "UNKNOWN_LAW",
                    "claims.law",
                    "no terms of \"" + claims.country() + "\" are known, so nothing can be claimed",
                    countries.isEmpty()
                            ? "give its terms"
                            : "name one of " + String.join(", ", countries) + ", or give its terms"));
        }
    }

    /** A host's own field has one type: a document declares it once. */
    private static List<Problem> fieldsOfTwoTypes(List<Scenario> scenarios, List<Rule> rules) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Fact<?>> known = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            check(rules.get(i).condition(), "rules[" + i + "].if", known, problems);
        }
        for (int i = 0; i < scenarios.size(); i++) {
            List<Step> steps = scenarios.get(i).steps();
            for (int j = 0; j < steps.size(); j++) {
                String path = "scenarios[" + i + "].steps[" + j + "].if";
                steps.get(j).condition().ifPresent(condition -> check(condition, path, known, problems));
            }
        }
        return problems;
    }

    private static void check(Condition condition, String path, Map<String, Fact<?>> known, List<Problem> problems) {
        for (Fact<?> fact : CompiledCondition.of(condition).facts()) {
            Fact<?> before = known.putIfAbsent(fact.name(), fact);
            if (before != null && before.type() != fact.type()) {
                problems.add(Problem.error(
                        "FIELD_OF_TWO_TYPES",
                        path,
                        fact + " is asked as " + fact.type().phrase() + " here and as "
                                + before.type().phrase() + " before",
                        "ask a field as one type everywhere"));
            }
        }
    }

    private static Problem unknownScenario(String path, String id, Set<String> ids) {
        return Problem.error(
                "UNKNOWN_SCENARIO",
                path,
                "there is no scenario \"" + id + "\"",
                ids.isEmpty() ? "define it" : "name one of " + String.join(", ", ids));
    }
}
