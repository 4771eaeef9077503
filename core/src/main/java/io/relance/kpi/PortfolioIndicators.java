package io.relance.kpi;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.time.MonthEnds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The indicators of a portfolio on one or several days, by currency, and by customer when asked for.
 *
 * <p>Ledgers are read once, one after the other, and not kept; the past is reconstructed from them, so a series can be drawn
 * today for any month. A ledger must hold everything open or issued in the window it is asked about, and {@code
 * salesKnownSince} be set when older sales were left out. Immutable.
 */
public final class PortfolioIndicators {
    private final SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>> all;
    private final SortedMap<AccountId, SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>>> byAccount;
    private final @Nullable Instant recordedUpTo;

    private PortfolioIndicators(Builder builder) {
        SortedMap<LocalDate, Map<CurrencyUnit, Sums>> totals = new TreeMap<>();
        builder.days.forEach((date, day) -> totals.put(date, day.totals()));
        this.all = builder.figures(totals);
        this.byAccount = new TreeMap<>();
        builder.byAccount.forEach((account, sums) -> byAccount.put(account, builder.figures(sums)));
        this.recordedUpTo = builder.recordedUpTo;
    }

    /** The indicators of a portfolio at the end of {@code date}. */
    public static PortfolioIndicators of(Iterable<AccountLedger> ledgers, LocalDate date, IndicatorOptions options) {
        Builder builder = builder(options).day(date);
        ledgers.forEach(builder::add);
        return builder.build();
    }

    /** The indicators of a portfolio at the end of {@code date}; consumes the stream, one ledger after the other. */
    public static PortfolioIndicators of(Stream<AccountLedger> ledgers, LocalDate date, IndicatorOptions options) {
        Builder builder = builder(options).day(date);
        for (Iterator<AccountLedger> each = ledgers.iterator(); each.hasNext(); ) {
            builder.add(each.next());
        }
        return builder.build();
    }

    /** A builder that takes days, then ledgers one by one. */
    public static Builder builder(IndicatorOptions options) {
        return new Builder(options);
    }

    /** The figures of {@code date}, by currency code; a currency that occurs only later is not there. */
    public List<IndicatorFigures> figures(LocalDate date) {
        return List.copyOf(on(all, date).values());
    }

    /** The figures of {@code date} in {@code currency}; empty when nothing in it exists by then. */
    public Optional<IndicatorFigures> figures(LocalDate date, CurrencyUnit currency) {
        return Optional.ofNullable(on(all, date).get(currency));
    }

    /** The figures of one customer on {@code date}, by currency code; empty without {@link Builder#perCustomer}. */
    public List<IndicatorFigures> figures(LocalDate date, AccountId account) {
        SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>> own = byAccount.get(account);
        return own == null ? List.of() : List.copyOf(on(own, date).values());
    }

    /** The figures in {@code currency} by day, oldest first: a monthly series when the days are month ends. */
    public SortedMap<LocalDate, IndicatorFigures> series(CurrencyUnit currency) {
        return series(all, currency);
    }

    /** The same for one customer; empty without {@link Builder#perCustomer}. */
    public SortedMap<LocalDate, IndicatorFigures> series(CurrencyUnit currency, AccountId account) {
        return series(byAccount.getOrDefault(account, Collections.emptySortedMap()), currency);
    }

    /** Which customers there are figures for; none without {@link Builder#perCustomer}. */
    public Set<AccountId> accounts() {
        return Collections.unmodifiableSet(byAccount.keySet());
    }

    /** When the newest document of the ledgers was recorded, as far as they say so. */
    public Optional<Instant> recordedUpTo() {
        return Optional.ofNullable(recordedUpTo);
    }

    private static SortedMap<LocalDate, IndicatorFigures> series(
            SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>> days, CurrencyUnit currency) {
        SortedMap<LocalDate, IndicatorFigures> series = new TreeMap<>();
        days.forEach((day, figures) -> {
            IndicatorFigures own = figures.get(currency);
            if (own != null) {
                series.put(day, own);
            }
        });
        return Collections.unmodifiableSortedMap(series);
    }

