package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.HarderBooks;
import io.relance.LedgerArbitraries;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.joda.money.CurrencyUnit;

class CountBackDsoProperties {
    private static final YearMonth FIRST = YearMonth.of(2025, 2);
    private static final YearMonth LAST = YearMonth.of(2027, 1);

    @Provide
    Arbitrary<List<AccountLedger>> portfolios() {
        return HarderBooks.portfolios();
    }

    @Provide
    Arbitrary<Set<LocalDate>> days() {
        return LedgerArbitraries.days().set().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<IndicatorOptions> options() {
        Arbitrary<IndicatorOptions> sinceEver = Combinators.combine(
                        Arbitraries.integers().between(1, 120), Arbitraries.of(true, false))
                .as((period, carry) -> IndicatorOptions.builder()
                        .periodDays(period)
                        .carryBackCreditNotes(carry)
                        .build());
        Arbitrary<LocalDate> since =
                Arbitraries.integers().between(-400, 200).map(LedgerArbitraries.FIRST_DAY::plusDays);
        return Arbitraries.oneOf(
                sinceEver,
                Combinators.combine(sinceEver, since)
                        .as((options, day) ->
                                options.toBuilder().salesKnownSince(day).build()));
    }

    @Property(seed = "20260106", tries = 300)
    void the_series_is_that_of_the_indicators_for_every_customer_and_all_of_them(
            @ForAll("portfolios") List<AccountLedger> ledgers,
            @ForAll("days") Set<LocalDate> days,
            @ForAll("options") IndicatorOptions options) {
        assertSame(
                ledgers,
                CountBackDso.builder(options).days(days),
                PortfolioIndicators.builder(options).days(days));
    }

    @Property(seed = "20260106", tries = 40)
    void so_it_is_for_month_ends(
            @ForAll("portfolios") List<AccountLedger> ledgers, @ForAll("options") IndicatorOptions options) {
        assertSame(
                ledgers,
                CountBackDso.builder(options).monthEnds(FIRST, LAST),
                PortfolioIndicators.builder(options).monthEnds(FIRST, LAST));
    }

    @Property(seed = "20260106", tries = 50)
    void the_order_of_the_ledgers_does_not_matter(
            @ForAll("portfolios") List<AccountLedger> ledgers, @ForAll("days") Set<LocalDate> days) {
        List<AccountLedger> backwards = new ArrayList<>(ledgers);
        Collections.reverse(backwards);
        CountBackDso.Builder one =
                CountBackDso.builder(IndicatorOptions.standard()).days(days);
        CountBackDso.Builder other =
                CountBackDso.builder(IndicatorOptions.standard()).days(days);
        ledgers.forEach(one::add);
        backwards.forEach(other::add);
        assertThat(one.build().series()).isEqualTo(other.build().series());
    }

    private static void assertSame(
            List<AccountLedger> ledgers, CountBackDso.Builder series, PortfolioIndicators.Builder indicators) {
        Map<AccountId, List<DsoSeries>> customers = new TreeMap<>();
        series.perCustomer((account, own) ->
                customers.computeIfAbsent(account, a -> new ArrayList<>()).add(own));
        indicators.perCustomer();
        ledgers.forEach(series::add);
        ledgers.forEach(indicators::add);
        PortfolioIndicators expected = indicators.build();

        assertThat(series.build().series())
                .isEqualTo(expected(CURRENCIES.stream()
                        .map(unit -> expected(unit, expected.series(unit)))
                        .toList()));
        for (AccountLedger ledger : ledgers) {
            assertThat(customers.getOrDefault(ledger.account(), List.of()))
                    .isEqualTo(expected(CURRENCIES.stream()
                            .map(unit -> expected(unit, expected.series(unit, ledger.account())))
                            .toList()));
        }
        assertThat(customers.keySet()).isSubsetOf(expected.accounts());
        cover("lower bound", customers, DsoDays::lowerBound);
        cover(
                "a part of a month",
                customers,
                dso -> dso.days().stripTrailingZeros().scale() > 0);
    }

    private static final List<CurrencyUnit> CURRENCIES = List.of(CurrencyUnit.EUR, CurrencyUnit.JPY, CurrencyUnit.USD);

    private static List<DsoSeries> expected(List<DsoSeries> series) {
        return series.stream().filter(own -> !own.days().isEmpty()).toList();
    }

    private static DsoSeries expected(CurrencyUnit unit, SortedMap<LocalDate, IndicatorFigures> figures) {
        SortedMap<LocalDate, DsoDays> days = new TreeMap<>();
        figures.forEach(
                (date, of) -> days.put(date, of.dso(DsoMethod.COUNT_BACK).orElseThrow()));
        return new DsoSeries(unit, days);
    }

    private static void cover(
            String label, Map<AccountId, List<DsoSeries>> customers, java.util.function.Predicate<DsoDays> holds) {
        boolean any = customers.values().stream()
                .flatMap(List::stream)
                .flatMap(own -> own.days().values().stream())
                .anyMatch(holds);
        Statistics.label(label).collect(any);
        Statistics.label(label).coverage(coverage -> coverage.check(true).percentage(percentage -> percentage >= 5.0));
    }
}
