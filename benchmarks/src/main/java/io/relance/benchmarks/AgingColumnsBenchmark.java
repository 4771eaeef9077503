package io.relance.benchmarks;

import io.relance.aging.AgingOptions;
import io.relance.aging.PortfolioAging;
import io.relance.receivable.AccountLedger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to make columns of ledgers, and how large they are: of a tenth of the other aging benchmarks' books,
 * 1 000 000 items and as many allocations, since their ledgers all at once take more memory than the columns by far.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class AgingColumnsBenchmark {
    @Param("10000")
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

    /** Makes the columns. */
    @Benchmark
    public PortfolioAging build() {
        return PortfolioAging.of(ledgers, AgingOptions.standard());
    }

    /** Says how large the columns are: of an item with all that happened to it. */
    @TearDown
    public void size() {
        PortfolioAging aging = build();
        System.out.printf("%.1f bytes an item%n", (double) aging.bytes() / ((long) customers * itemsEach));
    }
}