    private static SortedMap<CurrencyUnit, IndicatorFigures> on(
            SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>> days, LocalDate date) {
        SortedMap<CurrencyUnit, IndicatorFigures> figures = days.get(date);
        if (figures == null) {
            throw new IllegalArgumentException(date + " was not asked for; the days are " + days.keySet());
        }
        return figures;
    }

    /** Adds up ledgers; not for several threads. */
    public static final class Builder {
        private final IndicatorOptions options;
        private final SortedMap<LocalDate, Day> days = new TreeMap<>();
        private final SortedMap<AccountId, SortedMap<LocalDate, Map<CurrencyUnit, Sums>>> byAccount = new TreeMap<>();
        private boolean perCustomer;
        private boolean started;
        private @Nullable Instant recordedUpTo;

        private record Day(LedgerSummer summer, Map<CurrencyUnit, Sums> totals) {}

        private Builder(IndicatorOptions options) {
            this.options = options;
        }

        /** Asks for the figures of {@code date}; before the first ledger. */
        public Builder day(LocalDate date) {
            if (started) {
                throw new IllegalStateException("days are named before the first ledger is added: " + date);
            }
            days.putIfAbsent(date, new Day(new LedgerSummer(options, date), new TreeMap<>()));
            return this;
        }

        /** Asks for the figures of every day given; before the first ledger. */
        public Builder days(Collection<LocalDate> dates) {
            dates.forEach(this::day);
            return this;
        }

        /** Asks for the last day of every month from {@code first} to {@code last}, both included. */
        public Builder monthEnds(YearMonth first, YearMonth last) {
            return days(MonthEnds.of(first, last));
        }

        /** Keeps the figures of every customer too; they stay in memory until the result is let go. */
        public Builder perCustomer() {
            this.perCustomer = true;
            return this;
        }

        /** Adds one account; the same account must not be added twice. */
        public Builder add(AccountLedger ledger) {
            started = true;
            if (perCustomer) {
                addKept(ledger);
            } else {
                days.values().forEach(day -> day.summer().add(ledger, day.totals()));
            }
            ledger.recordedUpTo().ifPresent(this::recordedUpTo);
            return this;
        }

        private void addKept(AccountLedger ledger) {
            SortedMap<LocalDate, Map<CurrencyUnit, Sums>> own = new TreeMap<>();
            days.forEach((date, day) -> {
                Map<CurrencyUnit, Sums> sums = new TreeMap<>();
                day.summer().add(ledger, sums);
                own.put(date, sums);
                sums.forEach((unit, sum) ->
                        day.totals().computeIfAbsent(unit, u -> new Sums()).add(sum, BigDecimal.ONE));
            });
            byAccount.put(ledger.account(), own);
        }

        private void recordedUpTo(Instant instant) {
            if (recordedUpTo == null || instant.isAfter(recordedUpTo)) {
                recordedUpTo = instant;
            }
        }

        private SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>> figures(
                Map<LocalDate, Map<CurrencyUnit, Sums>> sums) {
            SortedMap<LocalDate, SortedMap<CurrencyUnit, IndicatorFigures>> figures = new TreeMap<>();
            sums.forEach((day, byCurrency) -> {
                SortedMap<CurrencyUnit, IndicatorFigures> ofDay = new TreeMap<>();
                byCurrency.forEach((unit, sum) -> {
                    // A copy: the builder may go on.
                    Sums copy = new Sums();
                    copy.add(sum, BigDecimal.ONE);
                    ofDay.put(unit, new IndicatorFigures(day, unit, options, copy));
                });
                figures.put(day, ofDay);
            });
            return figures;
        }

        /** The indicators over what was added so far. */
        public PortfolioIndicators build() {
            return new PortfolioIndicators(this);
        }
    }
}
