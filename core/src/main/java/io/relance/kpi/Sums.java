package io.relance.kpi;

import io.relance.aging.ItemFlag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Everything that the indicators of one currency on one day are made of, in minor units; all of it adds up over accounts. */
final class Sums {
    /** Receivables after credit that are not late, by which flags their items have. */
    final Map<Set<ItemFlag>, Long> notDue = new HashMap<>();

    /** The same of those that are late. */
    final Map<Set<ItemFlag>, Long> overdue = new HashMap<>();

    final MonthlyTotals monthlySales = new MonthlyTotals();
    final DelaySum paymentDelays = new DelaySum();
    final DelaySum cashDelays = new DelaySum();
    long opening;
    long sales;
    long writeOffs;
    long dueCount;
    long onTimeCount;
    long dueAmount;
    long onTimeAmount;
    long recoverable;
    long recovered;
    long recoverableAtDue;
    long recoveredAtDue;

    /** The sum over the items that have none of the flags in {@code without}. */
    static long total(Map<Set<ItemFlag>, Long> byFlags, Set<ItemFlag> without) {
        long sum = 0;
        for (Map.Entry<Set<ItemFlag>, Long> entry : byFlags.entrySet()) {
            if (Collections.disjoint(entry.getKey(), without)) {
                sum = Math.addExact(sum, entry.getValue());
            }
        }
        return sum;
    }

    /** Adds {@code other} with its amounts multiplied by {@code factor}, a rate between minor units; counts stay. */
    void add(Sums other, BigDecimal factor) {
        other.notDue.forEach((flags, sum) -> notDue.merge(flags, times(sum, factor), Math::addExact));
        other.overdue.forEach((flags, sum) -> overdue.merge(flags, times(sum, factor), Math::addExact));
        other.monthlySales.byMonth().forEach((month, sum) -> monthlySales.add(month, times(sum, factor)));
        paymentDelays.add(other.paymentDelays, factor);
        cashDelays.add(other.cashDelays, factor);
        opening = plus(opening, other.opening, factor);
        sales = plus(sales, other.sales, factor);
        writeOffs = plus(writeOffs, other.writeOffs, factor);
        dueCount = Math.addExact(dueCount, other.dueCount);
        onTimeCount = Math.addExact(onTimeCount, other.onTimeCount);
        dueAmount = plus(dueAmount, other.dueAmount, factor);
        onTimeAmount = plus(onTimeAmount, other.onTimeAmount, factor);
        recoverable = plus(recoverable, other.recoverable, factor);
        recovered = plus(recovered, other.recovered, factor);
        recoverableAtDue = plus(recoverableAtDue, other.recoverableAtDue, factor);
        recoveredAtDue = plus(recoveredAtDue, other.recoveredAtDue, factor);
    }

    private static long plus(long sum, long amount, BigDecimal factor) {
        return Math.addExact(sum, times(amount, factor));
    }

    private static long times(long amount, BigDecimal factor) {
        if (amount == 0 || factor.compareTo(BigDecimal.ONE) == 0) {
            return amount;
        }
        return BigDecimal.valueOf(amount)
                .multiply(factor)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
