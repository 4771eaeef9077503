package io.relance.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
    /** 2026-05-01 is a Friday. */
    private static final LocalDate MAY_DAY = LocalDate.of(2026, 5, 1);

    private static final BusinessCalendar CALENDAR = BusinessCalendar.of(Set.of(MAY_DAY));

    @ParameterizedTest(name = "{0}: business day {1}, next or same {2}, next {3}, previous or same {4}")
    @CsvSource({
        "2026-04-30, true,  2026-04-30, 2026-05-04, 2026-04-30",
        "2026-05-01, false, 2026-05-04, 2026-05-04, 2026-04-30",
        "2026-05-02, false, 2026-05-04, 2026-05-04, 2026-04-30",
        "2026-05-03, false, 2026-05-04, 2026-05-04, 2026-04-30",
        "2026-05-04, true,  2026-05-04, 2026-05-05, 2026-05-04"
    })
    void weekends_and_holidays_are_off(
            LocalDate date, boolean open, LocalDate nextOrSame, LocalDate next, LocalDate previousOrSame) {
        assertThat(CALENDAR.isBusinessDay(date)).isEqualTo(open);
        assertThat(CALENDAR.nextOrSame(date)).isEqualTo(nextOrSame);
        assertThat(CALENDAR.next(date)).isEqualTo(next);
        assertThat(CALENDAR.previousOrSame(date)).isEqualTo(previousOrSame);
    }

    @Test
    void with_weekends_only_a_holiday_is_a_day_like_any_other() {
        assertThat(BusinessCalendar.weekendsOnly().isBusinessDay(MAY_DAY)).isTrue();
        assertThat(BusinessCalendar.weekendsOnly().isBusinessDay(MAY_DAY.plusDays(1)))
                .isFalse();
        assertThat(BusinessCalendar.weekendsOnly().isBusinessDay(MAY_DAY.plusDays(2)))
                .isFalse();
    }

    @ParameterizedTest(name = "{1} business days after {0}: {2}")
    @CsvSource({
        "2026-04-30, 0, 2026-04-30",
        "2026-04-30, 1, 2026-05-04",
        "2026-04-30, 2, 2026-05-05",
        "2026-05-02, 0, 2026-05-02",
        "2026-05-02, 1, 2026-05-04",
        "2026-05-04, 5, 2026-05-11"
    })
    void business_days_are_counted_after_the_date(LocalDate date, int days, LocalDate expected) {
        assertThat(CALENDAR.plusBusinessDays(date, days)).isEqualTo(expected);
    }

    @Test
    void business_days_are_not_counted_backwards() {
        assertThatThrownBy(() -> CALENDAR.plusBusinessDays(MAY_DAY, -1))
                .hasMessage("a number of business days is at least 0, but was -1");
    }

    @Test
    void a_calendar_without_business_days_is_found_out() {
        BusinessCalendar never = date -> false;

        assertThatThrownBy(() -> never.nextOrSame(MAY_DAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the calendar has no business day within 3660 days of 2026-05-01");
        assertThatThrownBy(() -> never.previousOrSame(MAY_DAY)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "NONE,      2026-05-02, 2026-05-02",
        "FOLLOWING, 2026-05-02, 2026-05-04",
        "PRECEDING, 2026-05-02, 2026-04-30",
        "FOLLOWING, 2026-05-04, 2026-05-04",
        "PRECEDING, 2026-05-04, 2026-05-04"
    })
    void a_date_that_is_no_business_day_is_rolled(DayRoll roll, LocalDate date, LocalDate expected) {
        assertThat(roll.roll(date, CALENDAR)).isEqualTo(expected);
    }

    @Test
    void calendars_are_known_by_country() {
        BusinessCalendars calendars = BusinessCalendars.of(Map.of("FR", CALENDAR));

        assertThat(calendars.forCountry("FR")).containsSame(CALENDAR);
        assertThat(calendars.forCountry("DE")).isEmpty();
        assertThat(BusinessCalendars.weekendsOnly().forCountry("FR")).isEmpty();
    }
}
