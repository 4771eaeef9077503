package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells readers apart tells rows apart, cell by cell. */
class CellSumsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void a_cell_that_differs_is_found_in_every_column(int column) {
        String[] other = row("INVOICE");
        other[column] = "other";

        assertThat(sums(row("INVOICE")).like(sums(other))).isFalse();
        assertThat(sums(row("INVOICE")).keptLike(sums(other))).isFalse();
        assertThat(sums(row("INVOICE")).like(sums(row("INVOICE")))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"INVOICE, false", "CREDIT_NOTE, true"})
    void only_the_due_date_of_a_credit_note_may_be_lost(String kind, boolean kept) {
        String[] withoutDue = row(kind);
        withoutDue[5] = "";

        assertThat(sums(row(kind)).keptLike(sums(withoutDue))).isEqualTo(kept);
        assertThat(sums(row(kind)).like(sums(withoutDue))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 6})
    void rows_may_change_places_but_not_their_cells(int column) {
        String[] one = row("INVOICE");
        String[] two = {"F2", "C2", "Zwei", "DE", "2026-02-01", "2026-03-03", "2.00", "GBP", "", "INVOICE"};
        CellSums sums = sums(one, two);

        assertThat(sums.like(sums(two, one))).isTrue();

        String swapped = one[column];
        one[column] = two[column];
        two[column] = swapped;
        assertThat(sums.like(sums(one, two))).isFalse();
    }

    private static String[] row(String kind) {
        return new String[] {"F1", "C1", "Un", "FR", "2026-01-01", "2026-01-31", "1.00", "EUR", "2026-02-02", kind};
    }

    private static CellSums sums(String[]... rows) {
        CellSums sums = new CellSums();
        for (String[] row : rows) {
            sums.add(row);
        }
        return sums;
    }
}
