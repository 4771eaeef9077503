package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsoTest {
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    /** {@code part x times / whole}, as the formula says. */
    private static BigDecimal quotient(String part, String times, String whole) {
        return new BigDecimal(part)
                .multiply(new BigDecimal(times))
                .divide(new BigDecimal(whole), MathContext.DECIMAL128);
    }

    private static BigDecimal cents(BigDecimal days) {
        return days.setScale(2, RoundingMode.HALF_UP);
    }

    /** Months of sales, newest first, each {@code days:sales}; back from March. */
    private static List<MonthSales> months(String... months) {
        List<MonthSales> list = new java.util.ArrayList<>();
        for (int i = 0; i < months.length; i++) {
            String[] parts = months[i].split(":", -1);
            list.add(new MonthSales(MARCH.minusMonths(i), Integer.parseInt(parts[0]), eur(parts[1])));
        }
        return list;
    }

    @ParameterizedTest(name = "{0} / {1} x {2} = {3}")
    @CsvSource({
        "250000, 310000, 90, 72.58",
        "50000000, 730000000, 365, 25.00",
        "15000, 10000, 30, 45.00",
        "1200000, 10000000, 365, 43.80",
        "20000, 45000, 90, 40.00",
        "5000000, 9000000, 91, 50.56",
        "0, 100, 90, 0.00",
        "7, 2, 1, 3.50"
    })
    void simple_dso_is_receivables_over_sales_times_days(String receivables, String sales, int days, String expected) {
        BigDecimal dso = Dso.simple(eur(receivables), eur(sales), days).orElseThrow();

        assertThat(dso).isEqualByComparingTo(quotient(receivables, Integer.toString(days), sales));
        assertThat(cents(dso)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} / {1} x {2} = {3}")
    @CsvSource({"150000, 310000, 90, 43.55", "4000, 10000, 30, 12.00", "800000, 10000000, 365, 29.20"})
    void best_possible_dso_counts_what_is_not_due(String notDue, String sales, int days, String expected) {
        assertThat(cents(Dso.bestPossible(eur(notDue), eur(sales), days).orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void average_days_delinquent_is_the_difference() {
        Optional<BigDecimal> simple = Dso.simple(eur("250000"), eur("310000"), 90);
        Optional<BigDecimal> best = Dso.bestPossible(eur("150000"), eur("310000"), 90);

        assertThat(cents(Dso.averageDaysDelinquent(simple, best).orElseThrow())).isEqualTo("29.03");
        assertThat(Dso.averageDaysDelinquent(Optional.of(new BigDecimal("45")), Optional.of(new BigDecimal("12"))))
                .contains(new BigDecimal("33"));
        assertThat(Dso.averageDaysDelinquent(Optional.of(new BigDecimal("43.8")), Optional.of(new BigDecimal("29.2"))))
                .contains(new BigDecimal("14.6"));
        assertThat(Dso.averageDaysDelinquent(simple, Optional.empty())).isEmpty();
        assertThat(Dso.averageDaysDelinquent(Optional.empty(), best)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void without_sales_there_is_no_value(String sales) {
        assertThat(Dso.simple(eur("100"), eur(sales), 90)).isEmpty();
        assertThat(Dso.bestPossible(eur("100"), eur(sales), 90)).isEmpty();
    }

    @Test
    void a_period_has_days_and_one_currency() {
        assertThatThrownBy(() -> Dso.simple(eur("1"), eur("1"), 0))
                .hasMessage("a period has at least 1 day, but was given 0");
        assertThatThrownBy(() -> Dso.bestPossible(eur("1"), eur("1"), 0))
                .hasMessage("a period has at least 1 day, but was given 0");
        assertThatThrownBy(() -> Dso.simple(eur("1"), Money.zero(CurrencyUnit.USD), 90))
                .hasMessage("currencies are never mixed: EUR 1.00 and USD 0.00");
    }

    @ParameterizedTest(name = "{0} over {1}, {2}, {3}: {4}")
    @CsvSource({
        // 31 + 28 + 60 000 / 120 000 x 31
        "250000, 31:100000, 28:90000, 31:120000, 74.50",
        // 30 + 30 + 32 000 / 70 000 x 30
        "212000, 30:100000, 30:80000, 30:70000, 73.71",
        // 31 + 28 + 400 000 / 700 000 x 31
        "2100000, 31:900000, 28:800000, 31:700000, 76.71",
        // 30 + 31 + 500 / 700 x 30
        "2500, 30:1200, 31:800, 30:700, 82.43",
        // within the newest month, which has 10 days so far: 50 / 100 x 10
        "50, 10:100, 28:90, 31:120, 5.00",
        // on the first of a month: 1 + 50 / 100 x 28
        "50.50, 1:0.50, 28:100, 31:120, 15.00",
        // exactly the newest month, and no day of the next
        "100, 31:100, 28:90, 31:120, 31.00",
        // all three months, and nothing left
        "310, 31:100, 28:90, 31:120, 90.00",
        "0, 31:100, 28:90, 31:120, 0.00",
        "-5, 31:100, 28:90, 31:120, 0.00",
        // a month without sales counts its days: 31 + 28 + 60 / 120 x 31
        "160, 31:100, 28:0, 31:120, 74.50",
        // and so does one with more credit notes than invoices, which consumes nothing
        "160, 31:100, 28:-40, 31:120, 74.50",
        // nothing is left when the month without sales comes
        "100, 31:100, 28:0, 31:120, 31.00"
    })
    void count_back_takes_months_off(String receivables, String first, String second, String third, String expected) {
        DsoDays dso = Dso.countBack(eur(receivables), months(first, second, third), false);

        assertThat(cents(dso.days())).isEqualTo(expected);
        assertThat(dso.lowerBound()).isFalse();
    }

    @Test
    void when_the_known_sales_run_out_first_the_result_is_a_lower_bound() {
        assertThat(Dso.countBack(eur("311"), months("31:100", "28:90", "31:120"), false))
                .isEqualTo(new DsoDays(new BigDecimal("90"), true))
                .hasToString("at least 90.00 days");
        assertThat(Dso.countBack(eur("1"), List.of(), false)).isEqualTo(new DsoDays(BigDecimal.ZERO, true));
        assertThat(Dso.countBack(eur("0"), List.of(), false)).isEqualTo(new DsoDays(BigDecimal.ZERO, false));
        assertThat(Dso.countBack(eur("100"), months("31:100"), false)).hasToString("31.00 days");
    }

    @Test
    void credit_notes_are_carried_back_when_asked_for() {
        List<MonthSales> months = months("31:100", "28:-40", "31:120");

        // 31 + 28 + 60 / (120 - 40) x 31
        assertThat(Dso.countBack(eur("160"), months, true).days())
                .isEqualByComparingTo(new BigDecimal("59").add(quotient("60", "31", "80")));
    }

    @Test
    void what_a_carried_credit_note_leaves_negative_is_carried_on() {
        // -40 + 30 = -10, carried to 120: 31 + 28 + 31 + 60 / 110 x 31
        assertThat(Dso.countBack(eur("160"), months("31:100", "28:-40", "31:30", "31:120"), true)
                        .days())
                .isEqualByComparingTo(
                        new BigDecimal("90").add(quotient("60", "31", "110")).round(MathContext.DECIMAL128));
    }

    @Test
    void a_missing_month_is_refused() {
        List<MonthSales> gap =
                List.of(new MonthSales(MARCH, 31, eur("1")), new MonthSales(MARCH.minusMonths(2), 31, eur("1")));

        assertThatThrownBy(() -> Dso.countBack(eur("5"), gap, false))
                .hasMessage("count-back needs every month, newest first: after 2026-03 comes 2026-02, not 2026-01");
    }

    @Test
    void months_are_of_the_currency_of_the_receivables_and_have_days() {
        assertThatThrownBy(() -> Dso.countBack(
                        eur("5"), List.of(new MonthSales(MARCH, 31, Money.zero(CurrencyUnit.USD))), false))
                .hasMessage("currencies are never mixed: EUR 5.00 and USD 0.00");
        assertThatThrownBy(() -> new MonthSales(MARCH, 0, eur("1")))
                .hasMessage("a month counts 1 to 31 days, but 2026-03 was given 0");
        assertThatThrownBy(() -> new MonthSales(MARCH, 32, eur("1")))
                .hasMessage("a month counts 1 to 31 days, but 2026-03 was given 32");
    }
}
