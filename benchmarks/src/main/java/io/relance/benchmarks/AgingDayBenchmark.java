package io.relance.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The aging balance of a whole portfolio at the end of a past day; beside it, the physical limit. */
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AgingDayBenchmark extends AgingBesideDuckDb {
    /** Reading columns of that size, and nothing else. */
    @Benchmark
    public long scan(AgingScan scan) {
        return scan.sum();
    }
}
