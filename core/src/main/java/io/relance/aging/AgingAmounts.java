package io.relance.aging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The aging balance in one currency on one day, in minor units: what {@link AgingRow} has as money. For loops over many
 * customers and days. Columns are those of the buckets: 0 is what is not due. Immutable.
 */
public final class AgingAmounts {
    private final AgingSeries series;
    private final int day;

    AgingAmounts(AgingSeries series, int day) {
        this.series = series;
        this.day = day;
    }

    /** The day. */
    public LocalDate date() {
        return series.dates().get(day);
    }

    /** The currency whose minor units they are. */
    public CurrencyUnit currency() {
        return series.unit();
    }

    /** How many columns there are, see {@link AgingBuckets#columns}. */
    public int columns() {
        return series.buckets().columns();
    }

    /** What is open in {@code column}, credit never taken off. */
    public long amount(int column) {
        return series.amount(Layer.OPEN, day, check(column));
    }

    /** How many receivables have something open in {@code column}. */
    public long items(int column) {
        return series.items(day, check(column));
    }

    /** The part of {@code column} that is disputed. */
    public long disputed(int column) {
        return series.amount(Layer.DISPUTED, day, check(column));
    }

    /** The part of {@code column} that is with a factor or a credit insurer. */
    public long assigned(int column) {
        return series.amount(Layer.ASSIGNED, day, check(column));
    }

    /** The part of {@code column} that is caught in insolvency proceedings. */
    public long insolvent(int column) {
        return series.amount(Layer.INSOLVENT, day, check(column));
    }

    /** The part of {@code column} that is before a court or with a collection agency. */
    public long inLitigation(int column) {
        return series.amount(Layer.IN_LITIGATION, day, check(column));
    }

    /** What is left of payments and credit notes, at least 0; never netted into a column. */
    public long unallocatedCredit() {
        return series.amount(Layer.CREDIT, day, 0);
    }

    /** The same as money. */
    public AgingRow row() {
        AgingBuckets buckets = series.buckets();
        List<AgingColumn> all = new ArrayList<>(columns());
        for (int i = 0; i < columns(); i++) {
            AgingParts parts = new AgingParts(
                    money(disputed(i)),
                    // The books know of no plan.
                    money(0),
                    money(assigned(i)),
                    money(insolvent(i)),
                    money(inLitigation(i)));
            all.add(new AgingColumn(
                    buckets.label(i), buckets.from(i), buckets.to(i), money(amount(i)), items(i), parts));
        }
        return new AgingRow(currency(), all.get(0), all.subList(1, all.size()), money(unallocatedCredit()));
    }

    private int check(int column) {
        return java.util.Objects.checkIndex(column, columns());
    }

    private Money money(long minor) {
        return Money.ofMinor(currency(), minor);
    }

    @Override
    public String toString() {
        return row() + " on " + date();
    }
}
