package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    /** Underscores stand for no-break spaces. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EUR 1234.56    | 1_234,56_€       | €1,234.56",
                "EUR 0.00       | 0,00_€           | €0.00",
                "EUR 999.90     | 999,90_€         | €999.90",
                "EUR 1234567.89 | 1_234_567,89_€   | €1,234,567.89",
                "EUR -12.00     | \u221212,00_€    | \u2212€12.00",
                "GBP 1000.00    | 1_000,00_GBP     | £1,000.00",
                "USD 2500.00    | 2_500,00_USD     | $2,500.00",
                "CHF 10.50      | 10,50_CHF        | CHF_10.50",
                "JPY 1234       | 1_234_JPY        | JPY_1,234",
                "BHD 1.234      | 1,234_BHD        | BHD_1.234"
            })
    void an_amount_is_written_as_its_reader_writes_it(String amount, String french, String english) {
        assertThat(Language.FRENCH.amount(Money.parse(amount))).isEqualTo(french.replace('_', '\u00a0'));
        assertThat(Language.ENGLISH.amount(Money.parse(amount))).isEqualTo(english.replace('_', '\u00a0'));
    }

    /** Underscores stand for no-break spaces. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EUR 1234.56    | 1.234,56_€       | €_1.234,56",
                "EUR 0.00       | 0,00_€           | €_0,00",
                "EUR 1234567.89 | 1.234.567,89_€   | €_1.234.567,89",
                "EUR -12.00     | \u221212,00_€    | €_\u221212,00",
                "GBP 1000.00    | 1.000,00_GBP     | GBP_1.000,00",
                "JPY 1234       | 1.234_JPY        | JPY_1.234"
            })
    void german_spanish_and_italian_put_the_currency_behind_and_dutch_before(
            String amount, String behind, String before) {
        for (Language language : List.of(Language.GERMAN, Language.SPANISH, Language.ITALIAN)) {
            assertThat(language.amount(Money.parse(amount))).isEqualTo(behind.replace('_', '\u00a0'));
        }
        assertThat(Language.DUTCH.amount(Money.parse(amount))).isEqualTo(before.replace('_', '\u00a0'));
    }

    /** Underscores stand for no-break spaces. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13.15 | 13,15_% | 13.15% | 13,15_% | 13,15_% | 13,15% | 13,15%",
                "12    | 12,00_% | 12.00% | 12,00_% | 12,00_% | 12,00% | 12,00%",
                "8.125 | 8,125_% | 8.125% | 8,125_% | 8,125_% | 8,125% | 8,125%",
                "9.500 | 9,50_%  | 9.50%  | 9,50_%  | 9,50_%  | 9,50%  | 9,50%",
                "-0.38 | \u22120,38_% | \u22120.38% | \u22120,38_% | \u22120,38_% | \u22120,38% | \u22120,38%"
            })
    void a_rate_has_two_decimals_or_as_many_as_it_needs(
            BigDecimal rate, String fr, String en, String de, String es, String it, String nl) {
        assertThat(Stream.of("fr", "en", "de", "es", "it", "nl")
                        .map(code -> Language.of(code).orElseThrow().percent(rate)))
                .containsExactly(Stream.of(fr, en, de, es, it, nl)
                        .map(text -> text.replace('_', '\u00a0'))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05, 5. März 2026,      5 de marzo de 2026,      5 marzo 2026,     5 maart 2026",
        "2026-04-01, 1. April 2026,     1 de abril de 2026,      1º aprile 2026,   1 april 2026",
        "2026-01-08, 8. Januar 2026,    8 de enero de 2026,      8 gennaio 2026,   8 januari 2026",
        "2024-02-29, 29. Februar 2024,  29 de febrero de 2024,   29 febbraio 2024, 29 februari 2024",
        "2026-12-11, 11. Dezember 2026, 11 de diciembre de 2026, 11 dicembre 2026, 11 december 2026"
    })
    void a_date_is_written_in_german_spanish_italian_and_dutch(
            LocalDate date, String german, String spanish, String italian, String dutch) {
        assertThat(Language.GERMAN.date(date)).isEqualTo(german);
        assertThat(Language.SPANISH.date(date)).isEqualTo(spanish);
        assertThat(Language.ITALIAN.date(date)).isEqualTo(italian);
        assertThat(Language.DUTCH.date(date)).isEqualTo(dutch);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05, 5 mars 2026,      5 March 2026",
        "2026-04-01, 1er avril 2026,   1 April 2026",
        "2026-08-31, 31 août 2026,     31 August 2026",
        "2024-02-29, 29 février 2024,  29 February 2024",
        "2026-12-11, 11 décembre 2026, 11 December 2026"
    })
    void a_date_is_written_as_its_reader_writes_it(LocalDate date, String french, String english) {
        assertThat(Language.FRENCH.date(date)).isEqualTo(french);
        assertThat(Language.ENGLISH.date(date)).isEqualTo(english);
    }

    @ParameterizedTest
    @CsvSource({"0, true, false", "1, true, true", "2, false, false", "1001, false, false"})
    void french_counts_nothing_in_the_singular_and_english_in_the_plural(int count, boolean french, boolean english) {
        assertThat(Language.FRENCH.isSingular(count)).isEqualTo(french);
        assertThat(Language.ENGLISH.isSingular(count)).isEqualTo(english);
    }

    @ParameterizedTest
    @CsvSource({
        "fr, FRENCH",
        "FR, FRENCH",
        "fr-CA, FRENCH",
        "fr_BE, FRENCH",
        "en, ENGLISH",
        "en-GB, ENGLISH",
        "de-AT, GERMAN",
        "es_MX, SPANISH",
        "it-CH, ITALIAN",
        "nl-BE, DUTCH",
        "pt,",
        "'',",
        "fra-x!,"
    })
    void the_region_of_a_language_plays_no_part(String tag, Language language) {
        assertThat(Language.of(tag).orElse(null)).isEqualTo(language);
    }
}
