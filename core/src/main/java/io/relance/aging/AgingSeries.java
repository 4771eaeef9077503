package io.relance.aging;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;

/** The balances of several days in one currency, in minor units, by layer: by day, then bucket. */
final class AgingSeries {
    private final CurrencyUnit unit;
    private final List<LocalDate> dates;
    private final AgingBuckets buckets;
    private final long firstIssued;
    private final Map<Layer, long[]> amounts = new EnumMap<>(Layer.class);
    private final long[] items;

    /** @param firstIssued the epoch day from which on an item exists */
    AgingSeries(CurrencyUnit unit, List<LocalDate> dates, AgingBuckets buckets, long firstIssued) {
        this.unit = unit;
        this.dates = dates;
        this.buckets = buckets;
        this.firstIssued = firstIssued;
        this.items = new long[dates.size() * buckets.columns()];
    }

    /** Makes balances of a layer's cells, those of the days from index {@code day} on. */
    void fold(Layer layer, Cells cells, int day) {
        int width = width(layer);
        long[] ofLayer = amounts.computeIfAbsent(layer, l -> new long[dates.size() * width]);
        cells.fold(ofLayer, layer == Layer.OPEN ? items : null, day * width);
    }

    private int width(Layer layer) {
        return layer == Layer.CREDIT ? 1 : buckets.columns();
    }

    CurrencyUnit unit() {
        return unit;
    }

    List<LocalDate> dates() {
        return dates;
    }

    AgingBuckets buckets() {
        return buckets;
    }

    long amount(Layer layer, int day, int column) {
        long[] ofLayer = amounts.get(layer);
        return ofLayer == null ? 0 : ofLayer[day * width(layer) + column];
    }

    long items(int day, int column) {
        return items[day * buckets.columns() + column];
    }

    /** Whether the day has a row: an item exists by then, or something of a credit is left. */
    boolean exists(int day) {
        return firstIssued <= dates.get(day).toEpochDay() || amount(Layer.CREDIT, day, 0) > 0;
    }
}
