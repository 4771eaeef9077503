package io.relance.benchmarks;

import io.relance.plan.Truth;
import io.relance.rule.CompiledCondition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Which ways of asking Drools are the fastest; those stand beside ours in {@link RulesBenchmark}. An operation is one account;
 * {@value #TOGETHER} are asked for in one go, one after the other or together, as the mode has it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 9, time = 2)
@Measurement(iterations = 5, time = 1)
public class DroolsModesBenchmark {
    static final int TOGETHER = 500;

    @Param
    DroolsRules.Mode mode = DroolsRules.FASTEST;

    private final List<RatedAccount> accounts = RatedAccount.portfolio(RulesBenchmark.ACCOUNTS);
    private final long[] holding = new long[RulesBenchmark.ACCOUNTS];
    private BiConsumer<List<RatedAccount>, long[]> drools = (asked, holding) -> {};
    private int next;

    /** Every mode gives our answers. */
    @Setup
    public void compare() {
        drools = new DroolsRules(mode)::evaluate;
        List<CompiledCondition> conditions =
                TwentyRules.conditions().stream().map(CompiledCondition::of).toList();
        for (int i = 0; i < accounts.size(); i += TOGETHER) {
            evaluate();
        }
        for (int i = 0; i < accounts.size(); i++) {
            RatedFacts facts = new RatedFacts(accounts.get(i));
            long ours = 0;
            for (int rule = 0; rule < conditions.size(); rule++) {
                ours |= conditions.get(rule).matches(facts) == Truth.TRUE ? 1L << rule : 0;
            }
            RulesBenchmark.same("Drools, " + mode, i, ours, holding[i]);
        }
    }

    /** All rules of the next accounts. */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public long[] evaluate() {
        drools.accept(accounts.subList(next, next + TOGETHER), holding);
        next = next + TOGETHER == accounts.size() ? 0 : next + TOGETHER;
        return holding;
    }
}
