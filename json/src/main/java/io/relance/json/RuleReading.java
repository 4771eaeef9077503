package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.rule.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules out of a document. */
final class RuleReading {
    private static final int MOST_COOLDOWN = 3660;

    /** A rule as far as it could be read, with its place. */
    record Draft(Node node, Optional<Rule> rule, Optional<String> id, Place idPlace) {}

    private final ConditionReading conditions;
    private final EffectReading effects;
    private final Problems problems;

    RuleReading(ConditionReading conditions, Problems problems) {
        this.conditions = conditions;
        this.effects = new EffectReading(problems);
        this.problems = problems;
    }

    Draft read(Node node) {
        return ObjectReader.of(node, "the rule", problems)
                .map(o -> read(node, o))
                .orElseGet(() -> new Draft(node, Optional.empty(), Optional.empty(), node.place()));
    }

    private Draft read(Node node, ObjectReader o) {
        Value<String> id = o.text("id").as(text -> {
            Rule.builder(text);
            return text;
        });
        Optional<String> name = id.required();
        int priority = o.integer("priority").orElse(0);
        Optional<Condition> condition = o.node("if").required().flatMap(c -> conditions.read(c, Scope.ACCOUNT));
        List<Effect> then = o.list("then", effects::read).requiredOr(List.of());
        if (o.node("then").optional().orElse(null) instanceof Node.Items items
                && items.values().isEmpty()) {
            problems.error(items.place(), "MISSING_EFFECT", "the rule does nothing", "add, for example, { tag: big }");
        }
        Value<Integer> cooldown = o.integer("cooldownDays", 1, MOST_COOLDOWN);
        Value<Boolean> fireOnStart = o.bool("fireOnStart");
        o.finish();
        if (name.isEmpty() || condition.isEmpty() || new Consequences(node, problems).any()) {
            return new Draft(node, Optional.empty(), name, id.place());
        }
        Rule.Builder rule = Rule.builder(name.get())
                .priority(priority)
                .when(condition.get())
                .then(then.toArray(Effect[]::new))
                .fireOnStart(fireOnStart.orElse(false));
        cooldown.ifPresent(rule::cooldownDays);
        try {
            return new Draft(node, Optional.of(rule.build()), name, id.place());
        } catch (IllegalArgumentException e) {
            problems.error(node.place(), "INVALID_RULE", String.valueOf(e.getMessage()), "");
            return new Draft(node, Optional.empty(), name, id.place());
        }
    }

    /** The rules that could be read; an id that stands twice is among the problems. */
    RuleSet together(List<Draft> drafts) {
        Set<String> ids = new HashSet<>();
        List<Rule> rules = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.id().isPresent() && !ids.add(draft.id().get())) {
                problems.error(
                        draft.idPlace(),
                        "DUPLICATE_RULE",
                        "there is another rule \"" + draft.id().get() + "\"",
                        "give each rule an id of its own");
            } else {
                draft.rule().ifPresent(rules::add);
            }
        }
        return RuleSet.of(rules);
    }
}
