package io.relance.rule;

import io.relance.account.RuleState;
import java.time.LocalDate;

/** A rule resolved once, to be evaluated often: its condition compiled, its effects by kind and named after it. */
final class CompiledRule {
    final int place;
    final String id;
    final CompiledCondition condition;
    final int comparisons;
    final boolean fireOnStart;
    private final int cooldownDays;
    private final RuleEffect[] lasting;
    private final RuleEffect[] firing;

    /** @param place the rule's place in its set, from 0 */
    CompiledRule(int place, Rule rule) {
        this.place = place;
        this.id = rule.id();
        this.condition = CompiledCondition.of(rule.condition());
        this.comparisons = condition.leaves().size();
        this.fireOnStart = rule.fireOnStart();
        this.cooldownDays = rule.cooldownDays().orElse(0);
        this.lasting = effects(rule, false);
        this.firing = effects(rule, true);
    }

    private static RuleEffect[] effects(Rule rule, boolean edgeTriggered) {
        return rule.effects().stream()
                .filter(effect -> effect.edgeTriggered() == edgeTriggered)
                .map(effect -> new RuleEffect(rule.id(), effect))
                .toArray(RuleEffect[]::new);
    }

    /** The effects that last while it holds. */
    RuleEffect[] lasting() {
        return lasting;
    }

    /** The effects that happen once, when it becomes TRUE. */
    RuleEffect[] firing() {
        return firing;
    }

    /** The first day on which it may fire again; today if it never fired. */
    LocalDate cooldownEnd(RuleState state, LocalDate today) {
        return state.lastFired().map(day -> day.plusDays(cooldownDays)).orElse(today);
    }
}
