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
        assertThat(table.whole()).isFalse();
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
    void books_of_less_than_two_centuries_are_looked_up_without_a_look_at_the_ends() {
        DayTable table = new DayTable(new long[] {20_000, 20_010}, 19_000, 19_000 + DayTable.SHORT - 1, 3);
        assertThat(table.whole()).isTrue();
        assertThat(table.length()).isEqualTo(DayTable.SHORT);
        for (int day : new int[] {19_000, 19_999, 20_000, 20_009, 20_010, 19_000 + DayTable.SHORT - 1}) {
            assertThat(table.within(day)).isEqualTo(table.at(day));
        }
        assertThat(table.within(20_010)).isEqualTo(2 * 3);
        assertThat(new DayTable(new long[] {20_000}, 19_000, 19_000 + DayTable.SHORT, 3).whole())
                .isFalse();
    }

    @Test
    void all_days_of_the_books_may_be_after_those_asked_for_or_before() {
        DayTable after = new DayTable(new long[] {10, 20}, 100, 200_000, 1);
        assertThat(after.at(150)).isEqualTo(2);
        assertThat(after.length()).isEqualTo(1);
        DayTable before = new DayTable(new long[] {200_010, 200_020}, 100, 200_000, 1);
        assertThat(before.at(150)).isZero();
        assertThat(before.length()).isEqualTo(1);
    }

    @Test
    void without_days_nothing_is_reached() {
        assertThat(new DayTable(new long[0], FIRST, LAST, 1).at(LAST)).isZero();
        assertThat(new DayTable(new long[] {5}, Integer.MAX_VALUE, Integer.MIN_VALUE, 1).length())
                .isEqualTo(1);
    }
}
