package io.relance.benchmarks;

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
 * {@link OverdueStates} by Relance and by Kill Bill, which has conditions of this kind alone: an operation finds the state
 * of the next account. Before the clock starts the states are compared for all accounts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OverdueStatesBenchmark {
    private static final int ACCOUNTS = 10_000;

    private final List<UnpaidAccount> accounts = UnpaidAccount.portfolio(ACCOUNTS);
    private final OverdueStates states = new OverdueStates();
    private int next;

    /** Kill Bill finds the same state for every account, and each state is found. */
    @Setup
    public void compare() {
        Map<String, Integer> found = new TreeMap<>();
        for (UnpaidAccount account : accounts) {
            String ours = states.relance(account.facts());
            String theirs = states.killBill(account.billing());
            if (!ours.equals(theirs)) {
                throw new IllegalStateException("Relance says " + ours + ", Kill Bill " + theirs + " of "
                        + account.billing() + " and " + account.facts());
            }
            found.merge(ours, 1, Integer::sum);
        }
        if (found.size() != 6) {
            throw new IllegalStateException("not every state occurs: " + found);
        }
    }

    @Benchmark
    public String relance() {
        return states.relance(next().facts());
    }

    /** The same with what was seen, until a state is found. */
    @Benchmark
    public String relanceExplained(Blackhole seen) {
        return states.explained(next().facts(), seen::consume);
    }

    @Benchmark
    public String killBill() {
        return states.killBill(next().billing());
    }

    private UnpaidAccount next() {
        next = next + 1 == ACCOUNTS ? 0 : next + 1;
        return accounts.get(next);
    }
}
