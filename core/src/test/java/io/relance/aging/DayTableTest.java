package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DayTableTest {
    private static final int FIRST = (int) LocalDate.of(1, 1, 1).toEpochDay();
    private static final int LAST = (int) LocalDate.of(9999, 12, 31).toEpochDay();

    @Test
    void days_far_from_those_asked_for_make_no_table_longer() {
        long[] asked = {19_000, 19_031};
        DayTable table = new DayTable(asked, FIRST, LAST, 7);
        assertThat(table.length()).isEqualTo(1 + 19_031 - 19_000 + 1);
        assertThat(table.at(FIRST)).isZero();
        assertThat(table.at(18_999)).isZero();
        assertThat(table.at(19_000)).isEqualTo(7);
        assertThat(table.at(19_030)).isEqualTo(7);
        assertThat(table.at(19_031)).isEqualTo(2 * 7);
        assertThat(table.at(LAST)).isEqualTo(2 * 7);
    }

    @Test
    void days_asked_for_far_from_those_of_the_books_make_none_longer_either() {
        long[] asked = {LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay()};
        DayTable table = new DayTable(asked, 19_000, 19_002, 1);
        assertThat(table.length()).isEqualTo(3);
        assertThat(table.at(19_000)).isEqualTo(1);
        assertThat(table.at(19_002)).isEqualTo(1);
    }

    @Test
    void all_days_of_the_books_may_be_after_those_asked_for_or_before() {
        assertThat(new DayTable(new long[] {10, 20}, 100, 200, 1).at(150)).isEqualTo(2);
        assertThat(new DayTable(new long[] {10, 20}, 100, 200, 1).length()).isEqualTo(1);
        assertThat(new DayTable(new long[] {310, 320}, 100, 200, 1).at(150)).isZero();
        assertThat(new DayTable(new long[] {310, 320}, 100, 200, 1).length()).isEqualTo(1);
    }

    @Test
    void without_days_nothing_is_reached() {
        assertThat(new DayTable(new long[0], FIRST, LAST, 1).at(LAST)).isZero();
        assertThat(new DayTable(new long[] {5}, Integer.MAX_VALUE, Integer.MIN_VALUE, 1).length())
                .isEqualTo(1);
    }
}
