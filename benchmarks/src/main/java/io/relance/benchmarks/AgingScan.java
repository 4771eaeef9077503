package io.relance.benchmarks;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The physical limit: arrays as large as our columns, each value read once and added up. */
@State(Scope.Benchmark)
public class AgingScan {
    private int[] days = new int[0];
    private int[] aged = new int[0];
    private long[] amounts = new long[0];
    private int threads = 1;

    /** As many events as items and allocations. */
    @Setup(Level.Trial)
    public void fill(AgingPeers.Size size) {
        int events = size.customers * size.itemsEach * 2;
        SplittableRandom random = new SplittableRandom(20260105L);
        threads = size.threads;
        days = random.ints(events).toArray();
        aged = random.ints(events).toArray();
        amounts = random.longs(events, -500_000, 500_000).toArray();
    }

    long sum() {
        if (threads == 1) {
            return sum(0, amounts.length);
        }
        return IntStream.range(0, threads)
                .parallel()
                .mapToLong(part -> sum((int) ((long) amounts.length * part / threads), (int)
                        ((long) amounts.length * (part + 1) / threads)))
                .sum();
    }

    private long sum(int from, int to) {
        long dayAndAge = 0;
        long amount = 0;
        for (int i = from; i < to; i++) {
            dayAndAge += days[i] ^ aged[i];
            amount += amounts[i];
        }
        return dayAndAge + amount;
    }
}
