package io.relance.aging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The balances of several days over a column store. Every scan reads each event once for up to {@value #DAYS_A_SCAN} days. */
final class AgingQuery {
    /** Three years of month ends; the cells of more days than that leave the processor's cache. */
    static final int DAYS_A_SCAN = 36;

    private final ColumnStore store;
    private final AgingOptions options;
    private final List<LocalDate> dates;
    private final List<Batch> batches = new ArrayList<>();

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
        long[] bounds = new long[options.buckets().columns() - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = options.buckets().to(i).orElseThrow();
        }
        for (int first = 0; first < dates.size(); first += DAYS_A_SCAN) {
            long[] days = dates.subList(first, Math.min(dates.size(), first + DAYS_A_SCAN)).stream()
                    .mapToLong(LocalDate::toEpochDay)
                    .toArray();
            batches.add(new Batch(
                    first, new DayPlan(days, bounds, store.range()), new DayPlan(days, new long[0], store.range())));
        }
    }

    /** The balances of all accounts together, by currency code. */
    List<AgingSeries> portfolio(Parts parts) {
        List<AgingSeries> all = new ArrayList<>();
        for (CurrencyColumns columns : store.currencies()) {
            AgingSeries series = series(columns, columns.firstIssued());
            for (Layer layer : Layer.values()) {
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

    private static Cells scan(EventColumns events, DayPlan plan, Parts parts) {
        List<Cells> found = parts.each(part -> {
            Cells cells = new Cells(plan);
            cells.add(events, parts.start(events.size(), part), parts.start(events.size(), part + 1));
            return cells;
        });
        Cells sum = found.get(0);
        found.subList(1, found.size()).forEach(sum::add);
        return sum;
    }

    /** The balances of every account by itself, in the order in which they were added within each part. */
    void customers(Parts parts, Consumer<CustomerAging> consumer) {
        parts.each(part -> {
            int from = (int) parts.start(store.accounts(), part);
            int to = (int) parts.start(store.accounts(), part + 1);
            customers(from, to, consumer);
            return part;
        });
    }

    private void customers(int from, int to, Consumer<CustomerAging> consumer) {
        List<CustomerScan> scans = new ArrayList<>();
        for (CurrencyColumns columns : store.currencies()) {
            scans.add(new CustomerScan(columns, from));
        }
        for (int account = from; account < to; account++) {
            List<AgingSeries> own = new ArrayList<>(scans.size());
            for (CustomerScan scan : scans) {
                scan.next(account, own);
            }
            consumer.accept(
                    new CustomerAging(store.account(account), dates, options, own, store.recordedUpTo(account)));
        }
    }

    private AgingSeries series(CurrencyColumns columns, long firstIssued) {
        return new AgingSeries(columns.unit(), dates, options.buckets(), firstIssued);
    }

    /** Walks through the accounts of one currency. */
    private final class CustomerScan {
        private final CurrencyColumns columns;
        private final List<Cells> aged = new ArrayList<>();
        private final List<Cells> ageless = new ArrayList<>();
        private int entry;

        CustomerScan(CurrencyColumns columns, int firstAccount) {
            this.columns = columns;
            this.entry = columns.firstEntry(firstAccount);
            for (Batch batch : batches) {
                aged.add(new Cells(batch.aged()));
                ageless.add(new Cells(batch.ageless()));
            }
        }

        /** Adds the balances of {@code account}, when it has something in this currency. */
        void next(int account, List<AgingSeries> own) {
            if (entry == columns.entries() || columns.account(entry) != account) {
                return;
            }
            AgingSeries series = series(columns, columns.firstIssued(entry));
            for (Layer layer : Layer.values()) {
                EventColumns events = columns.events(layer);
                long from = columns.end(layer, entry - 1);
                long to = columns.end(layer, entry);
                if (events != null && from < to) {
                    for (int i = 0; i < batches.size(); i++) {
                        Cells cells = (layer == Layer.CREDIT ? ageless : aged).get(i);
                        cells.add(events, from, to);
                        series.fold(layer, cells, batches.get(i).firstDay());
                    }
                }
            }
            own.add(series);
            entry++;
        }
    }
}
