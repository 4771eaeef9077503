package io.relance.benchmarks;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The question of {@link AgingSeriesByCustomerBenchmark}, beside DuckDB from our events. */
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class AgingSeriesByCustomerEventsBenchmark extends AgingPeers {
    /** From our events in DuckDB: joined before, like ours. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 3, time = 1)
    public long duckDbFromEvents(Events theirs) throws SQLException {
        return theirs.run();
    }
}
