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
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@link TwentyRules} over a portfolio: an operation is all the rules of the next account, whose facts lie ready as objects
 * that each engine likes; all engines go through the accounts in the same order. {@code matches}, Drools and Easy Rules set a
 * bit for every rule that holds; before the clock starts their answers are compared for all accounts. So many accounts don't
 * fit in a second-level cache, whoever reads them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 8, time = 600, timeUnit = TimeUnit.MILLISECONDS)
public class RulesBenchmark {
    static final int ACCOUNTS = 10_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 17);

    private final List<RatedAccount> accounts = RatedAccount.portfolio(ACCOUNTS);
    private final CompiledCondition[] conditions =
            TwentyRules.conditions().stream().map(CompiledCondition::of).toArray(CompiledCondition[]::new);
    private final RuleSet ruleSet = TwentyRules.ruleSet();
    private final DroolsRules drools = new DroolsRules(DroolsRules.FASTEST);
    private final DroolsRules droolsTogether = new DroolsRules(DroolsRules.FASTEST_TOGETHER);
    private final List<List<RatedAccount>> one = accounts.stream().map(List::of).toList();
    private final List<List<RatedAccount>> together = IntStream.range(0, ACCOUNTS / DroolsModesBenchmark.TOGETHER)
            .mapToObj(i -> List.copyOf(
                    accounts.subList(i * DroolsModesBenchmark.TOGETHER, (i + 1) * DroolsModesBenchmark.TOGETHER)))
            .toList();
    private final long[] holding = new long[ACCOUNTS];
    private final EasyRules easyRules = new EasyRules(false);
    private final EasyRules easyRulesByName = new EasyRules(true);
    private final FactSource[] objects = new FactSource[ACCOUNTS];
    private final List<Map<String, RuleState>> states = new ArrayList<>(ACCOUNTS);
    private int next;
    private int nextMany;

    /** Lays the facts ready, and compares what the engines say. */
    @Setup
    public void compare() {
        for (int i = 0; i < ACCOUNTS; i++) {
            RatedFacts facts = new RatedFacts(accounts.get(i));
            objects[i] = facts;
            // sorted, as a case remembers them
            states.add(Collections.unmodifiableSortedMap(
                    new TreeMap<>(ruleSet.evaluate(facts, Map.of(), TODAY).states())));
        }
        long ever = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            long ours = holding(ruleSet.matches(objects[i]));
            same("our conditions", i, ours, each(objects[i]));
            same(
                    "our rule set",
                    i,
                    ours,
                    holding(ruleSet.evaluate(objects[i], states.get(i), TODAY).truths()));
            drools.evaluate(one.get(i), holding);
            same("Drools", i, ours, holding[i]);
            holding[i] = 0;
            same("Easy Rules", i, ours, easyRules.evaluate(accounts.get(i)));
            same("Easy Rules by name", i, ours, easyRulesByName.evaluate(accounts.get(i)));
            ever |= ours;
        }
        for (List<RatedAccount> many : together) {
            droolsTogether.evaluate(many, holding);
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            same("Drools, many together", i, each(objects[i]), holding[i]);
        }
        same("a portfolio in which each rule holds somewhere", ACCOUNTS, (1L << conditions.length) - 1, ever);
    }

    /** Which rules hold, all of a rule set asked at once, facts behind a switch. */
    @Benchmark
    public long matches() {
        return holding(ruleSet.matches(objects[next()]));
    }

    /** Which rules hold, the condition of each asked by itself. */
    @Benchmark
    public long matchesEach() {
        return each(objects[next()]);
    }

    /** Which rules hold, and for each comparison of each rule what was seen. */
    @Benchmark
    public void explain(Blackhole seen) {
        FactSource source = objects[next()];
        for (CompiledCondition condition : conditions) {
            seen.consume(condition.explain(source));
        }
    }

    /**
     * The same, read: put into the words of a trace. A {@link java.math.BigDecimal} remembers its text once it was asked for, and
     * the facts are the same objects in every round: their decimals are put into words while warming up, and not again. What a
     * threshold says was made when its condition was compiled; whole numbers and lines of the trace are made anew.
     */
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

    /** One account at a time: its fact is inserted, the rules fire, the fact is deleted. Drools takes long to warm up. */
    @Benchmark
    @Warmup(iterations = 10, time = 1)
    public long drools() {
        int i = next();
        drools.evaluate(one.get(i), holding);
        return holding[i];
    }

    /** Many accounts together in one session; an operation is one of them. */
    @Benchmark
    @Warmup(iterations = 10, time = 1)
    @OperationsPerInvocation(DroolsModesBenchmark.TOGETHER)
    public long[] droolsTogether() {
        List<RatedAccount> many = together.get(nextMany);
        nextMany = nextMany + 1 == together.size() ? 0 : nextMany + 1;
        droolsTogether.evaluate(many, holding);
        return holding;
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

    private long each(FactSource source) {
        long holding = 0;
        for (int i = 0; i < conditions.length; i++) {
            if (conditions[i].matches(source) == Truth.TRUE) {
                holding |= 1L << i;
            }
        }
        return holding;
    }

    private static long holding(Map<String, Truth> truths) {
        Bits bits = new Bits();
        truths.forEach(bits);
        return bits.holding;
    }

    /** A bit for each rule that holds. */
    private static final class Bits implements BiConsumer<String, Truth> {
        private long bit = 1;
        private long holding;

        @Override
        public void accept(String rule, Truth truth) {
            holding |= truth == Truth.TRUE ? bit : 0;
            bit <<= 1;
        }
    }

    static void same(String who, int account, long ours, long theirs) {
        if (ours != theirs) {
            throw new IllegalStateException("account " + account + ": Relance says " + Long.toBinaryString(ours) + ", "
                    + who + " " + Long.toBinaryString(theirs) + "; each bit is a rule, the last one the first");
        }
    }
}
