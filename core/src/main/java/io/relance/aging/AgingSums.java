package io.relance.aging;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The running sums of one currency, in minor units, by column. */
final class AgingSums {
    private final CurrencyUnit unit;
    private final long[] amounts;
    private final long[] items;
    private final long[] disputed;
    private final List<Map<ItemFlag, Long>> flagged = new ArrayList<>();
    private long credit;

    AgingSums(CurrencyUnit unit, int columns) {
        this.unit = unit;
        this.amounts = new long[columns];
        this.items = new long[columns];
        this.disputed = new long[columns];
        for (int i = 0; i < columns; i++) {
            flagged.add(new EnumMap<>(ItemFlag.class));
        }
    }

    void addItem(int column, long open, ItemFlags flags) {
        if (!flags.disputed().getCurrencyUnit().equals(unit)) {
            throw new IllegalArgumentException(
                    "the disputed part of an item in " + unit + " cannot be " + flags.disputed());
        }
        amounts[column] = Math.addExact(amounts[column], open);
        items[column] = Math.incrementExact(items[column]);
        disputed[column] =
                Math.addExact(disputed[column], Math.min(open, flags.disputed().getAmountMinorLong()));
        for (ItemFlag flag : flags.flags()) {
            flagged.get(column).merge(flag, open, Math::addExact);
        }
    }

    void addCredit(long remaining) {
        credit = Math.addExact(credit, remaining);
    }

    AgingRow row(AgingBuckets buckets) {
        List<AgingColumn> columns = new ArrayList<>(amounts.length);
        for (int i = 0; i < amounts.length; i++) {
            columns.add(new AgingColumn(
                    buckets.label(i), buckets.from(i), buckets.to(i), money(amounts[i]), items[i], parts(i)));
        }
        return new AgingRow(unit, columns.get(0), columns.subList(1, columns.size()), money(credit));
    }

    private AgingParts parts(int column) {
        Map<ItemFlag, Long> sums = flagged.get(column);
        return new AgingParts(
                money(disputed[column]),
                money(sums.getOrDefault(ItemFlag.ON_PLAN, 0L)),
                money(sums.getOrDefault(ItemFlag.ASSIGNED, 0L)),
                money(sums.getOrDefault(ItemFlag.INSOLVENT, 0L)),
                money(sums.getOrDefault(ItemFlag.IN_LITIGATION, 0L)));
    }

    private Money money(long minor) {
        return Money.ofMinor(unit, minor);
    }
}
