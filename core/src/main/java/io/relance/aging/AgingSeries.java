package io.relance.aging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Aging balances in one currency on several days, in minor units: what {@link AgingRow} has as money. For loops over many
 * customers and days, which make no object for a balance.
 *
 * <p>Days are counted as in {@link #dates}, from 0; columns are those of the buckets: 0 is what is not due. On a day that
 * does not {@linkplain #exists exist} everything is 0. Nothing changes once it was passed on.
 */
public final class AgingSeries {
    private final CurrencyUnit unit;
    private final List<LocalDate> dates;
    private final AgingBuckets buckets;
    private final int columns;
    private final long firstIssued;
    private final long[] open;
    private final int[] items;
    private final long[] credit;
    private final Map<Layer, long[]> flagged = new EnumMap<>(Layer.class);

    /** @param firstIssued the epoch day from which on an item exists */
    AgingSeries(CurrencyUnit unit, List<LocalDate> dates, AgingBuckets buckets, long firstIssued) {
        this.unit = unit;
        this.dates = dates;
        this.buckets = buckets;
        this.columns = buckets.columns();
        this.firstIssued = firstIssued;
        this.open = new long[dates.size() * columns];
        this.items = new int[dates.size() * columns];
        this.credit = new long[dates.size()];
    }

    /** The sums of a layer by day, then column, to put them in. */
    long[] sums(Layer layer) {
        return switch (layer) {
            case OPEN -> open;
            case CREDIT -> credit;
            default -> flagged.computeIfAbsent(layer, l -> new long[open.length]);
        };
    }

    /** The number of items with something open, by day, then column; of no other layer. */
    int @Nullable [] items(Layer layer) {
        return layer == Layer.OPEN ? items : null;
    }

    /** The currency whose minor units they are. */
    public CurrencyUnit currency() {
        return unit;
    }

    /** The days, ascending. */
    public List<LocalDate> dates() {
        return dates;
    }

    /** How many columns there are, see {@link AgingBuckets#columns}. */
    public int columns() {
        return columns;
    }

    /** Whether a balance has a row in this currency on {@code day}: an item exists by then, or something of a credit is left. */
    public boolean exists(int day) {
        return firstIssued <= dates.get(day).toEpochDay() || unallocatedCredit(day) > 0;
    }

    /** What is open in {@code column} on {@code day}, credit never taken off. */
    public long amount(int day, int column) {
        return open[at(day, column)];
    }

    /** How many receivables have something open in {@code column}. */
    public long items(int day, int column) {
        return items[at(day, column)];
    }

    /** The part of {@code column} that is disputed. */
    public long disputed(int day, int column) {
        return part(Layer.DISPUTED, day, column);
    }

    /** The part of {@code column} that is with a factor or a credit insurer. */
    public long assigned(int day, int column) {
        return part(Layer.ASSIGNED, day, column);
    }

    /** The part of {@code column} that is caught in insolvency proceedings. */
    public long insolvent(int day, int column) {
        return part(Layer.INSOLVENT, day, column);
    }

    /** The part of {@code column} that is before a court or with a collection agency. */
    public long inLitigation(int day, int column) {
        return part(Layer.IN_LITIGATION, day, column);
    }

    /** What is left of payments and credit notes, at least 0; never netted into a column. */
    public long unallocatedCredit(int day) {
        return credit[day];
    }

    private long part(Layer layer, int day, int column) {
        int at = at(day, column);
        long[] ofLayer = flagged.get(layer);
        return ofLayer == null ? 0 : ofLayer[at];
    }

    private int at(int day, int column) {
        return Objects.checkIndex(day * columns + Objects.checkIndex(column, columns), items.length);
    }

    /** The balance of {@code day} as money. */
    public AgingRow row(int day) {
        List<AgingColumn> all = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            AgingParts parts = new AgingParts(
                    money(disputed(day, i)),
                    // The books know of no plan.
                    money(0),
                    money(assigned(day, i)),
                    money(insolvent(day, i)),
                    money(inLitigation(day, i)));
            all.add(new AgingColumn(
                    buckets.label(i), buckets.from(i), buckets.to(i), money(amount(day, i)), items(day, i), parts));
        }
        return new AgingRow(unit, all.get(0), all.subList(1, columns), money(unallocatedCredit(day)));
    }

    private Money money(long minor) {
        return Money.ofMinor(unit, minor);
    }

    @Override
    public String toString() {
        return "aging in " + unit + " on " + dates;
    }
}
