package io.relance.benchmarks;

import io.relance.account.RuleState;
import io.relance.plan.Truth;
import io.relance.rule.CompiledCondition;
import io.relance.rule.FactSource;
import io.relance.rule.RuleOutcome;
import io.relance.rule.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@link TwentyRules} over a portfolio: an operation is all the rules of the next account, whose facts lie ready as objects
 * that each engine likes. Every engine says which rules hold; before the clock starts they are compared for all accounts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RulesBenchmark {
    static final int ACCOUNTS = 10_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 17);

    private final List<RatedAccount> accounts = RatedAccount.portfolio(ACCOUNTS);
    private final CompiledCondition[] conditions =
            TwentyRules.conditions().stream().map(CompiledCondition::of).toArray(CompiledCondition[]::new);
    private final RuleSet ruleSet = TwentyRules.ruleSet();
    private final DroolsRules drools = new DroolsRules(DroolsRules.FASTEST);
    private final EasyRules easyRules = new EasyRules(false);
    private final EasyRules easyRulesByName = new EasyRules(true);
    private final FactSource[] objects = new FactSource[ACCOUNTS];
    private final FactSource[] maps = new FactSource[ACCOUNTS];
    private final List<Map<String, RuleState>> states = new ArrayList<>(ACCOUNTS);
    private int next;

    /** Lays the facts ready, and compares what the engines say. */
    @Setup
    public void compare() {
        for (int i = 0; i < ACCOUNTS; i++) {
            RatedFacts facts = new RatedFacts(accounts.get(i));
            objects[i] = facts;
            maps[i] = facts.asMap();
            // sorted, as a case remembers them
            states.add(Collections.unmodifiableSortedMap(
                    new TreeMap<>(ruleSet.evaluate(facts, Map.of(), TODAY).states())));
        }
        long ever = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            long ours = matches(objects[i]);
            same("our facts in maps", i, ours, matches(maps[i]));
            same("our rule set", i, ours, holding(ruleSet.evaluate(objects[i], states.get(i), TODAY)));
            same("Drools", i, ours, drools.evaluate(accounts.get(i)));
            same("Easy Rules", i, ours, easyRules.evaluate(accounts.get(i)));
            same("Easy Rules by name", i, ours, easyRulesByName.evaluate(accounts.get(i)));
            ever |= ours;
        }
        same("a portfolio in which each rule holds somewhere", ACCOUNTS, (1L << conditions.length) - 1, ever);
    }

    /** Which rules hold, each asked by itself, facts behind a switch. */
    @Benchmark
    public long matches() {
        return matches(objects[next()]);
    }

    /** The same, facts in a hash map. */
    @Benchmark
    public long matchesFromMap() {
        return matches(maps[next()]);
    }

    /** Which rules hold, and for each comparison of each rule what was seen. */
    @Benchmark
    public void explain(Blackhole seen) {
        FactSource source = objects[next()];
        for (CompiledCondition condition : conditions) {
            seen.consume(condition.explain(source));
        }
    }

    /** The same, read: put into the words of a trace. */
    @Benchmark
    public void explainInWords(Blackhole read) {
        FactSource source = objects[next()];
        for (CompiledCondition condition : conditions) {
            read.consume(condition.explain(source).trace());
        }
    }

    /** A rule set's whole outcome on a day on which nothing changed: states, effects, and the next day to look. */
    @Benchmark
    public RuleOutcome ruleSet() {
        int i = next();
        return ruleSet.evaluate(objects[i], states.get(i), TODAY);
    }

    @Benchmark
    public long drools() {
        return drools.evaluate(accounts.get(next()));
    }

    @Benchmark
    public long easyRules() {
        return easyRules.evaluate(accounts.get(next()));
    }

    /** Conditions ask for the account by its name, as the documentation does. */
    @Benchmark
    public long easyRulesByName() {
        return easyRulesByName.evaluate(accounts.get(next()));
    }

    private int next() {
        next = next + 1 == ACCOUNTS ? 0 : next + 1;
        return next;
    }

    private long matches(FactSource source) {
        long holding = 0;
        for (int i = 0; i < conditions.length; i++) {
            if (conditions[i].matches(source) == Truth.TRUE) {
                holding |= 1L << i;
            }
        }
        return holding;
    }

    private static long holding(RuleOutcome outcome) {
        long holding = 0;
        int i = 0;
        for (Truth truth : outcome.truths().values()) {
            holding |= truth == Truth.TRUE ? 1L << i : 0;
            i++;
        }
        return holding;
    }

    static void same(String who, int account, long ours, long theirs) {
        if (ours != theirs) {
            throw new IllegalStateException("account " + account + ": Relance says " + Long.toBinaryString(ours) + ", "
                    + who + " " + Long.toBinaryString(theirs) + "; each bit is a rule, the last one the first");
        }
    }
}
