package io.relance.rule;

import io.relance.account.RuleState;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final CompiledRule[] compiled;
    private final RuleBlock[] blocks;
    private final RulePlaces places;
    private final TurningPoints turningPoints;
    private final List<Rule> readingFrozen;
    private final boolean readsMessages;

    private RuleSet(List<Rule> rules) {
        this.rules = rules;
        this.compiled = new CompiledRule[rules.size()];
        for (int i = 0; i < compiled.length; i++) {
            compiled[i] = new CompiledRule(i, rules.get(i));
        }
        this.blocks = RuleBlock.of(compiled).toArray(new RuleBlock[0]);
        this.places = new RulePlaces(rules);
        this.turningPoints = TurningPoints.of(Arrays.stream(compiled)
                .flatMap(rule -> rule.condition.leaves().stream())
                .toList());
        this.readingFrozen = Arrays.stream(compiled)
                .filter(rule -> rule.condition.readsFrozen())
                .map(rule -> rules.get(rule.place))
                .toList();
        this.readsMessages = Arrays.stream(compiled).anyMatch(rule -> rule.condition.readsMessages());
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
        return readsMessages;
    }

    /**
     * How every rule comes out, by id and in order.
     *
     * @param source the account's facts as of today
     */
    public Map<String, Truth> matches(FactSource source) {
        return truths(source);
    }

    private PerRule<Truth> truths(FactSource source) {
        PerRule<Truth> truths = new PerRule<>(places);
        for (RuleBlock block : blocks) {
            block.evaluate(source, truths);
        }
        return truths;
    }

    /**
     * What the rules make of an account today.
     *
     * @param source the account's facts as of today
     * @param before what was remembered, by rule id; states of other rules are forgotten
     */
    public RuleOutcome evaluate(FactSource source, Map<String, RuleState> before, LocalDate today) {
        RuleEvaluation evaluation = new RuleEvaluation(places, truths(source), before, today);
        for (CompiledRule rule : compiled) {
            evaluation.add(rule);
        }
        turningPoints.next(source, today).ifPresent(evaluation::lookOn);
        if (readsFrozen()) {
            evaluation.lookOn(today.with(TemporalAdjusters.firstDayOfNextMonth()));
        }
        return evaluation.outcome();
    }

    /** How every rule comes out, by id and in order, with every comparison. */
    public Map<String, Explained> explain(FactSource source) {
        Map<String, Explained> explained = new LinkedHashMap<>();
        for (CompiledRule rule : compiled) {
            explained.put(rule.id, rule.condition.explain(source));
        }
        return explained;
    }
}
