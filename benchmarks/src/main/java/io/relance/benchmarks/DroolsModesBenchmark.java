package io.relance.benchmarks;

import io.relance.plan.Truth;
import io.relance.rule.CompiledCondition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which way of asking Drools is the fastest; that one stands beside ours in {@link RulesBenchmark}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
public class DroolsModesBenchmark {
    @Param
    DroolsRules.Mode mode = DroolsRules.FASTEST;

    private final List<RatedAccount> accounts = RatedAccount.portfolio(RulesBenchmark.ACCOUNTS);
    private DroolsRules drools = new DroolsRules(DroolsRules.FASTEST);
    private int next;

    /** Every mode gives our answers. */
    @Setup
    public void compare() {
        drools = new DroolsRules(mode);
        List<CompiledCondition> conditions =
                TwentyRules.conditions().stream().map(CompiledCondition::of).toList();
        for (int i = 0; i < accounts.size(); i++) {
            RatedFacts facts = new RatedFacts(accounts.get(i));
            long ours = 0;
            for (int rule = 0; rule < conditions.size(); rule++) {
                ours |= conditions.get(rule).matches(facts) == Truth.TRUE ? 1L << rule : 0;
            }
            RulesBenchmark.same("Drools, " + mode, i, ours, drools.evaluate(accounts.get(i)));
        }
    }

    /** All rules of the next account. */
    @Benchmark
    public long evaluate() {
        next = next + 1 == accounts.size() ? 0 : next + 1;
        return drools.evaluate(accounts.get(next));
    }
}
