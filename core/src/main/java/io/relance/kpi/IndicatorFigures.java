package io.relance.kpi;

import io.relance.aging.ItemFlag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What the indicators of one currency on one day are made of, exactly, and the indicators that follow from it: of one
 * customer or a whole portfolio.
 *
 * <p>Receivables are gross open less unallocated credit, not below 0 per customer. Credit covers overdue items first, the
 * oldest due first, then those not due; what it leaves of each item is the item's part in every split, so that the parts
 * add up. Immutable.
 */
public final class IndicatorFigures {
    /** Items that are in the receivables by default, whose amount a report gives apart. */
    public static final Set<ItemFlag> SET_APART = java.util.Collections.unmodifiableSet(
            EnumSet.of(ItemFlag.IN_LITIGATION, ItemFlag.INSOLVENT, ItemFlag.DOUBTFUL, ItemFlag.ASSIGNED));

    private final LocalDate date;
    private final CurrencyUnit currency;
    private final IndicatorOptions options;
    private final Sums sums;

    IndicatorFigures(LocalDate date, CurrencyUnit currency, IndicatorOptions options, Sums sums) {
        this.date = date;
        this.currency = currency;
        this.options = options;
        this.sums = sums;
    }

    /** The day. */
    public LocalDate date() {
        return date;
    }

    /** The currency of every amount here. */
    public CurrencyUnit currency() {
        return currency;
    }

    /** How it was computed. */
    public IndicatorOptions options() {
        return options;
    }

    Sums sums() {
        return sums;
    }

    /** R: everything that is due or will be. */
    public Money receivables() {
        return receivablesWithout(Set.of());
    }

    /** R without the items that have one of {@code flags}. */
    public Money receivablesWithout(Set<ItemFlag> flags) {
        return notDueWithout(flags).plus(money(Sums.total(sums.overdue, flags)));
    }

    /** What R holds of items that have one of {@code flags}; each item counts once. */
    public Money amountOf(Set<ItemFlag> flags) {
        return receivables().minus(receivablesWithout(flags));
    }

    /** The part of R that is not late. */
    public Money notDue() {
        return notDueWithout(Set.of());
    }

    /** The part of R that is late. */
    public Money overdue() {
        return receivables().minus(notDue());
    }

    private Money notDueWithout(Set<ItemFlag> flags) {
        return money(Sums.total(sums.notDue, flags));
    }

    /** R as of the day before the period's first. */
    public Money openingReceivables() {
        return money(sums.opening);
    }

    /** S(N): invoices less credit notes issued in the period; claims and cash sales are not in it. */
    public Money sales() {
        return money(sums.sales);
    }

    /** What was written off in the period. */
    public Money writeOffs() {
        return money(sums.writeOffs);
    }

    /** The known months of sales, newest first; the first one ends on the day. */
    public List<MonthSales> monthlySales() {
        return sums.monthlySales.months(
                date, currency, options.salesKnownSince().orElse(null));
    }

    /** Days of sales outstanding; no value when the method divides by sales of 0 or less. */
    public Optional<DsoDays> dso(DsoMethod method) {
        return dsoWithout(method, Set.of());
    }

    /** The same without the items that have one of {@code flags}, see {@link #SET_APART}; the sales stay whole. */
    public Optional<DsoDays> dsoWithout(DsoMethod method, Set<ItemFlag> flags) {
        return switch (method) {
            case SIMPLE ->
                Dso.simple(receivablesWithout(flags), sales(), options.periodDays())
                        .map(DsoDays::exact);
            case COUNT_BACK ->
                Optional.of(Dso.countBack(receivablesWithout(flags), monthlySales(), options.carryBackCreditNotes()));
            case BEST_POSSIBLE ->
                Dso.bestPossible(notDueWithout(flags), sales(), options.periodDays())
                        .map(DsoDays::exact);
        };
    }

    /** Simple less best possible DSO, in days. */
    public Optional<BigDecimal> averageDaysDelinquent() {
        return Dso.averageDaysDelinquent(
                dso(DsoMethod.SIMPLE).map(DsoDays::days),
                dso(DsoMethod.BEST_POSSIBLE).map(DsoDays::days));
    }

    /** See {@link CollectionEffectiveness#period}; percent. */
    public Optional<BigDecimal> ceiPeriod() {
        return CollectionEffectiveness.period(openingReceivables(), sales(), writeOffs(), receivables(), notDue());
    }

    /** See {@link CollectionEffectiveness#averageMonth}; percent. */
    public Optional<BigDecimal> ceiAverageMonth(int months) {
        return CollectionEffectiveness.averageMonth(
                openingReceivables(), sales(), months, writeOffs(), receivables(), notDue());
    }

    /** Overdue receivables over receivables. */
    public Optional<BigDecimal> overdueRate() {
        return Ratios.of(overdue(), receivables());
    }

    /** Days from due date to settled date over invoices settled in the period, weighted by amount less credit notes. */
    public Optional<BigDecimal> meanPaymentDelayDays() {
        return sums.paymentDelays.mean();
    }

    /**
     * Days from due date to effective date over payment allocations effective in the period, weighted by amount, open
     * invoices included. An allocation reversed by the day does not count.
     */
    public Optional<BigDecimal> meanCashDelayDays() {
        return sums.cashDelays.mean();
    }

    /** How many of the invoices due in the period, cancelled ones apart, were settled on time. */
    public Optional<BigDecimal> onTimeRateByCount() {
        return Ratios.of(sums.onTimeCount, sums.dueCount);
    }

    /** The same by amount less credit notes. */
    public Optional<BigDecimal> onTimeRateByAmount() {
        return Ratios.of(sums.onTimeAmount, sums.dueAmount);
    }

    /** Payments effective by the day on invoices due in the period, over their amount less credit notes. */
    public Optional<BigDecimal> recoveryRate() {
        return Ratios.of(sums.recovered, sums.recoverable);
    }

    /** The same with only those payments that were effective by each invoice's due date. */
    public Optional<BigDecimal> recoveryRateAtDueDate() {
        return Ratios.of(sums.recoveredAtDue, sums.recoverableAtDue);
    }

    /** The indicators that a report shows. */
    public Indicators indicators() {
        DsoDays countBack = Dso.countBack(receivables(), monthlySales(), options.carryBackCreditNotes());
        return new Indicators(
                currency,
                dso(DsoMethod.SIMPLE).map(DsoDays::days),
                countBack.days(),
                countBack.lowerBound(),
                dso(DsoMethod.BEST_POSSIBLE).map(DsoDays::days),
                averageDaysDelinquent(),
                overdueRate(),
                meanPaymentDelayDays(),
                meanCashDelayDays(),
                onTimeRateByCount(),
                onTimeRateByAmount(),
                recoveryRate(),
                ceiPeriod());
    }

    private Money money(long minor) {
        return Money.ofMinor(currency, minor);
    }

    @Override
    public String toString() {
        return "receivables of " + receivables() + " on " + date + ", sales of " + sales() + " in "
                + options.periodDays() + " days";
    }
}
