package io.relance.benchmarks;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What the aging benchmarks ask, each its own question. */
enum AgingQuestion {
    /** The portfolio on one day. */
    DAY(AgingDayBenchmark.class, false, false),
    /** Every customer on one day. */
    DAY_BY_CUSTOMER(AgingDayByCustomerBenchmark.class, false, true),
    /** The portfolio at 24 month ends. */
    SERIES(AgingSeriesBenchmark.class, true, false),
    /** Every customer at 24 month ends. */
    SERIES_BY_CUSTOMER(AgingSeriesByCustomerBenchmark.class, true, true);

    static final YearMonth FIRST_MONTH = YearMonth.from(AgingAnswers.MONTH_ENDS.get(0));
    static final YearMonth LAST_MONTH = YearMonth.from(GeneratedBooks.DAY);

    private final Class<? extends AgingPeers> benchmark;
    private final boolean series;
    private final boolean perCustomer;

    AgingQuestion(Class<? extends AgingPeers> benchmark, boolean series, boolean perCustomer) {
        this.benchmark = benchmark;
        this.series = series;
        this.perCustomer = perCustomer;
    }

    /** That of the class which is running. */
    static AgingQuestion of(BenchmarkParams running) {
        return Arrays.stream(values())
                .filter(question -> running.getBenchmark().startsWith(question.benchmark.getName() + "."))
                .findFirst()
                .orElseThrow();
    }

    boolean perCustomer() {
        return perCustomer;
    }

    /** Which days are asked for: the day, or 24 month ends. */
    List<LocalDate> days() {
        return series ? AgingAnswers.MONTH_ENDS : List.of(GeneratedBooks.DAY);
    }

    AgingAnswers byHand(GeneratedBooks books) {
        return AgingAnswers.byHand(books, days(), perCustomer);
    }

    /** Nothing open and no credit, yet. */
    AgingAnswers empty(GeneratedBooks books) {
        return new AgingAnswers(perCustomer ? books.customers() : GeneratedBooks.CURRENCIES.size(), days());
    }

    AgingSql ofDocuments() {
        return series
                ? AgingSql.monthEnds(FIRST_MONTH, LAST_MONTH, perCustomer)
                : AgingSql.day(GeneratedBooks.DAY, perCustomer);
    }

    AgingSql ofEvents() {
        return series
                ? AgingEventsSql.monthEnds(FIRST_MONTH, LAST_MONTH, perCustomer)
                : AgingEventsSql.day(GeneratedBooks.DAY, perCustomer);
    }
}
