package io.relance.benchmarks;

import io.relance.aging.AgingOptions;
import io.relance.aging.AgingSeries;
import io.relance.aging.CustomerAging;
import io.relance.aging.PortfolioAging;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the aging benchmarks have in common: the same books as our columns, in DuckDB, and as bare arrays. */
public final class AgingPeers {
    static final YearMonth FIRST_MONTH = YearMonth.from(AgingAnswers.MONTH_ENDS.get(0));
    static final YearMonth LAST_MONTH = YearMonth.from(GeneratedBooks.DAY);

    private AgingPeers() {}

    /** Which days are asked for: the day, or 24 month ends. */
    static List<LocalDate> days(boolean series) {
        return series ? AgingAnswers.MONTH_ENDS : List.of(GeneratedBooks.DAY);
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

        /** Adds ledgers, which are let go at once, and checks all answers against those by hand. */
        @Setup(Level.Trial)
        public void build(Size size) {
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

        /** Lets the thread go. */
        @TearDown(Level.Trial)
        public void end() {
            others.shutdown();
        }

        PortfolioAging aging() {
            return aging;
        }

        void checkPortfolio(GeneratedBooks books, boolean series) {
            List<LocalDate> days = days(series);
            AgingAnswers ours = new AgingAnswers(GeneratedBooks.CURRENCIES.size(), days);
            aging.on(days).forEach((day, report) -> ours.add(days.indexOf(day), report));
            AgingAnswers.byHand(books, days, false).check(ours, "Relance");
        }

        void checkCustomers(GeneratedBooks books, boolean series) {
            List<LocalDate> days = days(series);
            AgingAnswers ours = new AgingAnswers(books.customers(), days);
            aging.perCustomer(days, customer -> {
                synchronized (ours) {
                    ours.add(customer);
                }
            });
            AgingAnswers.byHand(books, days, true).check(ours, "Relance");
        }

        /** The total over all customers and days: every figure is read. */
        long sumOfCustomers(boolean series) {
            LongAdder sum = new LongAdder();
            aging.perCustomer(days(series), customer -> sum.add(total(customer)));
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
    }

    /** The peer. */
    @State(Scope.Benchmark)
    public static class DuckDb {
        private AgingSql sql = AgingSql.day(GeneratedBooks.DAY, false);
        private @org.jspecify.annotations.Nullable DuckDbBooks books;

        /** Loads the tables into memory. */
        @Setup(Level.Trial)
        public void load(Size size) throws SQLException {
            books = new DuckDbBooks(size.books(), size.threads);
        }

        /** Closes the database. */
        @TearDown(Level.Trial)
        public void close() throws SQLException {
            open().close();
        }

        private DuckDbBooks open() {
            return java.util.Objects.requireNonNull(books, "not loaded");
        }

        void ask(AgingSql question) {
            sql = question;
        }

        void check(GeneratedBooks generated, boolean series) throws SQLException {
            AgingAnswers byHand = AgingAnswers.byHand(generated, days(series), sql.perCustomer());
            int groups = sql.perCustomer() ? generated.customers() : GeneratedBooks.CURRENCIES.size();
            byHand.check(sql.answers(open(), new AgingAnswers(groups, days(series))), "DuckDB");
        }

        long run() throws SQLException {
            return sql.run(open());
        }
    }

    /** The physical limit: arrays as large as our columns, each value read once and added up. */
    @State(Scope.Benchmark)
    public static class Scan {
        private int[] days = new int[0];
        private int[] aged = new int[0];
        private long[] amounts = new long[0];
        private int threads = 1;

        /** As many events as items and allocations. */
        @Setup(Level.Trial)
        public void fill(Size size) {
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
}
