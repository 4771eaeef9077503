package io.relance.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRatesTest {
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);
    private static final ExchangeRates RATES = ExchangeRates.builder()
            .rate(CurrencyUnit.USD, CurrencyUnit.EUR, FEBRUARY, new BigDecimal("0.95"))
            .rate(CurrencyUnit.USD, CurrencyUnit.EUR, JANUARY, new BigDecimal("0.90"))
            .rate(CurrencyUnit.EUR, CurrencyUnit.JPY, JANUARY, new BigDecimal("163.5"))
            .build();

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "USD 10.00, 2026-01-01, EUR 9.00",
        "USD 10.00, 2026-01-31, EUR 9.00",
        "USD 10.00, 2026-02-01, EUR 9.50",
        "USD 10.00, 2030-01-01, EUR 9.50",
        // 0.05 x 0.90 = 0.045, half up
        "USD 0.05, 2026-01-01, EUR 0.05",
        "EUR 7.00, 1999-01-01, EUR 7.00"
    })
    void a_rate_holds_from_its_day_until_the_next(String amount, LocalDate date, String expected) {
        assertThat(RATES.convert(Money.parse(amount), CurrencyUnit.EUR, date)).isEqualTo(Money.parse(expected));
    }

    @Test
    void the_result_has_the_decimals_of_its_currency() {
        // 0.01 x 163.5 = 1.635
        assertThat(RATES.convert(Money.parse("EUR 0.01"), CurrencyUnit.JPY, JANUARY))
                .isEqualTo(Money.parse("JPY 2"));
    }

    @Test
    void the_rate_used_can_be_asked_for_with_its_day() {
        ExchangeRates.DatedRate rate = RATES.rate(CurrencyUnit.USD, CurrencyUnit.EUR, LocalDate.of(2026, 1, 20));

        assertThat(rate.date()).isEqualTo(JANUARY);
        assertThat(rate).hasToString("1 USD = 0.90 EUR (2026-01-01)");
        assertThat(rate.convert(Money.parse("USD 1"))).isEqualTo(Money.parse("EUR 0.90"));
        assertThat(RATES.rate(CurrencyUnit.JPY, CurrencyUnit.JPY, FEBRUARY))
                .isEqualTo(new ExchangeRates.DatedRate(CurrencyUnit.JPY, CurrencyUnit.JPY, FEBRUARY, BigDecimal.ONE));
        assertThatThrownBy(() -> rate.convert(Money.parse("JPY 1")))
                .hasMessage("JPY 1 cannot be converted by a rate from USD");
    }

    @Test
    void nothing_is_inverted_crossed_or_taken_from_later() {
        assertThatThrownBy(() -> RATES.convert(Money.parse("EUR 1"), CurrencyUnit.USD, FEBRUARY))
                .hasMessage("no exchange rate from EUR to USD on or before 2026-02-01");
        assertThatThrownBy(() -> RATES.convert(Money.parse("USD 1"), CurrencyUnit.JPY, FEBRUARY))
                .hasMessage("no exchange rate from USD to JPY on or before 2026-02-01");
        assertThatThrownBy(() -> RATES.convert(Money.parse("USD 1"), CurrencyUnit.EUR, JANUARY.minusDays(1)))
                .isInstanceOfSatisfying(ExchangeRates.MissingRateException.class, e -> {
                    assertThat(e.from()).isEqualTo(CurrencyUnit.USD);
                    assertThat(e.to()).isEqualTo(CurrencyUnit.EUR);
                    assertThat(e.date()).isEqualTo(JANUARY.minusDays(1));
                });
    }

    @Test
    void a_bag_is_converted_sum_by_sum() {
        assertThat(RATES.convert(MoneyBag.of(Money.parse("USD 10"), Money.parse("EUR 1")), CurrencyUnit.EUR, JANUARY))
                .isEqualTo(Money.parse("EUR 10"));
        assertThat(RATES.convert(MoneyBag.empty(), CurrencyUnit.EUR, JANUARY)).isEqualTo(Money.parse("EUR 0"));
    }

    @Test
    void a_contradiction_is_refused_and_a_repetition_is_not() {
        ExchangeRates.Builder builder =
                ExchangeRates.builder().rate(CurrencyUnit.USD, CurrencyUnit.EUR, JANUARY, new BigDecimal("0.9"));
        builder.rate(CurrencyUnit.USD, CurrencyUnit.EUR, JANUARY, new BigDecimal("0.90"));

        assertThatThrownBy(() -> builder.rate(CurrencyUnit.USD, CurrencyUnit.EUR, JANUARY, BigDecimal.ONE))
                .hasMessage("two rates from USD to EUR on 2026-01-01: 0.9 and 1");
        assertThatThrownBy(() -> builder.rate(CurrencyUnit.USD, CurrencyUnit.EUR, FEBRUARY, BigDecimal.ZERO))
                .hasMessage("the rate from USD to EUR on 2026-02-01 must be above 0, but was 0");
    }

    @Test
    void rates_do_not_change_when_their_builder_goes_on() {
        ExchangeRates.Builder builder =
                ExchangeRates.builder().rate(CurrencyUnit.USD, CurrencyUnit.EUR, JANUARY, new BigDecimal("0.9"));
        ExchangeRates rates = builder.build();
        builder.rate(CurrencyUnit.USD, CurrencyUnit.EUR, FEBRUARY, BigDecimal.ONE);

        assertThat(rates.convert(Money.parse("USD 10"), CurrencyUnit.EUR, FEBRUARY))
                .isEqualTo(Money.parse("EUR 9"));
    }
}
