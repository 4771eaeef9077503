package io.relance.benchmarks;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What the aging benchmarks ask, each its own question. */
enum AgingQuestion {
    /** The portfolio on one day. */
    DAY("AgingDay", false, false),
    /** Every customer on one day. */
    DAY_BY_CUSTOMER("AgingDayByCustomer", false, true),
    /** The portfolio at 24 month ends. */
    SERIES("AgingSeries", true, false),
    /** Every customer at 24 month ends. */
    SERIES_BY_CUSTOMER("AgingSeriesByCustomer", true, true);

    static final YearMonth FIRST_MONTH = YearMonth.from(AgingAnswers.MONTH_ENDS.get(0));
    static final YearMonth LAST_MONTH = YearMonth.from(GeneratedBooks.DAY);

    private final String name;
    private final boolean series;
    private final boolean perCustomer;

    AgingQuestion(String name, boolean series, boolean perCustomer) {
        this.name = name;
        this.series = series;
        this.perCustomer = perCustomer;
    }

    /** That of the class which is running, {@code ...Benchmark} or {@code ...EventsBenchmark}. */
    static AgingQuestion of(BenchmarkParams running) {
        String method = running.getBenchmark();
        String name = method.substring(0, method.lastIndexOf('.'))
                .replaceFirst(".*\\.", "")
                .replaceFirst("(Events)?Benchmark$", "");
        return Arrays.stream(values())
                .filter(question -> question.name.equals(name))
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
