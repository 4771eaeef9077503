package io.relance.benchmarks;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The aging balances of every customer at the ends of 24 past months; every figure is read, DuckDB's inside of it. DuckDB from
 * our events has {@link AgingSeriesByCustomerEventsBenchmark}, as both together take more than three minutes.
 */
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class AgingSeriesByCustomerBenchmark extends AgingPeers {
    /** From DuckDB's tables, joined while the clock runs; warm from the question of the set-up. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 3, time = 1)
    public long duckDb(Documents theirs) throws SQLException {
        return theirs.run();
    }
}
