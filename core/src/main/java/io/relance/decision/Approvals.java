package io.relance.decision;

import io.relance.action.Stage;
import io.relance.receivable.NaturalPerson;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.RuleEffect;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.util.Optional;
import java.util.stream.Stream;

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
        return step.compiled().filter(this::followsScore).isPresent() || scenarioChosenByScore(item);
    }

    /** Whether a condition asks for score or segment, or for what a rule sets that asks for them. */
    private boolean followsScore(CompiledCondition condition) {
        if (condition.readsFrozen()) {
            return true;
        }
        boolean readsLimit = condition.facts().contains(Facts.ACCOUNT_CREDIT_LIMIT)
                || condition.facts().contains(Facts.ACCOUNT_CREDIT_USAGE);
        return scoring()
                .anyMatch(effect -> (effect instanceof Effect.SetCreditLimit && readsLimit)
                        || (effect instanceof Effect.Tag tag && condition.asksForTag(tag.tag())));
    }

    /**
     * Whether a rule that asks for score or segment assigns the item's scenario, today or, with the item bound to it since,
     * on an earlier day. What the policy's default scenario would have done anyway is nobody's choice.
     */
    private boolean scenarioChosenByScore(Item item) {
        Scenario scenario = item.scenario;
        if (scenario == null || scenarioNamedByHand(item).equals(Optional.of(scenario.id()))) {
            return false;
        }
        boolean isDefault = work.policy.defaultScenario().equals(Optional.of(scenario.id()));
        boolean assigned = scoring()
                .anyMatch(effect -> effect instanceof Effect.AssignScenario assign
                        && assign.scenarioId().equals(scenario.id()));
        return assigned && !isDefault;
    }

    private Optional<String> scenarioNamedByHand(Item item) {
        return Optional.ofNullable(work.memory().receivableScenarios().get(item.id()))
                .or(() -> item.books.receivable().scenario())
                .or(() -> work.memory().scenario())
                .or(() -> work.customer.scenario());
    }

    /** What the rules do that ask for score or segment. */
    private Stream<Effect> scoring() {
        return work.policy.rules().readingFrozen().stream().flatMap(rule -> rule.effects().stream());
    }

    /** Whether the condition of the rule behind an effect reads behaviour. */
    static boolean readsScore(Work work, RuleEffect ruled) {
        return work.policy.rules().readingFrozen().stream()
                .anyMatch(rule -> rule.id().equals(ruled.ruleId()));
    }
}
