package io.relance.aging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The balances of several days over a column store. */
final class AgingQuery {
    /** Three years of month ends; the cells of more days than that leave the processor's cache. */
    static final int DAYS_A_SCAN = 36;

    private static final Layer[] LAYERS = Layer.values();

    private final ColumnStore store;
    private final AgingOptions options;
    private final List<LocalDate> dates;
    private final long[] days;
    private final long[] bounds;

    /** Days that one scan sees: from which index on, by age, and without (credit has none). */
    private record Batch(int firstDay, DayPlan aged, DayPlan ageless) {
        DayPlan plan(Layer layer) {
            return layer == Layer.CREDIT ? ageless : aged;
        }
    }

    /** @param dates ascending, without doubles */
    AgingQuery(ColumnStore store, AgingOptions options, List<LocalDate> dates) {
        this.store = store;
        this.options = options;
        this.dates = dates;
        this.days = dates.stream().mapToLong(LocalDate::toEpochDay).toArray();
        this.bounds = new long[options.buckets().columns() - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = options.buckets().to(i).orElseThrow();
        }
    }

    /** The days, at most {@code most} together: every scan reads each event once. */
    private List<Batch> batches(int most) {
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < days.length; first += most) {
            long[] some = Arrays.copyOfRange(days, first, Math.min(days.length, first + most));
            batches.add(new Batch(
                    first, new DayPlan(some, bounds, store.range()), new DayPlan(some, new long[0], store.range())));
        }
        return batches;
    }

    /** The balances of all accounts together, by currency code. */
    List<AgingSeries> portfolio(Parts parts) {
        List<Batch> batches = batches(DAYS_A_SCAN);
        List<AgingSeries> all = new ArrayList<>();
        for (CurrencyColumns columns : store.currencies()) {
            AgingSeries series = series(columns, columns.firstIssued());
            for (Layer layer : LAYERS) {
                EventColumns events = columns.events(layer);
                if (events != null) {
                    batches.forEach(
                            batch -> series.fold(layer, scan(events, batch.plan(layer), parts), batch.firstDay()));
                }
            }
            all.add(series);
        }
        return all;
    }

    private static Tally scan(EventColumns events, DayPlan plan, Parts parts) {
        List<CellTally> found = parts.each(part -> {
            CellTally tally = new CellTally(plan);
            events.forEach(parts.start(events.size(), part), parts.start(events.size(), part + 1), tally);
            return tally;
        });
        CellTally sum = found.get(0);
        found.subList(1, found.size()).forEach(sum::add);
        return sum;
    }

    /** The balances of every account by itself, in the order in which they were added within each part. */
    void customers(Parts parts, Consumer<CustomerAging> consumer) {
        if (customersHaveFewEvents()) {
            customers(parts, consumer, batches(Math.max(1, days.length)), LevelTally::new);
        } else {
            customers(parts, consumer, batches(DAYS_A_SCAN), CellTally::new);
        }
    }

    /** Whether going through the cells of a {@link CellTally} costs more than putting every event into all levels. */
    private boolean customersHaveFewEvents() {
        int ofScan = Math.min(days.length, DAYS_A_SCAN);
        long cells = (ofScan + 1L) * (1 + (long) ofScan * bounds.length);
        return store.events() * (bounds.length + 1) < 2 * cells * store.accounts()
                && store.currencies().stream().allMatch(CurrencyColumns::fitLevels);
    }

    private void customers(
            Parts parts, Consumer<CustomerAging> consumer, List<Batch> batches, Function<DayPlan, Tally> tally) {
        parts.each(part -> {
            int from = (int) parts.start(store.accounts(), part);
            int to = (int) parts.start(store.accounts(), part + 1);
            List<CustomerScan> scans = new ArrayList<>();
            for (CurrencyColumns columns : store.currencies()) {
                scans.add(new CustomerScan(columns, from, batches, tally));
            }
            for (int account = from; account < to; account++) {
                List<AgingSeries> own = new ArrayList<>(scans.size());
                for (CustomerScan scan : scans) {
                    scan.next(account, own);
                }
                consumer.accept(
                        new CustomerAging(store.account(account), dates, options, own, store.recordedUpTo(account)));
            }
            return part;
        });
    }

    private AgingSeries series(CurrencyColumns columns, long firstIssued) {
        return new AgingSeries(columns.unit(), dates, options.buckets(), firstIssued);
    }

    /** Walks through the accounts of one currency. */
    private final class CustomerScan {
        private final CurrencyColumns columns;
        private final List<Batch> batches;
        private final List<Tally> aged = new ArrayList<>();
        private final List<Tally> ageless = new ArrayList<>();
        private int entry;

        CustomerScan(CurrencyColumns columns, int firstAccount, List<Batch> batches, Function<DayPlan, Tally> tally) {
            this.columns = columns;
            this.batches = batches;
            this.entry = columns.firstEntry(firstAccount);
            for (Batch batch : batches) {
                aged.add(tally.apply(batch.aged()));
                ageless.add(tally.apply(batch.ageless()));
            }
        }

        /** Adds the balances of {@code account}, when it has something in this currency. */
        void next(int account, List<AgingSeries> own) {
            if (entry == columns.entries() || columns.account(entry) != account) {
                return;
            }
            AgingSeries series = series(columns, columns.firstIssued(entry));
            for (Layer layer : LAYERS) {
                EventColumns events = columns.events(layer);
                long from = columns.end(layer, entry - 1);
                long to = columns.end(layer, entry);
                if (events != null && from < to) {
                    for (int i = 0; i < batches.size(); i++) {
                        Tally tally = (layer == Layer.CREDIT ? ageless : aged).get(i);
                        events.forEach(from, to, tally);
                        series.fold(layer, tally, batches.get(i).firstDay());
                    }
                }
            }
            own.add(series);
            entry++;
        }
    }
}
