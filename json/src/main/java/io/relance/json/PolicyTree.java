package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Condition;
import io.relance.rule.Fact;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Policies, scenarios and rules as trees. */
final class PolicyTree {
    private PolicyTree() {}

    static Node.Mapping of(Policy policy) {
        MappingBuilder m = new MappingBuilder().text("policy", policy.name());
        if (!policy.timeZone().normalized().equals(ZoneOffset.UTC)) {
            m.text("timeZone", policy.timeZone().getId());
        }
        policy.country().ifPresent(country -> m.text("country", country));
        m.mapping(
                "aging",
                aging -> aging.constant("basis", policy.agingBasis())
                        .numbers("bounds", policy.agingBuckets().bounds()));
        m.mapping("contactCap", cap -> cap.number("days", policy.contactCapDays()));
        if (policy.personCeiling() != Policy.DEFAULT_PERSON_CEILING) {
            m.mapping("naturalPersonCeiling", ceiling -> ceiling.number("messages", policy.personCeiling()));
        }
        BigDecimal tolerance = policy.tolerance().amount().stripTrailingZeros();
        m.decimal("tolerance", tolerance.setScale(Math.max(2, tolerance.scale())));
        settings(policy, m);
        FigureReading.write(policy, m);
        policy.claims().ifPresent(claims -> m.node("claims", ClaimTree.of(claims)));
        if (!policy.correspondence().equals(Correspondence.NONE)) {
            m.node("correspondence", CorrespondenceReading.write(policy.correspondence()));
        }
        HostFields.write(facts(policy.scenarios(), policy.rules()), m);
        policy.defaultScenario().ifPresent(id -> m.text("defaultScenario", id));
        m.list("scenarios", policy.scenarios().stream().map(ScenarioTree::of).toList());
        m.list("rules", rules(policy.rules()));
        return m.build();
    }

    static Node.Mapping of(Scenario scenario) {
        MappingBuilder m = new MappingBuilder();
        HostFields.write(facts(List.of(scenario), RuleSet.empty()), m);
        ScenarioTree.of(scenario).entries().forEach(entry -> m.node(entry.key(), entry.value()));
        return m.build();
    }

    static Node.Mapping of(RuleSet rules) {
        MappingBuilder m = new MappingBuilder();
        HostFields.write(facts(List.of(), rules), m);
        return m.list("rules", rules(rules)).build();
    }

    private static void settings(Policy policy, MappingBuilder m) {
        if (policy.dueDateRoll() != DayRoll.NONE) {
            m.constant("dueDateRoll", policy.dueDateRoll());
        }
        number(m, "approvalPatience", policy.approvalPatience(), Policy.DEFAULT_APPROVAL_PATIENCE);
        MappingBuilder promises = new MappingBuilder();
        number(promises, "grace", policy.promiseGrace(), Policy.DEFAULT_PROMISE_GRACE);
        number(promises, "max", policy.maxPromises(), Policy.DEFAULT_MAX_PROMISES);
        number(promises, "maxDays", policy.maxPromiseDays(), Policy.DEFAULT_MAX_PROMISE_DAYS);
        if (!promises.build().entries().isEmpty()) {
            m.node("promises", promises.build());
        }
        if (policy.instalmentGrace() != Policy.DEFAULT_INSTALMENT_GRACE) {
            m.mapping("instalments", i -> i.number("grace", policy.instalmentGrace()));
        }
        number(m, "rebindCooldown", policy.rebindCooldown(), Policy.DEFAULT_REBIND_COOLDOWN);
        number(m, "thankYouWithin", policy.thanksWithin(), Policy.DEFAULT_THANKS_WITHIN);
        policy.maxLedgerAgeDays().ifPresent(days -> m.number("maxLedgerAgeDays", days));
        if (policy.automatedEffects()) {
            m.bool("automatedEffects", true);
        }
    }

    private static void number(MappingBuilder m, String key, int value, int standard) {
        if (value != standard) {
            m.number(key, value);
        }
    }

    private static List<Node.Mapping> rules(RuleSet rules) {
        return rules.rules().stream().map(PolicyTree::rule).toList();
    }

    private static Node.Mapping rule(Rule rule) {
        MappingBuilder m = new MappingBuilder().text("id", rule.id());
        if (rule.priority() != 0) {
            m.number("priority", rule.priority());
        }
        m.node("if", ConditionTree.of(rule.condition()));
        m.list("then", rule.effects().stream().map(EffectReading::write).toList());
        rule.cooldownDays().ifPresent(days -> m.number("cooldownDays", days));
        if (rule.fireOnStart()) {
            m.bool("fireOnStart", true);
        }
        return m.build();
    }

    private static Collection<Fact<?>> facts(List<Scenario> scenarios, RuleSet rules) {
        List<Condition> conditions = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            scenario.steps().stream().map(Step::condition).forEach(c -> c.ifPresent(conditions::add));
        }
        rules.rules().forEach(rule -> conditions.add(rule.condition()));
        List<Fact<?>> facts = new ArrayList<>();
        conditions.forEach(
                condition -> facts.addAll(CompiledCondition.of(condition).facts()));
        return facts;
    }
}
