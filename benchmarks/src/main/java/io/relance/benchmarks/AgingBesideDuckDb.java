package io.relance.benchmarks;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** A question that DuckDB answers quickly enough to be asked both ways in one benchmark. */
public abstract class AgingBesideDuckDb extends AgingPeers {
    /** From DuckDB's tables, joined while the clock runs; warm from the question of the set-up. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 3, time = 1)
    public long duckDb(Documents theirs) throws SQLException {
        return theirs.run();
    }

    /** From our events in DuckDB: joined before, like ours. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 3, time = 1)
    public long duckDbFromEvents(Events theirs) throws SQLException {
        return theirs.run();
    }
}
