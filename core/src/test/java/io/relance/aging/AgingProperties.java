package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.LedgerArbitraries;
import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;

class AgingProperties {
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

    @Provide
    Arbitrary<AgingBuckets> buckets() {
        return Arbitraries.integers()
                .between(1, 120)
                .set()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(AgingProperties::sorted);
    }

    private static AgingBuckets sorted(Set<Integer> bounds) {
        return AgingBuckets.of(
                bounds.stream().sorted().mapToInt(Integer::intValue).toArray());
    }

    /** L10, first half. */
    @Property(seed = "20260105", tries = 500)
    void the_columns_partition_the_gross(
            @ForAll("ledgers") AccountLedger ledger,
            @ForAll("days") LocalDate date,
            @ForAll("buckets") AgingBuckets buckets,
            @ForAll AgingBasis basis) {
        LedgerArbitraries.coverHardCases(ledger, date);
        AgingReport report = AgingReport.of(
                ledger,
                date,
                AgingOptions.builder().buckets(buckets).basis(basis).build());

        MoneyBag gross = MoneyBag.empty();
        MoneyBag credit = MoneyBag.empty();
        long items = 0;
        for (AgingRow row : report.rows()) {
            gross = gross.plus(row.gross());
            credit = credit.plus(row.unallocatedCredit());
            items += row.items();
            for (AgingColumn column : columns(row)) {
                assertThat(column.amount()).isEqualTo(byHand(ledger, date, basis, column, row));
                for (Money part : parts(column)) {
                    assertThat(part.isNegative()).isFalse();
                    assertThat(part).isLessThanOrEqualTo(column.amount());
                }
            }
        }
        assertThat(gross).isEqualTo(ledger.asOf(date, Tolerance.NONE).gross());
        assertThat(credit).isEqualTo(ledger.asOf(date, Tolerance.NONE).unallocatedCredit());
        assertThat(items)
                .isEqualTo(ledger.asOf(date, Tolerance.NONE).items().stream()
                        .filter(item -> item.open().isPositive())
                        .count());
    }

    /** What belongs into the column by its own bounds alone. */
    private static Money byHand(
            AccountLedger ledger, LocalDate date, AgingBasis basis, AgingColumn column, AgingRow row) {
        Money sum = Money.zero(row.currency());
        for (OpenItem item : ledger.asOf(date, Tolerance.NONE).items()) {
            LocalDate from = basis == AgingBasis.DUE_DATE
                    ? item.receivable().due()
                    : item.receivable().issued();
            boolean old = column.fromDays().isEmpty()
                    || !from.isAfter(date.minusDays(column.fromDays().getAsInt()));
            boolean young = column.toDays().isEmpty()
                    || !from.isBefore(date.minusDays(column.toDays().getAsInt()));
            if (old && young && item.open().getCurrencyUnit().equals(row.currency())) {
                sum = sum.plus(item.open());
            }
        }
        return sum;
    }

    @Property(seed = "20260105", tries = 200)
    void a_portfolio_is_the_sum_of_its_customers_in_any_order(
            @ForAll("portfolios") List<AccountLedger> ledgers, @ForAll("days") LocalDate date) {
        AgingReport all = AgingReport.of(ledgers, date, AgingOptions.standard());
        List<AccountLedger> backwards = new ArrayList<>(ledgers);
        java.util.Collections.reverse(backwards);

        assertThat(AgingReport.of(backwards.stream(), date, AgingOptions.standard())
                        .rows())
                .isEqualTo(all.rows());
        for (AgingRow row : all.rows()) {
            AgingRow sum = null;
            for (AccountLedger ledger : ledgers) {
                AgingRow own = AgingReport.of(ledger, date, AgingOptions.standard())
                        .row(row.currency())
                        .orElse(null);
                if (own != null) {
                    sum = sum == null ? own : sum.plus(own);
                }
            }
            assertThat(sum).isEqualTo(row);
        }
    }

    private static List<AgingColumn> columns(AgingRow row) {
        List<AgingColumn> columns = new ArrayList<>(row.buckets());
        columns.add(0, row.notDue());
        return columns;
    }

    private static List<Money> parts(AgingColumn column) {
        AgingParts parts = column.parts();
        return List.of(parts.disputed(), parts.onPlan(), parts.assigned(), parts.insolvent(), parts.inLitigation());
    }
}
