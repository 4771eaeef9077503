package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The aging and DSO benchmarks on a few customers: their set-ups compare every answer, and throw at a difference. */
class AgingBenchmarksTest {
    private static final GeneratedBooks BOOKS = new GeneratedBooks(50, 40);

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void our_columns_have_the_answers_by_hand(int threads, boolean series) {
        AgingPeers.Columns columns = new AgingPeers.Columns();
        columns.build(size(threads));
        try {
            columns.checkPortfolio(BOOKS, series);
            columns.checkCustomers(BOOKS, series);
            assertThat(columns.sumOfCustomers(series)).isPositive();
        } finally {
            columns.end();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false, false", "2, true, false", "1, false, true", "2, true, true"})
    void so_has_duckdb(int threads, boolean series, boolean perCustomer) throws SQLException {
        AgingPeers.DuckDb duckDb = new AgingPeers.DuckDb();
        duckDb.load(size(threads));
        try {
            duckDb.ask(
                    series
                            ? AgingSql.monthEnds(AgingPeers.FIRST_MONTH, AgingPeers.LAST_MONTH, perCustomer)
                            : AgingSql.day(GeneratedBooks.DAY, perCustomer));
            duckDb.check(BOOKS, series);
            assertThat(duckDb.run()).isPositive();
        } finally {
            duckDb.close();
        }
    }

    @Test
    void a_wrong_answer_is_found_to_the_cent() {
        AgingAnswers right = AgingAnswers.byHand(BOOKS, List.of(GeneratedBooks.DAY), false);
        AgingAnswers wrong = AgingAnswers.byHand(BOOKS, List.of(GeneratedBooks.DAY), false);
        right.check(wrong, "nobody");
        wrong.add(1, 0, 3, 1, 0);
        assertThatThrownBy(() -> right.check(wrong, "DuckDB"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("DuckDB has ")
                .hasMessageEndingWith("group 1, 2024-12-31, bucket 3");
    }

    @Test
    void the_scan_adds_up_the_same_in_parts() {
        AgingPeers.Scan one = new AgingPeers.Scan();
        one.fill(size(1));
        AgingPeers.Scan two = new AgingPeers.Scan();
        two.fill(size(2));
        assertThat(two.sum()).isEqualTo(one.sum());
    }

    @Test
    void the_columns_are_made_and_measured() {
        AgingColumnsBenchmark columns = new AgingColumnsBenchmark();
        columns.customers = BOOKS.customers();
        columns.itemsEach = BOOKS.itemsEach();
        columns.ledgers();
        assertThat(columns.build().accounts()).isEqualTo(BOOKS.customers());
        columns.size();
    }

    @Test
    void every_customer_has_the_same_dso_both_ways() {
        DsoSeriesBenchmark benchmark = new DsoSeriesBenchmark();
        DsoSeriesBenchmark.Few few = new DsoSeriesBenchmark.Few();
        few.fewCustomers = 30;
        few.check();
        assertThat(benchmark.allIndicators(few)).isNotNegative();
        DsoSeriesBenchmark.Many many = new DsoSeriesBenchmark.Many();
        many.customers = 30;
        many.ledgers();
        assertThat(benchmark.series(many)).isPositive();
    }

    private static AgingPeers.Size size(int threads) {
        AgingPeers.Size size = new AgingPeers.Size();
        size.customers = BOOKS.customers();
        size.itemsEach = BOOKS.itemsEach();
        size.threads = threads;
        return size;
    }
}
