package io.relance.benchmarks;

import io.relance.account.AccountSnapshot;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 *
 * <p>{@code decide} goes round the accounts that an engine reads at once, which the processor's caches partly hold;
 * {@code decideCold} goes through more accounts than any cache holds, in an order that is not that of memory;
 * {@code decideOnBusyDay} plans a message for nearly every account.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 7, time = 2)
@Measurement(iterations = 10, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class DecisionBenchmark {
    private static final int ITEMS = 5;

    /** Accounts, a policy, and a day. */
    private static final class Portfolio {
        private final Policy policy = FollowedAccounts.policy();
        private final LocalDate day;
        private final List<AccountSnapshot> accounts;
        private int next;

        Portfolio(int accounts, int paid, FollowedAccounts.Day day) {
            this.day = day.date();
            this.accounts = new ArrayList<>(FollowedAccounts.accounts(accounts, ITEMS, paid, policy, day));
            Collections.shuffle(this.accounts, new Random(accounts));
        }

        Decision decideNext() {
            AccountSnapshot account = accounts.get(next);
            next = next + 1 == accounts.size() ? 0 : next + 1;
            return DunningDecider.decide(account, policy, day);
        }
    }

    /** As many accounts as an engine reads at once, on a quiet day. */
    @State(Scope.Benchmark)
    public static class Warm {
        @Param("500")
        int accounts = 500;

        /** Invoices paid within the year, which the books still show. */
        @Param({"0", "10"})
        int paid;

        private Portfolio portfolio = new Portfolio(0, 0, FollowedAccounts.Day.QUIET);

        /** Follows the accounts up to yesterday. */
        @Setup
        public void follow() {
            portfolio = new Portfolio(accounts, paid, FollowedAccounts.Day.QUIET);
        }
    }

    /** More accounts than caches hold, on a quiet day. */
    @State(Scope.Benchmark)
    public static class Cold {
        @Param("20000")
        int manyAccounts = 20_000;

        private Portfolio portfolio = new Portfolio(0, 0, FollowedAccounts.Day.QUIET);

        /** Follows the accounts up to yesterday. */
        @Setup
        public void follow() {
            portfolio = new Portfolio(manyAccounts, 0, FollowedAccounts.Day.QUIET);
        }
    }

    /** As many accounts as an engine reads at once, on a day on which nearly all of them get a message. */
    @State(Scope.Benchmark)
    public static class Busy {
        @Param("500")
        int accounts = 500;

        private Portfolio portfolio = new Portfolio(0, 0, FollowedAccounts.Day.BUSY);

        /** Follows the accounts up to yesterday; most must get a message today. */
        @Setup
        public void follow() {
            portfolio = new Portfolio(accounts, 0, FollowedAccounts.Day.BUSY);
            long planned = Stream.generate(portfolio::decideNext)
                    .limit(accounts)
                    .filter(decision ->
                            decision.actions().stream().anyMatch(PlannedAction.NewMessage.class::isInstance))
                    .count();
            if (planned * 10 < accounts * 8L) {
                throw new IllegalStateException("only " + planned + " of " + accounts + " accounts get a message");
            }
        }
    }

    /** Decides about the next account. */
    @Benchmark
    public Decision decide(Warm warm) {
        return warm.portfolio.decideNext();
    }

    /** The same, its data seldom in a cache; following so many accounts has warmed it up before. */
    @Benchmark
    @Warmup(iterations = 3, time = 2)
    public Decision decideCold(Cold cold) {
        return cold.portfolio.decideNext();
    }

    /** Decides about the next account and plans its message. */
    @Benchmark
    public Decision decideOnBusyDay(Busy busy) {
        return busy.portfolio.decideNext();
    }
}
