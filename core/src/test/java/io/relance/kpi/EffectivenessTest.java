package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectivenessTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    @ParameterizedTest(name = "({0} + {1} - {2} - {3}) / ({0} + {1} - {4}): {5} %")
    @CsvSource({
        "200000, 310000, 0, 250000, 150000, 72.22",
        "100, 1000, 0, 120, 100, 98.00",
        // (200 + 310 - 60 - 250) / (200 + 310 - 150)
        "200, 310, 60, 250, 150, 55.56"
    })
    void cei_of_a_period(String r0, String sales, String writeOffs, String r1, String notDue, String expected) {
        assertThat(CollectionEffectiveness.period(eur(r0), eur(sales), eur(writeOffs), eur(r1), eur(notDue))
                        .orElseThrow()
                        .setScale(2, RoundingMode.HALF_UP))
                .isEqualTo(expected);
    }

    @Test
    void cei_with_the_sales_of_an_average_month() {
        // (6200 + 10890 / 3 - 6340) / (6200 + 10890 / 3 - 3590) = 3490 / 6240
        assertThat(CollectionEffectiveness.averageMonth(
                                eur("6200"), eur("10890"), 3, eur("0"), eur("6340"), eur("3590"))
                        .orElseThrow()
                        .setScale(2, RoundingMode.HALF_UP))
                .isEqualTo("55.93");
        // (100 + 100 / 3 - 10 - 50) / (100 + 100 / 3 - 40) = 220 / 280, whatever a third of 100 is in cents
        assertThat(CollectionEffectiveness.averageMonth(eur("100"), eur("100"), 3, eur("10"), eur("50"), eur("40"))
                        .orElseThrow()
                        .setScale(6, RoundingMode.HALF_UP))
                .isEqualTo("78.571429");
    }

    @Test
    void cei_has_no_value_when_nothing_could_be_collected() {
        assertThat(CollectionEffectiveness.period(eur("0"), eur("100"), eur("0"), eur("100"), eur("100")))
                .isEmpty();
        assertThat(CollectionEffectiveness.period(eur("0"), eur("-100"), eur("0"), eur("0"), eur("0")))
                .isEmpty();
        assertThatThrownBy(
                        () -> CollectionEffectiveness.averageMonth(eur("1"), eur("1"), 0, eur("0"), eur("1"), eur("1")))
                .hasMessage("a period has at least 1 month, but was given 0");
    }

    @ParameterizedTest(name = "{0} a year, {1} to {2} days: {3}")
    @CsvSource({"2000000, 80, 48, 175342.47", "24000000, 80, 48, 2104109.59", "365, 40, 41.5, -1.50", "0, 80, 48, 0.00"
    })
    void cash_freed_is_a_year_s_sales_times_the_days_saved(String sales, String before, String after, String expected) {
        assertThat(CashFreed.once(eur(sales), new BigDecimal(before), new BigDecimal(after)))
                .isEqualTo(eur(expected));
    }

    @Test
    void cash_freed_is_rounded_to_the_decimals_of_its_currency() {
        // 1 000 000 x 32 / 365 = 87 671.23
        assertThat(CashFreed.once(
                        Money.ofMinor(CurrencyUnit.JPY, 1_000_000), new BigDecimal("80"), new BigDecimal("48")))
                .isEqualTo(Money.ofMinor(CurrencyUnit.JPY, 87_671));
    }

    @Test
    void a_mean_delay_is_weighted_by_amount_and_early_counts_negative() {
        // (10 x 100 - 5 x 300) / 400
        assertThat(WeightedDelay.mean(List.of(new WeightedDelay(10, eur("100")), new WeightedDelay(-5, eur("300")))))
                .hasValueSatisfying(mean -> assertThat(mean).isEqualByComparingTo("-1.25"));
        assertThat(WeightedDelay.mean(List.of())).isEmpty();
        assertThat(WeightedDelay.mean(List.of(new WeightedDelay(3, eur("0"))))).isEmpty();
    }

    @Test
    void delays_are_of_one_currency_and_of_no_negative_amount() {
        assertThatThrownBy(() -> WeightedDelay.mean(List.of(
                        new WeightedDelay(1, eur("1")), new WeightedDelay(1, Money.ofMinor(CurrencyUnit.JPY, 1)))))
                .hasMessage("currencies are never mixed: EUR 1.00 and JPY 1");
        assertThatThrownBy(() -> new WeightedDelay(1, eur("-1")))
                .hasMessage("a weight is at least 0, but was EUR -1.00");
    }

    @Test
    void ratios_have_no_value_over_nothing() {
        assertThat(Ratios.of(1, 4)).contains(new BigDecimal("0.25"));
        assertThat(Ratios.of(1, 0)).isEmpty();
        assertThat(Ratios.of(eur("1"), eur("8"))).contains(new BigDecimal("0.125"));
        assertThat(Ratios.of(eur("1"), eur("-8"))).isEmpty();
        assertThatThrownBy(() -> Ratios.of(eur("1"), Money.ofMinor(CurrencyUnit.JPY, 8)))
                .hasMessage("currencies are never mixed: EUR 1.00 and JPY 8");
    }

    @Test
    void promises_count_when_they_came_due_in_the_period() {
        List<PromiseOutcome> outcomes = List.of(
                new PromiseOutcome(DAY, eur("100"), true),
                new PromiseOutcome(DAY.minusDays(29), eur("300"), false),
                new PromiseOutcome(DAY.minusDays(30), eur("7000"), false),
                new PromiseOutcome(DAY.plusDays(1), eur("7000"), false),
                new PromiseOutcome(DAY, eur("600"), true),
                new PromiseOutcome(DAY, Money.of(CurrencyUnit.USD, 5), false));

        List<PromiseKeeping> keeping = PromiseKeeping.of(outcomes, DAY, 30);
        assertThat(keeping)
                .containsExactly(
                        new PromiseKeeping(CurrencyUnit.EUR, 3, 2, eur("1000"), eur("700")),
                        new PromiseKeeping(
                                CurrencyUnit.USD, 1, 0, Money.of(CurrencyUnit.USD, 5), Money.zero(CurrencyUnit.USD)));
        assertThat(PromiseKeeping.of(outcomes, DAY, 1).get(0).cameDue()).isEqualTo(2);
        assertThat(keeping.get(0).rateByCount()).isEqualTo(Ratios.of(2, 3));
        assertThat(keeping.get(0).rateByAmount()).contains(new BigDecimal("0.7"));
        assertThat(keeping.get(1).rateByCount().orElseThrow()).isZero();
        assertThatThrownBy(() -> new PromiseOutcome(DAY, eur("0"), true))
                .hasMessage("a promise must be of more than 0, but was EUR 0.00");
        assertThatThrownBy(() -> PromiseKeeping.of(outcomes, DAY, 0))
                .hasMessage("a period has at least 1 day, but was given 0");
    }

    @Test
    void dispute_resolution_time_is_the_mean_from_opening_to_closing() {
        List<DisputeSpan> disputes = List.of(
                new DisputeSpan(DAY.minusDays(10), DAY),
                new DisputeSpan(DAY.minusDays(54), DAY.minusDays(29)),
                new DisputeSpan(DAY.minusDays(90), DAY.minusDays(30)),
                new DisputeSpan(DAY, DAY.plusDays(1)));

        // (10 + 25) / 2
        assertThat(DisputeSpan.meanDays(disputes, DAY, 30)).contains(new BigDecimal("17.5"));
        assertThat(DisputeSpan.meanDays(disputes, DAY, 1)).contains(new BigDecimal("10"));
        assertThat(DisputeSpan.meanDays(List.of(), DAY, 30)).isEmpty();
        assertThatThrownBy(() -> new DisputeSpan(DAY, DAY.minusDays(1)))
                .hasMessage("a dispute opened on 2026-03-31 cannot be closed on 2026-03-30");
        assertThatThrownBy(() -> DisputeSpan.meanDays(disputes, DAY, 0))
                .hasMessage("a period has at least 1 day, but was given 0");
    }
}
