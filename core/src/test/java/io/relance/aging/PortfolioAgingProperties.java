package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.HarderBooks;
import io.relance.LedgerArbitraries;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.time.BusinessCalendar;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class PortfolioAgingProperties {
    private static final YearMonth FIRST = YearMonth.of(2025, 2);
    private static final YearMonth LAST = YearMonth.of(2027, 1);

    @Provide
    Arbitrary<List<AccountLedger>> portfolios() {
        return HarderBooks.portfolios();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.oneOf(
                LedgerArbitraries.days(),
                LedgerArbitraries.days(),
                LedgerArbitraries.days(),
                Arbitraries.of(LocalDate.MIN, LocalDate.of(1850, 1, 1), LocalDate.of(2999, 12, 31), LocalDate.MAX));
    }

    @Provide
    Arbitrary<AgingOptions> options() {
        Arbitrary<AgingBuckets> buckets = Arbitraries.integers()
                .between(1, 120)
                .set()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(PortfolioAgingProperties::sorted);
        Arbitrary<DueDates> dueDates =
                Arbitraries.of(DayRoll.values()).map(roll -> new DueDates(roll, BusinessCalendar.weekendsOnly()));
        Arbitrary<Tolerance> tolerance = Arbitraries.of("0", "0.50", "100").map(a -> new Tolerance(new BigDecimal(a)));
        return Combinators.combine(buckets, Arbitraries.of(AgingBasis.values()), dueDates, tolerance)
                .as((of, basis, due, leave) -> AgingOptions.builder()
                        .buckets(of)
                        .basis(basis)
                        .dueDates(due)
                        .tolerance(leave)
                        .build());
    }

    private static AgingBuckets sorted(Set<Integer> bounds) {
        return AgingBuckets.of(
                bounds.stream().sorted().mapToInt(Integer::intValue).toArray());
    }

    @Property(seed = "20260106", tries = 500)
    void the_balance_of_columns_is_that_of_the_ledgers(
            @ForAll("portfolios") List<AccountLedger> ledgers,
            @ForAll("days") LocalDate date,
            @ForAll("options") AgingOptions options) {
        coverHardCases(ledgers, date);
        assertSame(PortfolioAging.of(ledgers, options).on(date), AgingReport.of(ledgers, date, options));
    }

    @Property(seed = "20260106", tries = 60)
    void month_ends_drawn_up_together_are_those_drawn_up_one_by_one(
            @ForAll("portfolios") List<AccountLedger> ledgers, @ForAll("options") AgingOptions options) {
        PortfolioAging columns = PortfolioAging.of(ledgers, options);
        SortedMap<LocalDate, AgingReport> together = columns.monthEnds(FIRST, LAST);
        assertThat(together).hasSize(24);
        together.forEach((date, report) -> {
            assertThat(date).isEqualTo(YearMonth.from(date).atEndOfMonth());
            assertSame(report, columns.on(date));
            assertSame(report, AgingReport.of(ledgers, date, options));
        });
    }

    @Property(seed = "20260106", tries = 20)
    void more_days_than_one_scan_sees_are_the_same_days(
            @ForAll("portfolios") List<AccountLedger> ledgers,
            @ForAll @IntRange(min = 1, max = 3) int apart,
            @ForAll("options") AgingOptions options) {
        List<LocalDate> days = new ArrayList<>(IntStream.range(0, 2 * AgingQuery.DAYS_A_SCAN + 1)
                .mapToObj(i -> LedgerArbitraries.FIRST_DAY.plusDays((long) i * apart))
                .toList());
        Collections.shuffle(days, new java.util.Random(apart));
        PortfolioAging columns = PortfolioAging.of(ledgers, options);
        columns.on(days).forEach((date, report) -> assertSame(report, AgingReport.of(ledgers, date, options)));
        columns.perCustomer(days, customer -> {
            AccountLedger ledger = ledger(ledgers, customer.account());
            days.forEach(date -> assertSame(customer.report(date), AgingReport.of(ledger, date, options)));
        });
    }

    @Property(seed = "20260106", tries = 150)
    void every_customer_has_the_balance_of_its_ledger_and_they_add_up_to_the_portfolio(
            @ForAll("portfolios") List<AccountLedger> ledgers,
            @ForAll("days") LocalDate date,
            @ForAll("options") AgingOptions options) {
        PortfolioAging columns = PortfolioAging.of(ledgers, options);
        List<CustomerAging> customers = new ArrayList<>();
        columns.perCustomer(date, customers::add);

        assertThat(customers.stream().map(CustomerAging::account))
                .containsExactlyElementsOf(
                        ledgers.stream().map(AccountLedger::account).toList());
        for (int i = 0; i < customers.size(); i++) {
            assertSame(customers.get(i).report(date), AgingReport.of(ledgers.get(i), date, options));
        }
        for (AgingRow row : columns.on(date).rows()) {
            assertThat(customers.stream()
                            .flatMap(customer -> customer.report(date).row(row.currency()).stream())
                            .reduce(AgingRow::plus))
                    .contains(row);
        }
    }

    @Property(seed = "20260106", tries = 100)
    void parts_on_other_threads_change_no_answer(
            @ForAll("portfolios") List<AccountLedger> ledgers,
            @ForAll("days") LocalDate date,
            @ForAll @IntRange(min = 1, max = 7) int count) {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            PortfolioAging alone = PortfolioAging.of(ledgers, AgingOptions.standard());
            PortfolioAging inParts = alone.inParts(executor, count);
            assertSame(inParts.on(date), alone.on(date));
            Map<AccountId, CustomerAging> customers = new ConcurrentHashMap<>();
            inParts.perCustomer(date, customer -> customers.put(customer.account(), customer));
            alone.perCustomer(
                    date,
                    customer -> assertSame(customers.remove(customer.account()).report(date), customer.report(date)));
            assertThat(customers).isEmpty();
        } finally {
            executor.shutdown();
        }
    }

    @Property(seed = "20260106", tries = 100)
    void the_order_of_the_ledgers_does_not_matter(
            @ForAll("portfolios") List<AccountLedger> ledgers, @ForAll("days") LocalDate date) {
        List<AccountLedger> backwards = new ArrayList<>(ledgers);
        Collections.reverse(backwards);
        assertSame(
                PortfolioAging.of(backwards, AgingOptions.standard()).on(date),
                PortfolioAging.of(ledgers, AgingOptions.standard()).on(date));
    }

    private static AccountLedger ledger(List<AccountLedger> ledgers, AccountId account) {
        return ledgers.stream()
                .filter(ledger -> ledger.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSame(AgingReport report, AgingReport expected) {
        assertThat(report.date()).isEqualTo(expected.date());
        assertThat(report.options()).isSameAs(expected.options());
        assertThat(report.rows()).isEqualTo(expected.rows());
        assertThat(report.recordedUpTo()).isEqualTo(expected.recordedUpTo());
    }

    private static void coverHardCases(List<AccountLedger> ledgers, LocalDate date) {
        AgingReport report = AgingReport.of(ledgers, date, AgingOptions.standard());
        cover("two currencies", report.rows().size() > 1);
        cover(
                "credit",
                report.rows().stream().anyMatch(row -> row.unallocatedCredit().isPositive()));
        cover(
                "rejected",
                ledgers.stream()
                        .flatMap(ledger -> ledger.payments().stream())
                        .anyMatch(payment -> payment.rejectedOn()
                                .filter(on -> !on.isAfter(date))
                                .isPresent()));
        cover(
                "matched again",
                ledgers.stream()
                        .flatMap(ledger -> ledger.allocations().stream())
                        .anyMatch(allocation ->
                                !allocation.isReversal() && allocation.from().isPresent()));
        List<AgingParts> parts = report.rows().stream()
                .flatMap(row -> row.buckets().stream())
                .map(AgingColumn::parts)
                .toList();
        cover("disputed", parts.stream().anyMatch(part -> part.disputed().isPositive()));
        cover("assigned", parts.stream().anyMatch(part -> part.assigned().isPositive()));
        cover("insolvent", parts.stream().anyMatch(part -> part.insolvent().isPositive()));
        cover(
                "in litigation",
                parts.stream().anyMatch(part -> part.inLitigation().isPositive()));
    }

    private static void cover(String label, boolean holds) {
        Statistics.label(label).collect(holds);
        Statistics.label(label).coverage(coverage -> coverage.check(true).percentage(percentage -> percentage >= 5.0));
    }
}
