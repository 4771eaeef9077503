package io.relance.adapter.importfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
    private static CsvFormat format(char decimal, Character grouping) {
        return new CsvFormat(',', '"', StandardCharsets.UTF_8, decimal, grouping, DatePattern.of("yyyy-MM-dd"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10.50, 10.50",
        "-10.5, -10.5",
        "+10, 10",
        "\u22127, -7",
        ".5, 0.5",
        "007, 7",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void plain_numbers_are_read(String cell, BigDecimal number) {
        assertThat(format('.', null).number(cell)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                "1.2.3",
                "1,5",
                "1 000",
                "1e3",
                "0x10",
                "(5)",
                "5-",
                "--5",
                "EUR 5",
                "\u0661",
                "1_0",
                "1234567890123456789012345678901"
            })
    void what_is_no_number_is_not_guessed_at(String cell) {
        assertThat(format('.', null).number(cell)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1.234.567,89 | , | . | 1234567.89",
                "1234567,89   | , | . | 1234567.89",
                "12,34,567.89 | . | , | 1234567.89", // as written in India
                "-1'234.50    | . | ' | -1234.50",
                "1_000        | . | _ | 1000"
            })
    void groups_are_taken_out(String cell, char decimal, char grouping, BigDecimal number) {
        assertThat(format(decimal, grouping).number(cell)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 234,50", "1\u00A0234,50", "1\u202F234,50", "1\u2009234,50"})
    void a_blank_as_grouping_is_every_blank_that_exports_write(String cell) {
        assertThat(format(',', ' ').number(cell)).isEqualByComparingTo("1234.50");
        assertThat(format(',', '\u00A0').number(cell)).isEqualByComparingTo("1234.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12,34", "1,2345", ",123", "1,,234", "1,234,", "1234,567", "1.234,567", "1,2,345"})
    void groups_in_odd_places_are_no_number(String cell) {
        assertThat(format('.', ',').number(cell)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd          | 2024-02-29",
                "M/d/yyyy            | 2/29/2024",
                "dd.MM.yyyy          | 29.02.2024",
                "dd/MM/yy            | 29/02/24",
                "yyyyMMdd            | 20240229",
                "d MMM yyyy          | 29 feb 2024",
                "yyyy-MM-dd HH:mm:ss | 2024-02-29 17:30:00",
                "'y'yyyy MM dd       | y2024 02 29"
            })
    void dates_are_read_by_their_pattern(String pattern, String cell) {
        assertThat(DatePattern.of(pattern).parse(cell)).isEqualTo(LocalDate.of(2024, 2, 29));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M/d/yyyy   | 2/30/2013",
                "M/d/yyyy   | 2/29/2013",
                "M/d/yyyy   | 13/1/2013",
                "M/d/yyyy   | 1/1/13",
                "M/d/yyyy   | '1/1/2013 '",
                "M/d/yyyy   | 1/1/2013x",
                "yyyy-MM-dd | 2013-1-1",
                "yyyy-MM-dd | 2013-04-31",
                "yyyy-MM-dd | 2013-04-31T00:00"
            })
    void days_that_do_not_exist_are_no_dates(String pattern, String cell) {
        CsvFormat format = new CsvFormat(',', '"', StandardCharsets.UTF_8, '.', null, DatePattern.of(pattern));
        assertThat(format.dateCells().date(cell)).isNull();
    }

    @Test
    void a_date_seen_before_is_the_same_object() {
        CsvFormat.DateCells dates = format('.', null).dateCells();
        assertThat(dates.date("2026-01-31")).isSameAs(dates.date("2026-01-31"));
    }
}
