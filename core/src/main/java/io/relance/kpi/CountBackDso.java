package io.relance.kpi;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.time.MonthEnds;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Count-back DSO on several days, of a portfolio and of every customer: what {@link PortfolioIndicators} has for
 * {@link DsoMethod#COUNT_BACK}, without the other indicators, and for many customers and days much faster.
 *
 * <p>Ledgers are read once, one after the other, and neither they nor the customers' figures are kept. Of the options the
 * period, {@code carryBackCreditNotes} and {@code salesKnownSince} matter. Immutable.
 */
public final class CountBackDso {
    private final SortedMap<CurrencyUnit, DsoSeries> all;

    private CountBackDso(SortedMap<CurrencyUnit, DsoSeries> all) {
        this.all = all;
    }

    /** A builder that takes days, then ledgers one by one. */
    public static Builder builder(IndicatorOptions options) {
        return new Builder(options);
    }

    /** The portfolio's series, by currency code. */
    public List<DsoSeries> series() {
        return List.copyOf(all.values());
    }

    /** The portfolio's series in {@code currency}; empty when nothing in it exists by the last day. */
    public Optional<DsoSeries> series(CurrencyUnit currency) {
        return Optional.ofNullable(all.get(currency));
    }

    /** Adds up ledgers; not for several threads. */
    public static final class Builder {
        private final IndicatorOptions options;
        private final TreeSet<LocalDate> asked = new TreeSet<>();
        private final SortedMap<CurrencyUnit, CountBackSums> totals = new TreeMap<>();
        private @Nullable CountBackDays days;
        private @Nullable BiConsumer<AccountId, DsoSeries> perCustomer;

        private Builder(IndicatorOptions options) {
            this.options = options;
        }

        /** Asks for {@code date}; before the first ledger. */
        public Builder day(LocalDate date) {
            checkNotStarted();
            asked.add(date);
            return this;
        }

        /** Asks for every day given; before the first ledger. */
        public Builder days(Collection<LocalDate> dates) {
            dates.forEach(this::day);
            return this;
        }

        /** Asks for the last day of every month from {@code first} to {@code last}, both included. */
        public Builder monthEnds(YearMonth first, YearMonth last) {
            return days(MonthEnds.of(first, last));
        }

        /**
         * Passes every customer's series to {@code consumer} when its ledger is added, one for each currency, by its code;
         * before the first ledger.
         */
        public Builder perCustomer(BiConsumer<AccountId, DsoSeries> consumer) {
            checkNotStarted();
            this.perCustomer = consumer;
            return this;
        }

        private void checkNotStarted() {
            if (days != null) {
                throw new IllegalStateException("days and consumers are named before the first ledger is added");
            }
        }

        /** Adds one account; the same account must not be added twice. */
        public Builder add(AccountLedger ledger) {
            CountBackDays of = started();
            Map<CurrencyUnit, CountBackSums> own = LedgerCountBack.of(ledger, of);
            own.forEach((unit, sums) -> {
                totals.computeIfAbsent(unit, u -> new CountBackSums(of.size())).add(sums);
                if (perCustomer != null) {
                    SortedMap<LocalDate, DsoDays> series = sums.series(of.dates(), options);
                    if (!series.isEmpty()) {
                        perCustomer.accept(ledger.account(), new DsoSeries(unit, series));
                    }
                }
            });
            return this;
        }

        private CountBackDays started() {
            if (days == null) {
                days = new CountBackDays(List.copyOf(asked), options);
            }
            return days;
        }

        /** The portfolio's series over what was added so far. */
        public CountBackDso build() {
            SortedMap<CurrencyUnit, DsoSeries> all = new TreeMap<>();
            totals.forEach((unit, sums) -> {
                SortedMap<LocalDate, DsoDays> series = sums.series(started().dates(), options);
                if (!series.isEmpty()) {
                    all.put(unit, new DsoSeries(unit, series));
                }
            });
            return new CountBackDso(all);
        }
    }
}
