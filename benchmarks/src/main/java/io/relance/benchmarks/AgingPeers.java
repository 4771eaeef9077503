package io.relance.benchmarks;

import io.relance.aging.AgingOptions;
import io.relance.aging.AgingSeries;
import io.relance.aging.CustomerAging;
import io.relance.aging.PortfolioAging;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What the aging benchmarks have in common: one {@link AgingQuestion} to our columns, and the states for asking DuckDB with
 * the documents, or with the events that our columns hold. Item counts and unallocated credit are part of every answer, items and
 * allocations of later days are not. The books are 10 000 000 items and as many allocations of 100 000 customers in two
 * currencies. In the set-up all answers are compared with those by hand.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public abstract class AgingPeers {
    /** From our columns. */
    @Benchmark
    public Object relance(Columns ours) {
        return ours.run();
    }

    /** How large, and on how many threads. */
    @State(Scope.Benchmark)
    public static class Size {
        /** With 100 items each, 10 000 000 in all. */
        @Param("100000")
        int customers;

        @Param("100")
        int itemsEach;

        /** Ours and DuckDB's. */
        @Param({"1", "2"})
        int threads;

        GeneratedBooks books() {
            return new GeneratedBooks(customers, itemsEach);
        }
    }

    /** Our columns. */
    @State(Scope.Benchmark)
    public static class Columns {
        private PortfolioAging aging = PortfolioAging.of(List.of(), AgingOptions.standard());
        private ExecutorService others = Executors.newFixedThreadPool(1);
        private AgingQuestion question = AgingQuestion.DAY;

        /** Adds ledgers, which are let go at once, and checks all answers. */
        @Setup(Level.Trial)
        public void prepare(BenchmarkParams running, Size size) {
            build(size);
            check(AgingQuestion.of(running), size.books());
        }

        void build(Size size) {
            GeneratedBooks books = size.books();
            PortfolioAging.Builder builder = PortfolioAging.builder(AgingOptions.standard());
            int batch = 1000;
            for (int first = 0; first < books.customers(); first += batch) {
                IntStream.range(first, Math.min(books.customers(), first + batch))
                        .parallel()
                        .mapToObj(books::ledger)
                        .toList()
                        .forEach(builder::add);
            }
            others = Executors.newFixedThreadPool(1);
            aging = builder.build();
            if (size.threads > 1) {
                aging = aging.inParts(others, size.threads);
            }
        }

        void check(AgingQuestion asked, GeneratedBooks books) {
            question = asked;
            AgingAnswers ours = asked.empty(books);
            if (asked.perCustomer()) {
                aging.perCustomer(asked.days(), customer -> {
                    synchronized (ours) {
                        ours.add(customer);
                    }
                });
            } else {
                aging.on(asked.days())
                        .forEach((day, report) -> ours.add(asked.days().indexOf(day), report));
            }
            asked.byHand(books).check(ours, "Relance");
        }

        /** The reports, or the total over all customers and days: every figure of them is read. */
        Object run() {
            if (!question.perCustomer()) {
                return aging.on(question.days());
            }
            LongAdder sum = new LongAdder();
            aging.perCustomer(question.days(), customer -> sum.add(total(customer)));
            return sum.sum();
        }

        private static long total(CustomerAging customer) {
            long total = 0;
            for (AgingSeries series : customer.series()) {
                for (int day = 0; day < series.dates().size(); day++) {
                    for (int bucket = 0; bucket < series.columns(); bucket++) {
                        total += series.amount(day, bucket) + series.items(day, bucket);
                    }
                    total += series.unallocatedCredit(day);
                }
            }
            return total;
        }

        /** Lets the thread go. */
        @TearDown(Level.Trial)
        public void end() {
            others.shutdown();
        }
    }

    /** DuckDB with the documents. */
    @State(Scope.Benchmark)
    public static class Documents {
        private final DuckDb duckDb = new DuckDb();

        /** Loads the tables and checks all answers. */
        @Setup(Level.Trial)
        public void prepare(BenchmarkParams running, Size size) throws SQLException {
            AgingQuestion question = AgingQuestion.of(running);
            duckDb.load(DuckDbBooks.Content.DOCUMENTS, size);
            duckDb.check(question, question.ofDocuments(), size.books());
        }

        long run() throws SQLException {
            return duckDb.run();
        }

        /** Closes the database. */
        @TearDown(Level.Trial)
        public void end() throws SQLException {
            duckDb.close();
        }
    }

    /** DuckDB with the events. */
    @State(Scope.Benchmark)
    public static class Events {
        private final DuckDb duckDb = new DuckDb();

        /** Loads the tables and checks all answers. */
        @Setup(Level.Trial)
        public void prepare(BenchmarkParams running, Size size) throws SQLException {
            AgingQuestion question = AgingQuestion.of(running);
            duckDb.load(DuckDbBooks.Content.EVENTS, size);
            duckDb.check(question, question.ofEvents(), size.books());
        }

        long run() throws SQLException {
            return duckDb.run();
        }

        /** Closes the database. */
        @TearDown(Level.Trial)
        public void end() throws SQLException {
            duckDb.close();
        }
    }

    /** The peer and what it is asked. */
    static final class DuckDb implements AutoCloseable {
        private @Nullable DuckDbBooks books;
        private @Nullable AgingSql sql;

        void load(DuckDbBooks.Content content, Size size) throws SQLException {
            books = new DuckDbBooks(size.books(), content, size.threads);
        }

        void check(AgingQuestion question, AgingSql asked, GeneratedBooks generated) throws SQLException {
            sql = asked;
            question.byHand(generated).check(asked.answers(open(), question.empty(generated)), "DuckDB");
        }

        long run() throws SQLException {
            return Objects.requireNonNull(sql, "not checked").run(open());
        }

        private DuckDbBooks open() {
            return Objects.requireNonNull(books, "not loaded");
        }

        @Override
        public void close() throws SQLException {
            open().close();
        }
    }
}
