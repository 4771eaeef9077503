package io.relance.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MonthEndsTest {
    @Test
    void every_month_has_its_last_day_across_years_and_in_leap_years() {
        assertThat(MonthEnds.of(YearMonth.of(2027, 12), YearMonth.of(2028, 3)))
                .containsExactly(
                        LocalDate.of(2027, 12, 31),
                        LocalDate.of(2028, 1, 31),
                        LocalDate.of(2028, 2, 29),
                        LocalDate.of(2028, 3, 31));
    }

    @Test
    void one_month_has_one_end() {
        assertThat(MonthEnds.of(YearMonth.of(2026, 2), YearMonth.of(2026, 2)))
                .containsExactly(LocalDate.of(2026, 2, 28));
    }

    @Test
    void a_series_that_ends_before_it_begins_is_refused() {
        assertThatThrownBy(() -> MonthEnds.of(YearMonth.of(2026, 2), YearMonth.of(2026, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a series cannot end in 2026-01 when it begins in 2026-02");
    }
}
