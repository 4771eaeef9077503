package io.relance.rule;

import io.relance.account.RuleState;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rules in their order, by priority (lower numbers first) and then as written, with their conditions compiled once.
 *
 * <p>All rules see the facts as they stood before; none sees what another one sets on the same day. {@link
 * Facts#ACCOUNT_TAG} holds the tags of the books and of persons for rules, never those of rules: deciding twice on one
 * day gives the same outcome. Immutable.
 *
 * <p>How a rule moves, from what is remembered (its state) and how it comes out today:
 *
 * <ul>
 *   <li>UNKNOWN leaves it as it was: what it set stays set, and nothing fires.
 *   <li>New, or with another condition than the one remembered: the outcome becomes its state, and only one with {@code
 *       fireOnStart} fires when that is TRUE. Nothing of an earlier condition is kept, its cool-down included.
 *   <li>FALSE to TRUE: it fires, unless it fired less than {@code cooldownDays} days ago; then the firing is pending until
 *       the cool-down has ended, and lapses if the rule becomes FALSE before.
 * </ul>
 */
public final class RuleSet {
    private static final RuleSet EMPTY = new RuleSet(List.of());

    private final List<Rule> rules;
    private final List<CompiledCondition> conditions;
    private final List<Rule> readingFrozen;

    private RuleSet(List<Rule> rules) {
        this.rules = rules;
        this.conditions = rules.stream()
                .map(rule -> CompiledCondition.of(rule.condition()))
                .toList();
        this.readingFrozen = IntStream.range(0, rules.size())
                .filter(i -> conditions.get(i).readsFrozen())
                .mapToObj(rules::get)
                .toList();
    }

    /** No rules. */
    public static RuleSet empty() {
        return EMPTY;
    }

    /**
     * The rules, in any order of priority.
     *
     * @throws IllegalArgumentException when two have the same id
     */
    public static RuleSet of(Collection<Rule> rules) {
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules have the id \"" + rule.id() + "\"; ids are unique");
            }
        }
        return new RuleSet(
                rules.stream().sorted(Comparator.comparingInt(Rule::priority)).toList());
    }

    /** The rules, in any order of priority. */
    public static RuleSet of(Rule... rules) {
        return of(List.of(rules));
    }

    /** The rules in their order. */
    public List<Rule> rules() {
        return rules;
    }

    /** Whether a rule asks a fact of behaviour. */
    public boolean readsFrozen() {
        return !readingFrozen.isEmpty();
    }

    /** The rules whose condition asks a fact of behaviour, score or segment, in their order. */
    public List<Rule> readingFrozen() {
        return readingFrozen;
    }

    /** Whether a rule asks a fact that counts or dates messages, steps or contacts. */
    public boolean readsMessages() {
        return conditions.stream().anyMatch(CompiledCondition::readsMessages);
    }

    /**
     * What the rules make of an account today.
     *
     * @param source the account's facts as of today
     * @param before what was remembered, by rule id; states of other rules are forgotten
     */
    public RuleOutcome evaluate(FactSource source, Map<String, RuleState> before, LocalDate today) {
        Evaluation evaluation = new Evaluation(today);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            CompiledCondition condition = conditions.get(i);
            evaluation.add(rule, condition, condition.matches(source), before.get(rule.id()));
            condition.nextChange(source, today).ifPresent(evaluation::lookOn);
        }
        if (readsFrozen()) {
            evaluation.lookOn(today.with(TemporalAdjusters.firstDayOfNextMonth()));
        }
        return evaluation.outcome();
    }

    /** How every rule comes out, by id and in order, with every comparison. */
    public Map<String, Explained> explain(FactSource source) {
        Map<String, Explained> explained = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            explained.put(rules.get(i).id(), conditions.get(i).explain(source));
        }
        return explained;
    }

    /** One evaluation under way. */
    private static final class Evaluation {
        private final LocalDate today;
        private final Map<String, Truth> truths = new LinkedHashMap<>();
        private final Map<String, RuleState> states = new LinkedHashMap<>();
        private final List<RuleEffect> inForce = new ArrayList<>();
        private final List<RuleEffect> fired = new ArrayList<>();
        private final Set<Class<? extends Effect>> taken = new HashSet<>();
        private @Nullable LocalDate nextLook;

        Evaluation(LocalDate today) {
            this.today = today;
        }

        void add(Rule rule, CompiledCondition condition, Truth truth, @Nullable RuleState remembered) {
            truths.put(rule.id(), truth);
            RuleState before =
                    remembered != null && remembered.conditionHash().equals(condition.hash()) ? remembered : null;
            RuleState after = truth == Truth.UNKNOWN ? before : move(rule, condition, truth, before);
            if (after == null) {
                return;
            }
            states.put(rule.id(), after);
            if (after.pending()) {
                LocalDate end = cooldownEnd(rule, after);
                if (end.isAfter(today)) {
                    lookOn(end);
                }
            }
            if (after.state() == Truth.TRUE) {
                rule.effects().stream()
                        .filter(effect -> !effect.edgeTriggered())
                        .filter(effect -> !effect.exclusive() || taken.add(effect.getClass()))
                        .forEach(effect -> inForce.add(new RuleEffect(rule.id(), effect)));
            }
        }

        private RuleState move(Rule rule, CompiledCondition condition, Truth truth, @Nullable RuleState before) {
            Optional<LocalDate> lastFired = before == null ? Optional.empty() : before.lastFired();
            boolean due = truth == Truth.TRUE
                    && (before == null ? rule.fireOnStart() : before.state() == Truth.FALSE || before.pending());
            boolean cooling = due && before != null && today.isBefore(cooldownEnd(rule, before));
            boolean fires = due && !cooling && rule.effects().stream().anyMatch(Effect::edgeTriggered);
            if (fires) {
                rule.effects().stream()
                        .filter(Effect::edgeTriggered)
                        .forEach(effect -> fired.add(new RuleEffect(rule.id(), effect)));
            }
            return new RuleState(
                    rule.id(), condition.hash(), truth, fires ? Optional.of(today) : lastFired, due && cooling);
        }

        private LocalDate cooldownEnd(Rule rule, RuleState state) {
            return state.lastFired()
                    .map(day -> day.plusDays(rule.cooldownDays().orElse(0)))
                    .orElse(today);
        }

        void lookOn(LocalDate day) {
            if (nextLook == null || day.isBefore(nextLook)) {
                nextLook = day;
            }
        }

        RuleOutcome outcome() {
            return new RuleOutcome(truths, states, inForce, fired, Optional.ofNullable(nextLook));
        }
    }
}
