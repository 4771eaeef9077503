package io.relance.aging;

import io.relance.receivable.AccountLedger;
import io.relance.time.MonthEnds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The aging balances of a portfolio on any days, from columns: for portfolios that are asked again and again, by millions
 * of documents. Every balance is what {@link AgingReport} makes of the same ledgers, to the cent.
 *
 * <p>Ledgers are read once and not kept; what is kept are 16 bytes for every change of an open amount or of a credit, so
 * about 32 for an invoice that was paid. A question reads them all once, for several days together.
 *
 * <p>Due dates are rolled and ages counted as the options say when the ledgers are added. Of flag sources the columns can
 * follow {@link ItemFlagSource#books} alone, whose flags have dates. All days of the documents are in the years 1 to 9999;
 * the days asked for may be any. Immutable.
 */
public final class PortfolioAging {
    private final AgingOptions options;
    private final ColumnStore store;
    private final Parts parts;

    private PortfolioAging(AgingOptions options, ColumnStore store, Parts parts) {
        this.options = options;
        this.store = store;
        this.parts = parts;
    }

    /**
     * A builder that takes ledgers one by one.
     *
     * @throws IllegalArgumentException when the options have another flag source than the books
     */
    public static Builder builder(AgingOptions options) {
        return new Builder(options);
    }

    /** The columns of these ledgers. */
    public static PortfolioAging of(Iterable<AccountLedger> ledgers, AgingOptions options) {
        Builder builder = builder(options);
        ledgers.forEach(builder::add);
        return builder.build();
    }

    /** How the balances are drawn up. */
    public AgingOptions options() {
        return options;
    }

    /** How many accounts there are. */
    public int accounts() {
        return store.accounts();
    }

    /** How many changes of amounts are kept. */
    public long events() {
        return store.events();
    }

    /** How much memory the columns take, in bytes. */
    public long bytes() {
        return store.bytes();
    }

    /** When the newest document of the ledgers was recorded, as far as they say so. */
    public Optional<Instant> recordedUpTo() {
        return Optional.ofNullable(store.recordedUpTo());
    }

    /**
     * The same portfolio, whose questions are answered in {@code count} parts, one on the calling thread and the others on
     * {@code executor}, or on the calling thread too when they are not begun in time. The answers are the same.
     *
     * @param count at least 1; how many processors there are to use
     */
    public PortfolioAging inParts(Executor executor, int count) {
        return new PortfolioAging(options, store, new Parts(executor, count));
    }

    /** The balance at the end of {@code date}. */
    public AgingReport on(LocalDate date) {
        return reports(List.of(date)).get(0);
    }

    /** The balances at the end of every day given, by day, drawn up together. */
    public SortedMap<LocalDate, AgingReport> on(Collection<LocalDate> dates) {
        SortedMap<LocalDate, AgingReport> byDay = new TreeMap<>();
        reports(ascending(dates)).forEach(report -> byDay.put(report.date(), report));
        return Collections.unmodifiableSortedMap(byDay);
    }

    /** The balances at the ends of the months from {@code first} to {@code last}, both included, drawn up together. */
    public SortedMap<LocalDate, AgingReport> monthEnds(YearMonth first, YearMonth last) {
        return on(MonthEnds.of(first, last));
    }

    /**
     * Passes the balance of every customer at the end of {@code date} to {@code consumer}, which is called from several
     * threads at once when there are several parts.
     */
    public void perCustomer(LocalDate date, Consumer<CustomerAging> consumer) {
        perCustomer(List.of(date), consumer);
    }

    /** The same for several days, drawn up together. */
    public void perCustomer(Collection<LocalDate> dates, Consumer<CustomerAging> consumer) {
        new AgingQuery(store, options, ascending(dates)).customers(parts, consumer);
    }

    /** The same for the ends of the months from {@code first} to {@code last}, both included. */
    public void perCustomer(YearMonth first, YearMonth last, Consumer<CustomerAging> consumer) {
        perCustomer(MonthEnds.of(first, last), consumer);
    }

    private List<AgingReport> reports(List<LocalDate> dates) {
        List<AgingSeries> series = new AgingQuery(store, options, dates).portfolio(parts);
        List<AgingReport> reports = new ArrayList<>(dates.size());
        for (int day = 0; day < dates.size(); day++) {
            reports.add(CustomerAging.report(dates.get(day), options, series, day, store.recordedUpTo()));
        }
        return reports;
    }

    private static List<LocalDate> ascending(Collection<LocalDate> dates) {
        return List.copyOf(new TreeSet<>(dates));
    }

    @Override
    public String toString() {
        return "aging of " + accounts() + " accounts from " + events() + " events";
    }

    /** Makes columns of ledgers; not for several threads. */
    public static final class Builder {
        private final AgingOptions options;
        private final ColumnStore store = new ColumnStore();
        private final LedgerEvents events;
        private boolean usable = true;

        private Builder(AgingOptions options) {
            if (!(options.flags() instanceof BookFlags)) {
                throw new IllegalArgumentException("a portfolio's columns follow the flags of the books alone;"
                        + " use AgingReport for another flag source, or options with ItemFlagSource.books()");
            }
            this.options = options;
            this.events = new LedgerEvents(options, store);
        }

        /**
         * Adds one account; the same account must not be added twice. When it fails the builder cannot be used any longer.
         *
         * @throws IllegalArgumentException when a document has a day outside the years 1 to 9999
         * @throws ArithmeticException when all amounts of a currency together no longer fit into a long of minor units
         */
        public Builder add(AccountLedger ledger) {
            checkUsable();
            usable = false;
            events.add(ledger);
            store.endAccount(ledger.account(), ledger.recordedUpTo().orElse(null));
            usable = true;
            return this;
        }

        /** The portfolio of what was added; the builder cannot be used any longer. */
        public PortfolioAging build() {
            checkUsable();
            usable = false;
            return new PortfolioAging(options, store, Parts.ONE);
        }

        private void checkUsable() {
            if (!usable) {
                throw new IllegalStateException("this builder has built its portfolio, or failed to add a ledger");
            }
        }
    }
}
