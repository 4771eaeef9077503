package io.relance.rule;

import io.relance.account.RuleState;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation of a rule set under way. */
final class RuleEvaluation {
    private final @Nullable RuleState[] remembered;
    private final int rememberedCount;
    private final LocalDate today;
    private final PerRule<Truth> truths;
    private final PerRule<RuleState> states;
    private final List<RuleEffect> inForce = new ArrayList<>();
    private final List<RuleEffect> fired = new ArrayList<>();
    private int kept;
    private @Nullable LocalDate nextLook;

    RuleEvaluation(RulePlaces places, PerRule<Truth> truths, Map<String, RuleState> before, LocalDate today) {
        this.remembered = places.inOrder(before);
        this.rememberedCount = before.size();
        this.today = today;
        this.truths = truths;
        this.states = new PerRule<>(places);
    }

    /** The next rule in order. */
    void add(CompiledRule rule) {
        Truth truth = Objects.requireNonNull(truths.at(rule.place));
        RuleState known = remembered[rule.place];
        RuleState before = known != null && known.conditionHash().equals(rule.condition.hash()) ? known : null;
        RuleState after = truth == Truth.UNKNOWN ? before : move(rule, truth, before);
        if (after == null) {
            return;
        }
        states.set(rule.place, after);
        kept += known != null && known.equals(after) ? 1 : 0;
        if (after.pending()) {
            LocalDate end = rule.cooldownEnd(after, today);
            if (end.isAfter(today)) {
                lookOn(end);
            }
        }
        if (after.state() == Truth.TRUE) {
            for (RuleEffect effect : rule.lasting()) {
                if (!effect.effect().exclusive() || !holds(effect.effect().getClass())) {
                    inForce.add(effect);
                }
            }
        }
    }

    private boolean holds(Class<? extends Effect> kind) {
        for (RuleEffect effect : inForce) {
            if (effect.effect().getClass() == kind) {
                return true;
            }
        }
        return false;
    }

    private RuleState move(CompiledRule rule, Truth truth, @Nullable RuleState before) {
        boolean due = truth == Truth.TRUE
                && (before == null ? rule.fireOnStart : before.state() == Truth.FALSE || before.pending());
        boolean cooling = due && before != null && today.isBefore(rule.cooldownEnd(before, today));
        boolean fires = due && !cooling && rule.firing().length > 0;
        if (fires) {
            fired.addAll(List.of(rule.firing()));
        }
        boolean unmoved = before != null
                && !fires
                && before.state() == truth
                && before.pending() == cooling
                && before.ruleId().equals(rule.id);
        if (before != null && unmoved) {
            return before;
        }
        Optional<LocalDate> lastFired = before == null ? Optional.empty() : before.lastFired();
        return new RuleState(rule.id, rule.condition.hash(), truth, fires ? Optional.of(today) : lastFired, cooling);
    }

    void lookOn(LocalDate day) {
        if (nextLook == null || day.isBefore(nextLook)) {
            nextLook = day;
        }
    }

    RuleOutcome outcome() {
        boolean moved = kept != rememberedCount || kept != states.size();
        return new RuleOutcome(truths, states, moved, inForce, fired, Optional.ofNullable(nextLook));
    }
}
