package io.relance.benchmarks;

import io.relance.account.AccountSnapshot;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
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

/** How the time of a decision grows with the open items of the account; an operation is one account, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 10, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class DecisionGrowthBenchmark {
    /** As many accounts as there are items in {@value}, so that the memory walked through is the same for all. */
    static final int ITEMS_IN_ALL = 10_000;

    @Param({"1", "10", "100", "1000", "10000"})
    int items;

    private Policy policy = FollowedAccounts.policy();
    private List<AccountSnapshot> all = List.of();
    private int next;

    /** Follows the accounts up to yesterday. */
    @Setup
    public void follow() {
        policy = FollowedAccounts.policy();
        all = FollowedAccounts.accounts(
                Math.max(1, ITEMS_IN_ALL / items), items, 0, policy, FollowedAccounts.Day.QUIET);
    }

    /** Decides about the next account. */
    @Benchmark
    public Decision decide() {
        AccountSnapshot account = all.get(next);
        next = next + 1 == all.size() ? 0 : next + 1;
        return DunningDecider.decide(account, policy, FollowedAccounts.Day.QUIET.date());
    }
}
