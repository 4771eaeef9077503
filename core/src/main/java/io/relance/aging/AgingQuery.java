package io.relance.aging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** How some days are asked for: by age, and without (credit has none). */
    private record Plans(DayPlan aged, DayPlan ageless) {
        DayPlan of(Layer layer) {
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

    private Plans plans(long[] ofDays) {
        return new Plans(new DayPlan(ofDays, bounds, store.range()), new DayPlan(ofDays, new long[0], store.range()));
    }

    private long[] batch(int first) {
        return Arrays.copyOfRange(days, first, Math.min(days.length, first + DAYS_A_SCAN));
    }

    /** The balances of all accounts together, by currency code. */
    List<AgingSeries> portfolio(Parts parts) {
        List<AgingSeries> all = new ArrayList<>();
        for (CurrencyColumns columns : store.currencies()) {
            all.add(series(columns, columns.firstIssued()));
        }
        for (int first = 0; first < days.length; first += DAYS_A_SCAN) {
            Plans plans = plans(batch(first));
            int currency = 0;
            for (CurrencyColumns columns : store.currencies()) {
                AgingSeries series = all.get(currency++);
                for (Layer layer : LAYERS) {
                    EventColumns events = columns.events(layer);
                    if (events != null) {
                        DayPlan plan = plans.of(layer);
                        scan(events, plan, parts).fold(series.sums(layer), series.items(layer), first * plan.columns());
                    }
                }
            }
        }
        return all;
    }

    private static Cells scan(EventColumns events, DayPlan plan, Parts parts) {
        List<Cells> found = parts.each(part -> {
            Cells cells = new Cells(plan);
            events.forEach(parts.start(events.size(), part), parts.start(events.size(), part + 1), cells);
            return cells;
        });
        Cells sum = found.get(0);
        found.subList(1, found.size()).forEach(sum::add);
        return sum;
    }

    /** The balances of every account by itself, in the order in which they were added within each part. */
    void customers(Parts parts, Consumer<CustomerAging> consumer) {
        DayPlan plan = new DayPlan(days, bounds, store.range());
        parts.each(part -> {
            int from = (int) parts.start(store.accounts(), part);
            int to = (int) parts.start(store.accounts(), part + 1);
            List<CustomerScan> scans = new ArrayList<>();
            for (CurrencyColumns columns : store.currencies()) {
                scans.add(new CustomerScan(columns, from, plan));
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
        private final DayWalk aged;
        private final CreditWalk credit;
        private int entry;

        CustomerScan(CurrencyColumns columns, int firstAccount, DayPlan plan) {
            this.columns = columns;
            this.entry = columns.firstEntry(firstAccount);
            this.aged = new DayWalk(plan);
            this.credit = new CreditWalk(days);
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
                if (events == null || from == to) {
                    continue;
                }
                if (layer == Layer.CREDIT) {
                    credit.walk(events, from, to, series.sums(layer));
                } else if (columns.isLarge(entry)) {
                    addUp(events, from, to, series.sums(layer), series.items(layer));
                } else {
                    aged.walk(events, from, to, series.sums(layer), series.items(layer));
                }
            }
            own.add(series);
            entry++;
        }

        /** As a portfolio is, some days at a time. */
        private void addUp(EventColumns events, long from, long to, long[] amounts, int @Nullable [] items) {
            for (int first = 0; first < days.length; first += DAYS_A_SCAN) {
                DayPlan plan = plans(batch(first)).aged();
                Cells cells = new Cells(plan);
                events.forEach(from, to, cells);
                cells.fold(amounts, items, first * plan.columns());
            }
        }
    }
}
