package io.relance.rule;

import io.relance.account.RuleState;
import io.relance.plan.RuleResult;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule set makes of an account on a day.
 *
 * @param truths how each rule came out today, by id, in the rules' order
 * @param states what is to be remembered, by id; a rule that was never TRUE or FALSE has none
 * @param moved whether {@code states} is another than what was remembered
 * @param inForce the lasting effects that hold, in the rules' order; of each exclusive kind only the first
 * @param fired the edge-triggered effects that happen today, in the rules' order
 * @param nextLook the next day on which the outcome may differ with time alone
 */
public record RuleOutcome(
        Map<String, Truth> truths,
        Map<String, RuleState> states,
        boolean moved,
        List<RuleEffect> inForce,
        List<RuleEffect> fired,
        Optional<LocalDate> nextLook) {
    /** Copies what is given. */
    public RuleOutcome {
        truths = unchanging(truths);
        states = unchanging(states);
        inForce = List.copyOf(inForce);
        fired = List.copyOf(fired);
    }

    private static <V> Map<String, V> unchanging(Map<String, V> byRule) {
        return byRule instanceof PerRule ? byRule : Collections.unmodifiableMap(new LinkedHashMap<>(byRule));
    }

    /** How each rule came out and whether what it sets holds, in the rules' order. */
    public List<RuleResult> results() {
        List<RuleResult> results = new ArrayList<>(truths.size());
        truths.forEach((id, truth) -> {
            RuleState state = states.get(id);
            results.add(new RuleResult(id, truth, state != null && state.state() == Truth.TRUE));
        });
        return results;
    }

    /** The effects of one kind in force, in the rules' order; at most one when the kind is exclusive. */
    public List<RuleEffect> inForce(Class<? extends Effect> kind) {
        return inForce.stream().filter(e -> kind.isInstance(e.effect())).toList();
    }

    /** Whether an effect of this kind is in force. */
    public boolean isInForce(Class<? extends Effect> kind) {
        for (RuleEffect ruled : inForce) {
            if (kind.isInstance(ruled.effect())) {
                return true;
            }
        }
        return false;
    }

    /** The tags that rules set. */
    public Set<String> tags() {
        if (!isInForce(Effect.Tag.class)) {
            return Set.of();
        }
        Set<String> tags = new TreeSet<>();
        for (RuleEffect effect : inForce) {
            if (effect.effect() instanceof Effect.Tag tag) {
                tags.add(tag.tag());
            }
        }
        return Collections.unmodifiableSet(tags);
    }
}
