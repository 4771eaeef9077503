package io.relance.benchmarks;

import io.relance.aging.AgingOptions;
import io.relance.aging.PortfolioAging;
import io.relance.receivable.AccountLedger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How long it takes to make columns of ledgers, and how large they are: of the same books as the other aging benchmarks,
 * 10 000 000 items and as many allocations, whose ledgers lie in memory all at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx12g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AgingColumnsBenchmark {
    @Param("100000")
    int customers;

    @Param("100")
    int itemsEach;

    private List<AccountLedger> ledgers = List.of();

    /** Makes the ledgers. */
    @Setup
    public void ledgers() {
        GeneratedBooks books = new GeneratedBooks(customers, itemsEach);
        ledgers =
                IntStream.range(0, customers).parallel().mapToObj(books::ledger).toList();
    }

    /** How large the columns are. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Memory {
        /** Of an item with all that happened to it. */
        public double bytesPerItem;

        private int iterations = 1;

        /** JMH adds up what the iterations count: each of them says its share. */
        @Setup
        public void share(BenchmarkParams running) {
            iterations = running.getMeasurement().getCount();
        }
    }

    /** Makes the columns. */
    @Benchmark
    public PortfolioAging build(Memory memory) {
        PortfolioAging aging = PortfolioAging.of(ledgers, AgingOptions.standard());
        memory.bytesPerItem = (double) aging.bytes() / customers / itemsEach / memory.iterations;
        return aging;
    }
}
