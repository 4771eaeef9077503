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

/**
 * Full decisions about accounts in the middle of their follow-up, one thread: 6 steps, 20 rules of 3 comparisons, 5 open
 * items; reasons, next review date and the changed case included. An operation is one account.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 5, time = 3)
public class DecisionBenchmark {
    /** As many as an engine reads at once. */
    @Param("500")
    int accounts;

    @Param("5")
    int items;

    /** Invoices paid within the year, which the books still show. */
    @Param({"0", "10"})
    int paid;

    private Policy policy = FollowedAccounts.policy();
    private List<AccountSnapshot> all = List.of();
    private int next;

    /** Follows the accounts up to yesterday. */
    @Setup
    public void follow() {
        policy = FollowedAccounts.policy();
        all = FollowedAccounts.accounts(accounts, items, paid, policy);
    }

    /** Decides about the next account. */
    @Benchmark
    public Decision decide() {
        AccountSnapshot account = all.get(next);
        next = next + 1 == all.size() ? 0 : next + 1;
        return DunningDecider.decide(account, policy, FollowedAccounts.TODAY);
    }
}
