package io.relance.benchmarks;

import io.relance.kpi.CountBackDso;
import io.relance.kpi.DsoDays;
import io.relance.kpi.DsoMethod;
import io.relance.kpi.DsoSeries;
import io.relance.kpi.IndicatorFigures;
import io.relance.kpi.IndicatorOptions;
import io.relance.kpi.PortfolioIndicators;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
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

/**
 * Count-back DSO at the ends of 24 past months for every customer and the portfolio, from ledgers of 20 items, one thread:
 * 100 000 customers by the series; and a fiftieth of them by the series and, since more would take minutes and all memory, by
 * all indicators together, which have the same figures. Every figure is read, its days and whether they are a lower bound.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx5g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 8, time = 1)
public class DsoSeriesBenchmark {
    private static final int ITEMS = 20;

    /** The customers of the series. */
    @State(Scope.Benchmark)
    public static class Many {
        @Param("100000")
        int customers;

        List<AccountLedger> ledgers = List.of();

        /** Makes the ledgers. */
        @Setup
        public void ledgers() {
            ledgers = DsoSeriesBenchmark.ledgers(customers);
        }
    }

    /** The customers of all indicators. */
    @State(Scope.Benchmark)
    public static class Few {
        @Param("2000")
        int fewCustomers;

        List<AccountLedger> ledgers = List.of();

        /** Makes the ledgers and compares every figure of both ways. */
        @Setup
        public void check() {
            ledgers = DsoSeriesBenchmark.ledgers(fewCustomers);
            PortfolioIndicators indicators = indicators(ledgers);
            Map<AccountId, DsoSeries> series = new HashMap<>();
            CountBackDso.Builder builder = builder().perCustomer(series::put);
            ledgers.forEach(builder::add);
            builder.build().series().forEach(own -> compare(own, indicators.series(own.currency()), "the portfolio"));
            for (AccountId account : indicators.accounts()) {
                DsoSeries own = series.get(account);
                if (own == null) {
                    throw new IllegalStateException(account + " has no series");
                }
                compare(own, indicators.series(own.currency(), account), account);
            }
            if (series(ledgers) != allIndicators()) {
                throw new IllegalStateException("not as many figures are read both ways");
            }
        }

        private long allIndicators() {
            PortfolioIndicators indicators = indicators(ledgers);
            long sum = 0;
            for (CurrencyUnit unit : GeneratedBooks.CURRENCIES) {
                sum += read(indicators.series(unit));
                for (AccountId account : indicators.accounts()) {
                    sum += read(indicators.series(unit, account));
                }
            }
            return sum;
        }

        private static void compare(DsoSeries series, SortedMap<LocalDate, IndicatorFigures> figures, Object whose) {
            if (!series.days().keySet().equals(figures.keySet())) {
                throw new IllegalStateException(whose + " has figures on other days");
            }
            figures.forEach((date, of) -> {
                DsoDays expected = of.dso(DsoMethod.COUNT_BACK).orElseThrow();
                if (!expected.equals(series.days().get(date))) {
                    throw new IllegalStateException(
                            whose + " on " + date + ": " + series.days().get(date) + " and " + expected);
                }
            });
        }
    }

    private static List<AccountLedger> ledgers(int customers) {
        GeneratedBooks books = new GeneratedBooks(customers, ITEMS);
        return IntStream.range(0, customers).parallel().mapToObj(books::ledger).toList();
    }

    private static CountBackDso.Builder builder() {
        return CountBackDso.builder(IndicatorOptions.standard()).days(AgingAnswers.MONTH_ENDS);
    }

    private static PortfolioIndicators indicators(List<AccountLedger> ledgers) {
        PortfolioIndicators.Builder builder = PortfolioIndicators.builder(IndicatorOptions.standard())
                .days(AgingAnswers.MONTH_ENDS)
                .perCustomer();
        ledgers.forEach(builder::add);
        return builder.build();
    }

    /** The series of every customer and the portfolio. */
    @Benchmark
    public long series(Many many) {
        return series(many.ledgers);
    }

    /** The same of as many customers as all indicators are made of. */
    @Benchmark
    public long seriesOfFew(Few few) {
        return series(few.ledgers);
    }

    private static long series(List<AccountLedger> ledgers) {
        long[] read = {0};
        CountBackDso.Builder builder = builder().perCustomer((account, series) -> read[0] += read(series));
        ledgers.forEach(builder::add);
        for (DsoSeries series : builder.build().series()) {
            read[0] += read(series);
        }
        return read[0];
    }

    private static long read(DsoSeries series) {
        long sum = 0;
        for (DsoDays figure : series.days().values()) {
            sum += read(figure);
        }
        return sum;
    }

    /** The same figures by way of all indicators. */
    @Benchmark
    public long allIndicators(Few few) {
        return few.allIndicators();
    }

    private static long read(SortedMap<LocalDate, IndicatorFigures> series) {
        long sum = 0;
        for (IndicatorFigures figures : series.values()) {
            sum += read(figures.dso(DsoMethod.COUNT_BACK).orElseThrow());
        }
        return sum;
    }

    private static long read(DsoDays figure) {
        return 2 * Integer.toUnsignedLong(figure.days().hashCode()) + (figure.lowerBound() ? 1 : 0);
    }
}
