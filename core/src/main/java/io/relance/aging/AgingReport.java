package io.relance.aging;

import io.relance.money.ExchangeRates;
import io.relance.money.ExchangeRates.DatedRate;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.UnallocatedCredit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The aging balance (balance agee) of one customer or of a portfolio as of a day: a row per currency.
 *
 * <p>A currency has a row when an item or a credit in it exists by the day, though nothing may be open. Ledgers are read
 * once, one after the other, and not kept. Immutable.
 */
public final class AgingReport {
    private final LocalDate date;
    private final AgingOptions options;
    private final List<AgingRow> rows;
    private final @Nullable Instant recordedUpTo;

    /** @param rows by currency code */
    AgingReport(LocalDate date, AgingOptions options, List<AgingRow> rows, @Nullable Instant recordedUpTo) {
        this.date = date;
        this.options = options;
        this.rows = rows;
        this.recordedUpTo = recordedUpTo;
    }

    /** The balance of one customer at the end of {@code date}. */
    public static AgingReport of(AccountLedger ledger, LocalDate date, AgingOptions options) {
        return builder(date, options).add(ledger).build();
    }

    /** The balance of a portfolio at the end of {@code date}. */
    public static AgingReport of(Iterable<AccountLedger> ledgers, LocalDate date, AgingOptions options) {
        Builder builder = builder(date, options);
        ledgers.forEach(builder::add);
        return builder.build();
    }

    /** The balance of a portfolio at the end of {@code date}; consumes the stream, one ledger after the other. */
    public static AgingReport of(Stream<AccountLedger> ledgers, LocalDate date, AgingOptions options) {
        Builder builder = builder(date, options);
        for (Iterator<AccountLedger> all = ledgers.iterator(); all.hasNext(); ) {
            builder.add(all.next());
        }
        return builder.build();
    }

    /** A builder that takes ledgers one by one. */
    public static Builder builder(LocalDate date, AgingOptions options) {
        return new Builder(date, options);
    }

    /** The day. */
    public LocalDate date() {
        return date;
    }

    /** How it was drawn up. */
    public AgingOptions options() {
        return options;
    }

    /** A row per currency, by code. */
    public List<AgingRow> rows() {
        return rows;
    }

    /** The row of {@code currency}; empty when nothing exists in it. */
    public Optional<AgingRow> row(CurrencyUnit currency) {
        return rows.stream().filter(row -> row.currency().equals(currency)).findFirst();
    }

    /** When the newest document of the ledgers was recorded, as far as they say so. */
    public Optional<Instant> recordedUpTo() {
        return Optional.ofNullable(recordedUpTo);
    }

    /**
     * All rows as one in {@code currency}, at the newest rates dated on or before the report's day.
     *
     * @throws ExchangeRates.MissingRateException when a rate is not there
     */
    public ConvertedAging in(CurrencyUnit currency, ExchangeRates rates) {
        AgingRow sum = new AgingSums(currency, options.buckets().columns()).row(options.buckets());
        List<DatedRate> used = new ArrayList<>();
        for (AgingRow row : rows) {
            DatedRate rate = rates.rate(row.currency(), currency, date);
            sum = sum.plus(row.mapped(currency, rate::convert));
            if (!row.currency().equals(currency)) {
                used.add(rate);
            }
        }
        return new ConvertedAging(sum, used);
    }

    /** Adds up ledgers; not for several threads. */
    public static final class Builder {
        private final LocalDate date;
        private final AgingOptions options;
        private final Map<CurrencyUnit, AgingSums> sums = new TreeMap<>();
        private @Nullable Instant recordedUpTo;

        private Builder(LocalDate date, AgingOptions options) {
            this.date = date;
            this.options = options;
        }

        /** Adds one account; the same account must not be added twice. */
        public Builder add(AccountLedger ledger) {
            LedgerPosition position = ledger.asOf(date, options.tolerance());
            for (OpenItem item : position.items()) {
                Money open = item.open();
                AgingSums row = row(open.getCurrencyUnit());
                if (open.isPositive()) {
                    row.addItem(
                            options.buckets().column(age(item)),
                            open.getAmountMinorLong(),
                            options.flags().flags(ledger.account(), item, date));
                }
            }
            for (UnallocatedCredit credit : position.unallocated()) {
                Money remaining = credit.remaining();
                row(remaining.getCurrencyUnit()).addCredit(remaining.getAmountMinorLong());
            }
            ledger.recordedUpTo().ifPresent(this::recordedUpTo);
            return this;
        }

        private void recordedUpTo(Instant instant) {
            if (recordedUpTo == null || instant.isAfter(recordedUpTo)) {
                recordedUpTo = instant;
            }
        }

        private AgingSums row(CurrencyUnit unit) {
            return sums.computeIfAbsent(
                    unit, u -> new AgingSums(u, options.buckets().columns()));
        }

        private long age(OpenItem item) {
            return switch (options.basis()) {
                case DUE_DATE -> options.dueDates().daysLate(item.receivable(), date);
                case INVOICE_DATE ->
                    date.toEpochDay() - item.receivable().issued().toEpochDay();
            };
        }

        /** The report over what was added so far. */
        public AgingReport build() {
            List<AgingRow> rows = sums.values().stream()
                    .map(row -> row.row(options.buckets()))
                    .toList();
            return new AgingReport(date, options, rows, recordedUpTo);
        }
    }
}
