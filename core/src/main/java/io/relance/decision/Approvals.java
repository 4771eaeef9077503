package io.relance.decision;

import io.relance.action.Stage;
import io.relance.receivable.NaturalPerson;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Effect;
import io.relance.rule.Rule;
import io.relance.rule.RuleEffect;
import io.relance.scenario.Step;

/**
 * When a person must look before something leaves: where the step says so, and where score or segment alone would take a
 * natural person (or one who may be) to court (SEMANTICS 7).
 */
final class Approvals {
    private final Work work;

    Approvals(Work work) {
        this.work = work;
    }

    boolean needed(Item item, Step step) {
        return step.needsApproval() || (step.stage() == Stage.LITIGATION && isAutomated(item, step));
    }

    /** Whether score or segment chose a litigation step for somebody who may be a natural person. */
    boolean isAutomated(Item item, Step step) {
        if (work.policy.automatedEffects() || work.customer.naturalPerson() == NaturalPerson.NO) {
            return false;
        }
        boolean byCondition =
                step.compiled().map(CompiledCondition::readsFrozen).orElse(false);
        return byCondition || scenarioChosenByScore(item);
    }

    private boolean scenarioChosenByScore(Item item) {
        return work.rules().inForce(Effect.AssignScenario.class).stream()
                .filter(ruled -> item.scenario != null
                        && ((Effect.AssignScenario) ruled.effect()).scenarioId().equals(item.scenario.id()))
                .anyMatch(ruled -> readsScore(work, ruled));
    }

    /** Whether the condition of the rule behind an effect reads behaviour. */
    static boolean readsScore(Work work, RuleEffect ruled) {
        return work.policy.rules().rules().stream()
                .filter(rule -> rule.id().equals(ruled.ruleId()))
                .map(Rule::condition)
                .anyMatch(condition -> CompiledCondition.of(condition).readsFrozen());
    }
}
