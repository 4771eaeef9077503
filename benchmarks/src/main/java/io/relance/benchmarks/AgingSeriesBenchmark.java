package io.relance.benchmarks;

import java.sql.SQLException;
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

/**
 * The aging balances of a whole portfolio at the ends of 24 past months. Item counts and unallocated credit are part of the
 * answer, items and allocations of later days are not. The books are 10 000 000 items and as many allocations of 100 000
 * customers in two currencies.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class AgingSeriesBenchmark {
    /** Our columns, checked. */
    @State(Scope.Benchmark)
    public static class Ours {
        AgingPeers.Columns columns = new AgingPeers.Columns();

        /** Compares every answer with that by hand. */
        @Setup
        public void check(AgingPeers.Size size, AgingPeers.Columns columns) {
            this.columns = columns;
            columns.checkPortfolio(size.books(), true);
        }
    }

    /** DuckDB, checked. */
    @State(Scope.Benchmark)
    public static class Theirs {
        AgingPeers.DuckDb duckDb = new AgingPeers.DuckDb();

        /** Compares every answer with that by hand. */
        @Setup
        public void check(AgingPeers.Size size, AgingPeers.DuckDb duckDb) throws SQLException {
            this.duckDb = duckDb;
            duckDb.ask(AgingSql.monthEnds(AgingPeers.FIRST_MONTH, AgingPeers.LAST_MONTH, false));
            duckDb.check(size.books(), true);
        }
    }

    /** From our columns. */
    @Benchmark
    public Object relance(Ours ours) {
        return ours.columns.aging().monthEnds(AgingPeers.FIRST_MONTH, AgingPeers.LAST_MONTH);
    }

    /** From DuckDB's tables. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 3, time = 1)
    public long duckDb(Theirs theirs) throws SQLException {
        return theirs.duckDb.run();
    }
}
