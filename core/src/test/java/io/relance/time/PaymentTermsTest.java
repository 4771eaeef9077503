package io.relance.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentTermsTest {
    @ParameterizedTest(name = "issued {0}, {1} days net: {2}")
    @CsvSource({"2026-01-15, 30, 2026-02-14", "2026-01-31, 0, 2026-01-31", "2024-02-28, 2, 2024-03-01"})
    void net_days_are_counted_from_issue(LocalDate issued, int days, LocalDate due) {
        assertThat(PaymentTerms.net(days).dueDate(issued)).isEqualTo(due);
    }

    @ParameterizedTest(name = "issued {0}, {1} days: {2} when they come first, {3} when the end of month does")
    @CsvSource({
        // 15 January + 45 = 1 March; 31 January + 45 = 17 March
        "2026-01-15, 45, 2026-03-31, 2026-03-17",
        // 1 January + 45 = 15 February; 31 January + 45 = 17 March
        "2026-01-01, 45, 2026-02-28, 2026-03-17",
        // 31 January + 45 = 17 March either way
        "2026-01-31, 45, 2026-03-31, 2026-03-17",
        "2024-01-15, 30, 2024-02-29, 2024-03-01",
        "2026-04-30, 0, 2026-04-30, 2026-04-30"
    })
    void end_of_month_has_two_readings(LocalDate issued, int days, LocalDate daysFirst, LocalDate monthFirst) {
        assertThat(PaymentTerms.daysThenEndOfMonth(days).dueDate(issued)).isEqualTo(daysFirst);
        assertThat(PaymentTerms.endOfMonthThenDays(days).dueDate(issued)).isEqualTo(monthFirst);
    }

    @ParameterizedTest(name = "issued {0}, {1} days, then the {2}: {3}")
    @CsvSource({
        "2026-01-05, 30, 10, 2026-02-10",
        "2026-01-11, 30, 10, 2026-02-10",
        "2026-01-12, 30, 10, 2026-03-10",
        // a month too short ends on its last day
        "2026-01-31, 0, 31, 2026-01-31",
        "2026-02-01, 0, 31, 2026-02-28",
        "2026-01-31, 1, 30, 2026-02-28"
    })
    void a_fixed_day_is_the_next_one_after_the_days(LocalDate issued, int days, int dayOfMonth, LocalDate due) {
        assertThat(PaymentTerms.fixedDay(days, dayOfMonth).dueDate(issued)).isEqualTo(due);
    }

    @Test
    void terms_read_as_a_sentence() {
        assertThat(PaymentTerms.net(30)).hasToString("30 days net");
        assertThat(PaymentTerms.daysThenEndOfMonth(45)).hasToString("45 days, then end of month");
        assertThat(PaymentTerms.endOfMonthThenDays(45)).hasToString("end of month, then 45 days");
        assertThat(PaymentTerms.fixedDay(30, 10)).hasToString("30 days, then the next day 10 of a month");
    }

    @Test
    void days_are_not_negative_and_a_month_has_at_most_31() {
        assertThatThrownBy(() -> PaymentTerms.net(-1)).hasMessage("payment terms are at least 0 days, but were -1");
        assertThatThrownBy(() -> PaymentTerms.daysThenEndOfMonth(-1))
                .hasMessage("payment terms are at least 0 days, but were -1");
        assertThatThrownBy(() -> PaymentTerms.endOfMonthThenDays(-1))
                .hasMessage("payment terms are at least 0 days, but were -1");
        assertThatThrownBy(() -> PaymentTerms.fixedDay(-1, 10))
                .hasMessage("payment terms are at least 0 days, but were -1");
        assertThatThrownBy(() -> PaymentTerms.fixedDay(0, 0)).hasMessage("a day of the month is 1 to 31, but was 0");
        assertThatThrownBy(() -> PaymentTerms.fixedDay(0, 32)).hasMessage("a day of the month is 1 to 31, but was 32");
    }
}
