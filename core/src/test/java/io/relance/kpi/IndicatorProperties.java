package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.LedgerArbitraries;
import io.relance.aging.AgingOptions;
import io.relance.aging.AgingReport;
import io.relance.aging.ItemFlag;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ItemState;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class IndicatorProperties {
    private static final IndicatorOptions STANDARD = IndicatorOptions.standard();

    @Provide
    Arbitrary<AccountLedger> ledgers() {
        return LedgerArbitraries.ledgers();
    }

    @Provide
    Arbitrary<List<AccountLedger>> portfolios() {
        return LedgerArbitraries.portfolios();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return LedgerArbitraries.days();
    }

    @Property(seed = "20260105", tries = 400)
    void receivables_are_gross_less_credit_and_every_split_adds_up(
            @ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date) {
        LedgerArbitraries.coverHardCases(ledger, date);
        AgingReport aging = AgingReport.of(ledger, date, AgingOptions.standard());
        PortfolioIndicators portfolio = PortfolioIndicators.of(List.of(ledger), date, STANDARD);

        assertThat(portfolio.figures(date)).hasSameSizeAs(aging.rows());
        for (IndicatorFigures figures : portfolio.figures(date)) {
            Money zero = Money.zero(figures.currency());
            Money net = aging.row(figures.currency()).orElseThrow().net();
            assertThat(figures.receivables()).isEqualTo(net.isNegative() ? zero : net);
            assertThat(figures.notDue().plus(figures.overdue())).isEqualTo(figures.receivables());
            assertThat(figures.notDue()).isGreaterThanOrEqualTo(zero);
            assertThat(figures.overdue()).isGreaterThanOrEqualTo(zero);
            // Nothing not due is covered as long as anything overdue is left.
            Money grossNotDue =
                    aging.row(figures.currency()).orElseThrow().notDue().amount();
            assertThat(figures.overdue().isZero() || figures.notDue().isEqual(grossNotDue))
                    .isTrue();
            assertThat(figures.amountOf(IndicatorFigures.SET_APART)
                            .plus(figures.receivablesWithout(IndicatorFigures.SET_APART)))
                    .isEqualTo(figures.receivables());
            for (ItemFlag flag : ItemFlag.values()) {
                assertThat(figures.amountOf(Set.of(flag))).isBetween(zero, figures.receivables());
            }
        }
    }

    @Property(seed = "20260105", tries = 300)
    void the_sums_are_those_of_a_plain_count(@ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date) {
        PortfolioIndicators portfolio = PortfolioIndicators.of(List.of(ledger), date, STANDARD);
        for (IndicatorFigures figures : portfolio.figures(date)) {
            PlainCount plain = new PlainCount(ledger, figures.currency(), date);
            assertThat(figures.sales()).isEqualTo(plain.sales());
            assertThat(figures.openingReceivables()).isEqualTo(plain.openingReceivables());
            assertThat(figures.writeOffs()).isEqualTo(plain.writeOffs());
            assertThat(figures.meanPaymentDelayDays()).isEqualTo(plain.meanPaymentDelay());
            assertThat(figures.onTimeRateByCount()).isEqualTo(plain.onTimeByCount());
            assertThat(figures.recoveryRate()).isEqualTo(plain.recovery());
        }
    }

    @Property(seed = "20260105", tries = 300)
    void rates_are_fractions_and_less_is_recovered_at_the_due_date_than_later(
            @ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date) {
        for (IndicatorFigures figures :
                PortfolioIndicators.of(List.of(ledger), date, STANDARD).figures(date)) {
            for (Optional<BigDecimal> rate : List.of(
                    figures.overdueRate(),
                    figures.onTimeRateByCount(),
                    figures.onTimeRateByAmount(),
                    figures.recoveryRate(),
                    figures.recoveryRateAtDueDate())) {
                rate.ifPresent(value -> assertThat(value).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
            }
            figures.recoveryRate()
                    .ifPresent(all -> assertThat(figures.recoveryRateAtDueDate().orElseThrow())
                            .isLessThanOrEqualTo(all));
            figures.averageDaysDelinquent().ifPresent(days -> assertThat(days).isNotNegative());
            assertThat(figures.dso(DsoMethod.COUNT_BACK).orElseThrow().days()).isNotNegative();
        }
    }

    @Property(seed = "20260105", tries = 150)
    void a_portfolio_is_the_sum_of_its_customers_in_any_order(
            @ForAll("portfolios") List<AccountLedger> ledgers, @ForAll("days") LocalDate date) {
        PortfolioIndicators.Builder builder =
                PortfolioIndicators.builder(STANDARD).day(date).perCustomer();
        ledgers.forEach(builder::add);
        PortfolioIndicators portfolio = builder.build();
        List<AccountLedger> backwards = new ArrayList<>(ledgers);
        Collections.reverse(backwards);

        assertThat(PortfolioIndicators.of(backwards.stream(), date, STANDARD).figures(date))
                .extracting(IndicatorFigures::indicators)
                .isEqualTo(portfolio.figures(date).stream()
                        .map(IndicatorFigures::indicators)
                        .toList());
        for (IndicatorFigures figures : portfolio.figures(date)) {
            Money receivables = Money.zero(figures.currency());
            Money opening = Money.zero(figures.currency());
            Money sales = Money.zero(figures.currency());
            for (AccountId account : portfolio.accounts()) {
                for (IndicatorFigures own : portfolio.figures(date, account)) {
                    if (own.currency().equals(figures.currency())) {
                        receivables = receivables.plus(own.receivables());
                        opening = opening.plus(own.openingReceivables());
                        sales = sales.plus(own.sales());
                    }
                }
            }
            assertThat(figures.receivables()).isEqualTo(receivables);
            assertThat(figures.openingReceivables()).isEqualTo(opening);
            assertThat(figures.sales()).isEqualTo(sales);
        }
    }

    /** The definitions written down once more, item by item, with nothing shared. */
    private record PlainCount(AccountLedger ledger, CurrencyUnit unit, LocalDate date) {
        private static final int DAYS = 90;

        private boolean inPeriod(LocalDate day) {
            return day.isAfter(date.minusDays(DAYS)) && !day.isAfter(date);
        }

        private List<OpenItem> items(LocalDate day) {
            return ledger.asOf(day, Tolerance.NONE).items().stream()
                    .filter(item -> item.open().getCurrencyUnit().equals(unit))
                    .toList();
        }

        private List<OpenItem> invoices() {
            return items(date).stream()
                    .filter(item -> item.receivable().kind() == Receivable.Kind.INVOICE)
                    .toList();
        }

        Money sales() {
            Money sum = Money.zero(unit);
            for (OpenItem item : invoices()) {
                if (inPeriod(item.receivable().issued()) && !item.receivable().cashSale()) {
                    sum = sum.plus(item.receivable().amount());
                }
            }
            for (var note : ledger.creditNotes()) {
                if (inPeriod(note.issued()) && note.amount().getCurrencyUnit().equals(unit)) {
                    sum = sum.minus(note.amount());
                }
            }
            return sum;
        }

        Money openingReceivables() {
            LocalDate before = date.minusDays(DAYS);
            Money sum = ledger.asOf(before, Tolerance.NONE)
                    .unallocatedCredit()
                    .in(unit)
                    .negated();
            for (OpenItem item : items(before)) {
                sum = sum.plus(item.open());
            }
            return sum.isNegative() ? Money.zero(unit) : sum;
        }

        Money writeOffs() {
            Money now = Money.zero(unit);
            for (OpenItem item : items(date)) {
                now = now.plus(item.writtenOff());
            }
            for (OpenItem item : items(date.minusDays(DAYS))) {
                now = now.minus(item.writtenOff());
            }
            return now;
        }

        Optional<BigDecimal> meanPaymentDelay() {
            return WeightedDelay.mean(invoices().stream()
                    .filter(item -> item.settled().filter(this::inPeriod).isPresent())
                    .map(item -> new WeightedDelay(
                            item.receivable()
                                    .due()
                                    .until(item.settled().orElseThrow(), java.time.temporal.ChronoUnit.DAYS),
                            item.receivable().amount().minus(item.credited())))
                    .toList());
        }

        Optional<BigDecimal> onTimeByCount() {
            List<OpenItem> due = invoices().stream()
                    .filter(item -> inPeriod(item.receivable().due()))
                    .filter(item -> item.state() != ItemState.CANCELLED && item.state() != ItemState.NEGLIGIBLE)
                    .toList();
            long onTime = due.stream()
                    .filter(item -> item.settled()
                            .filter(day -> !day.isAfter(item.receivable().due())
                                    || day.equals(item.receivable().issued()))
                            .isPresent())
                    .count();
            return Ratios.of(onTime, due.size());
        }

        Optional<BigDecimal> recovery() {
            Money paid = Money.zero(unit);
            Money owed = Money.zero(unit);
            for (OpenItem item : invoices()) {
                if (inPeriod(item.receivable().due())) {
                    paid = paid.plus(item.paid());
                    owed = owed.plus(item.receivable().amount()).minus(item.credited());
                }
            }
            return Ratios.of(paid, owed);
        }
    }
}
