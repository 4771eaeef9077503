package io.relance.risk;

import static io.relance.risk.Books.EUR;
import static io.relance.risk.Books.dec;
import static io.relance.risk.Books.eur;
import static io.relance.risk.CreditAdvisorTest.scoreOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.money.ExchangeRates;
import io.relance.money.MoneyBag;
import io.relance.risk.AccountPriority.Factor;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountPrioritiesTest {
    private static final LocalDate DATE = LocalDate.of(2026, 6, 30);

    @ParameterizedTest
    @CsvSource({
        // amount, days late, score, broken promises: points of each
        "0.01, 1, 75, 0, 4, 5, 0, 0",
        "199.99, 15, 74, 1, 4, 5, 7, 5",
        "200.00, 16, 50, 2, 8, 10, 7, 10",
        "999.99, 30, 49, 3, 8, 10, 14, 10",
        "1000.00, 31, 25, 0, 16, 16, 14, 0",
        "4999.99, 60, 24, 0, 16, 16, 20, 0",
        "5000.00, 61, 0, 0, 24, 24, 20, 0",
        "19999.99, 90, 80, 0, 24, 24, 0, 0",
        "20000.00, 91, 80, 0, 32, 30, 0, 0",
        "100000.00, 500, 0, 9, 40, 30, 20, 10",
    })
    void a_priority_is_the_sum_of_amount_age_risk_and_broken_promises(
            String amount, int days, int score, int broken, int a, int b, int c, int d) {
        AccountPriority priority = AccountPriorities.of(MoneyBag.of(eur(amount)), days, scoreOf(score), broken);
        assertThat(priority.reasons())
                .extracting(AccountPriority.Reason::points)
                .containsExactly(a, b, c, d);
        assertThat(priority.points()).isEqualTo(a + b + c + d);
    }

    @Test
    void where_nothing_dunnable_is_overdue_there_is_nothing_to_do() {
        AccountPriority priority = AccountPriorities.of(MoneyBag.of(eur("-5.00")), 40, scoreOf(0), 3);
        assertThat(priority.points()).isZero();
        assertThat(priority.reasons())
                .extracting(AccountPriority.Reason::factor)
                .containsExactly(Factor.NOTHING_OVERDUE);
    }

    @Test
    void of_several_currencies_the_one_worth_most_points_counts_and_none_are_added() {
        MoneyBag bag = MoneyBag.of(eur("900.00"), Money.of(CurrencyUnit.USD, dec("1200.00")));
        AccountPriority priority = AccountPriorities.of(bag, 1, scoreOf(80), 0);
        assertThat(priority.reasons().get(0))
                .isEqualTo(new AccountPriority.Reason(
                        Factor.AMOUNT, dec("1200.00"), 16, "USD 1200.00 dunnable and overdue"));
    }

    @Test
    void with_rates_all_currencies_are_judged_in_the_reporting_currency() {
        ExchangeRates rates = ExchangeRates.builder()
                .rate(CurrencyUnit.JPY, EUR, DATE, dec("0.006"))
                .build();
        MoneyBag bag = MoneyBag.of(eur("900.00"), Money.of(CurrencyUnit.JPY, dec("100000")));
        AccountPriority priority = AccountPriorities.of(bag, 1, scoreOf(80), 0, rates, EUR, DATE);
        assertThat(priority.reasons().get(0).value()).isEqualTo(dec("1500.00")); // 900 + 100 000 x 0.006
        assertThat(priority.reasons().get(0).points()).isEqualTo(16);
        assertThat(AccountPriorities.of(bag, 1, scoreOf(80), 0)).isGreaterThan(priority);
        assertThat(AccountPriorities.of(MoneyBag.empty(), 1, scoreOf(80), 0, rates, EUR, DATE)
                        .points())
                .isZero();
        assertThatThrownBy(() -> AccountPriorities.of(bag, 1, scoreOf(80), 0, rates, CurrencyUnit.USD, DATE))
                .isInstanceOf(ExchangeRates.MissingRateException.class);
    }

    @Property(tries = 300)
    void more_money_age_risk_or_broken_promises_never_lower_a_priority(
            @ForAll @IntRange(min = 1, max = 20_000_000) int cents,
            @ForAll @IntRange(min = 1, max = 120) int days,
            @ForAll @IntRange(max = 100) int score,
            @ForAll @IntRange(max = 4) int broken,
            @ForAll @IntRange(max = 100) int more) {
        int base = points(cents, days, score, broken);
        assertThat(List.of(
                        points(cents + more * 10_000, days, score, broken),
                        points(cents, days + more, score, broken),
                        points(cents, days, Math.max(0, score - more), broken),
                        points(cents, days, score, broken + more)))
                .allSatisfy(worse -> assertThat(worse).isGreaterThanOrEqualTo(base));
        assertThat(base).isBetween(1, 100);
    }

    @Test
    void a_sum_that_its_reasons_do_not_make_is_refused() {
        assertThatThrownBy(() -> new AccountPriority(3, List.of()))
                .hasMessage("the reasons of a priority add up to 0, but it is 3");
    }

    private static int points(int cents, int days, int score, int broken) {
        return AccountPriorities.of(MoneyBag.of(Money.ofMinor(EUR, cents)), days, scoreOf(score), broken)
                .points();
    }
}
