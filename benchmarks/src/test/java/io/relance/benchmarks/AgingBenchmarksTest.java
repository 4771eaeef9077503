package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The aging and DSO benchmarks on a few customers: their set-ups compare every answer, and throw at a difference. */
class AgingBenchmarksTest {
    private static final GeneratedBooks BOOKS = new GeneratedBooks(50, 40);

    @ParameterizedTest
    @EnumSource
    void our_columns_have_the_answers_by_hand(AgingQuestion question) {
        for (int threads = 1; threads <= 2; threads++) {
            AgingPeers.Columns columns = new AgingPeers.Columns();
            columns.build(size(threads));
            try {
                columns.check(question, BOOKS);
                assertThat(columns.run()).isNotEqualTo(0L);
            } finally {
                columns.end();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void so_has_duckdb_from_the_documents(AgingQuestion question) throws SQLException {
        try (AgingPeers.DuckDb duckDb = new AgingPeers.DuckDb()) {
            duckDb.load(DuckDbBooks.Content.DOCUMENTS, size(1));
            duckDb.check(question, question.ofDocuments(), BOOKS);
            assertThat(duckDb.run()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void so_has_duckdb_from_our_events(AgingQuestion question) throws SQLException {
        try (AgingPeers.DuckDb duckDb = new AgingPeers.DuckDb()) {
            duckDb.load(DuckDbBooks.Content.EVENTS, size(2));
            duckDb.check(question, question.ofEvents(), BOOKS);
            assertThat(duckDb.run()).isPositive();
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
        AgingScan one = new AgingScan();
        one.fill(size(1));
        AgingScan two = new AgingScan();
        two.fill(size(2));
        assertThat(two.sum()).isEqualTo(one.sum());
    }

    @Test
    void the_columns_are_made_and_measured() {
        AgingColumnsBenchmark columns = new AgingColumnsBenchmark();
        columns.customers = BOOKS.customers();
        columns.itemsEach = BOOKS.itemsEach();
        columns.ledgers();
        AgingColumnsBenchmark.Memory memory = new AgingColumnsBenchmark.Memory();
        assertThat(columns.build(memory).accounts()).isEqualTo(BOOKS.customers());
        assertThat(memory.bytesPerItem).isGreaterThanOrEqualTo(32);
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
