package io.relance.adapter.calendarjollyday;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.time.BusinessCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JollydayCalendarsTest {
    private final JollydayCalendars calendars = JollydayCalendars.create();

    /** Easter Sunday 2026 is 5 April: Good Friday 3 April, Ascension Day 14 May, Whit Monday 25 May. */
    static Stream<Arguments> publicHolidaysOf2026() {
        return Stream.of(
                Arguments.of("FR", "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"),
                Arguments.of("DE", "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"),
                // Boxing Day is a Saturday: kept on Monday 28 December
                Arguments.of("GB", "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
                // Easter Sunday and Whit Sunday are listed too
                Arguments.of("BE", "01-01 04-05 04-06 05-01 05-14 05-24 05-25 07-21 08-15 11-01 11-11 12-25"),
                Arguments.of("ES", "01-01 01-06 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25"),
                // Saint Francis, 4 October, is a public holiday again from 2026 on
                Arguments.of("IT", "01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26"),
                // Liberation Day, 5 May, is a recognised holiday each year, though many work on it
                Arguments.of("NL", "01-01 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26"),
                Arguments.of("TARGET", "01-01 04-03 04-06 05-01 12-25 12-26"));
    }

    @ParameterizedTest
    @MethodSource("publicHolidaysOf2026")
    void all_public_holidays_of_2026_are_known_and_no_others(String country, String days) {
        Set<LocalDate> expected = Stream.of(days.split(" "))
                .map(day -> LocalDate.parse("2026-" + day))
                .collect(Collectors.toCollection(TreeSet::new));
        BusinessCalendar calendar = calendars.forCountry(country).orElseThrow();
        assertThat(new TreeSet<>(((HolidayTable) calendar).holidays(2026))).isEqualTo(expected);
        BusinessCalendar weekends = BusinessCalendar.weekendsOnly();
        assertThat(LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)))
                .allSatisfy(date -> assertThat(calendar.isBusinessDay(date))
                        .as("%s in %s", date, country)
                        .isEqualTo(weekends.isBusinessDay(date) && !expected.contains(date)));
    }

    @ParameterizedTest
    @CsvSource({
        "GB, 2021-12-27", // Christmas Day 2021 was a Saturday, Boxing Day a Sunday
        "GB, 2021-12-28",
        "GB, 2022-01-03", // New Year's Day 2022 was a Saturday
        "GB, 2023-05-08", // the King's coronation
        "US, 2021-12-31", // New Year's Day 2022, kept in the year before
        "NL, 2024-05-09", // Ascension Day
    })
    void a_holiday_is_off_on_the_day_on_which_it_is_kept(String country, LocalDate date) {
        assertThat(calendars.forCountry(country).orElseThrow().isBusinessDay(date))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NL, 2026-04-03", // Good Friday
        "BE, 2026-11-02", // All Souls
        "BE, 2026-12-31", // New Year's Eve
        "FR, 2026-04-03", // Good Friday: Alsace and Moselle alone
        "DE, 2026-01-06", // Epiphany: three of the states
        "ES, 2026-11-02", // in lieu of Sunday 1 November: some regions
    })
    void observances_and_regional_holidays_are_business_days(String country, LocalDate date) {
        assertThat(calendars.forCountry(country).orElseThrow().isBusinessDay(date))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "", "FRA", "NYSE", "LME", "../fr"})
    void what_is_no_country_that_is_known_has_no_calendar(String country) {
        assertThat(calendars.forCountry(country)).isEmpty();
    }

    @Test
    void every_country_in_the_world_answers_or_has_no_calendar() {
        List<String> known = Stream.of(Locale.getISOCountries())
                .filter(country -> calendars.forCountry(country).isPresent())
                .toList();
        assertThat(known).hasSizeGreaterThan(200);
        assertThat(known).allSatisfy(country -> {
            BusinessCalendar calendar = calendars.forCountry(country).orElseThrow();
            assertThat(calendar.nextOrSame(LocalDate.of(2026, 1, 1))).isBefore(LocalDate.of(2026, 1, 15));
        });
    }

    @Test
    void the_case_of_the_code_makes_no_difference() {
        assertThat(calendars.forCountry("fr"))
                .isEqualTo(calendars.forCountry("FR"))
                .isPresent();
    }

    @Test
    void the_next_business_day_steps_over_a_weekend_and_the_holiday_behind_it() {
        BusinessCalendar england = calendars.forCountry("GB").orElseThrow();
        // Friday 25 December, the weekend, Boxing Day kept on Monday 28
        assertThat(england.nextOrSame(LocalDate.of(2026, 12, 25))).isEqualTo(LocalDate.of(2026, 12, 29));
        assertThat(england.plusBusinessDays(LocalDate.of(2026, 4, 2), 1)).isEqualTo(LocalDate.of(2026, 4, 7));
    }

    @Test
    void many_threads_that_ask_at_once_get_the_same_answer() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> questions = IntStream.range(0, 64)
                    .<Callable<Long>>mapToObj(i -> () -> LocalDate.of(2020, 1, 1)
                            .datesUntil(LocalDate.of(2030, 1, 1))
                            .filter(calendars.forCountry("FR").orElseThrow()::isBusinessDay)
                            .count())
                    .toList();
            Set<Long> answers = new TreeSet<>();
            for (Future<Long> answer : pool.invokeAll(questions)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
