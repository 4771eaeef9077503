package io.relance.aging;

import io.relance.receivable.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The aging balances of one customer of a portfolio, on the days asked for. Immutable. */
public final class CustomerAging {
    private final AccountId account;
    private final List<LocalDate> dates;
    private final AgingOptions options;
    private final List<AgingSeries> series;
    private final @Nullable Instant recordedUpTo;

    /** @param series by currency code */
    CustomerAging(
            AccountId account,
            List<LocalDate> dates,
            AgingOptions options,
            List<AgingSeries> series,
            @Nullable Instant recordedUpTo) {
        this.account = account;
        this.dates = dates;
        this.options = options;
        this.series = Collections.unmodifiableList(series);
        this.recordedUpTo = recordedUpTo;
    }

    /** Whose balances they are. */
    public AccountId account() {
        return account;
    }

    /** The days, ascending. */
    public List<LocalDate> dates() {
        return dates;
    }

    /** When the newest document of the customer's ledger was recorded, if it says so. */
    public Optional<Instant> recordedUpTo() {
        return Optional.ofNullable(recordedUpTo);
    }

    /** The balances of all days in minor units, by currency code; those currencies that the customer has documents in. */
    public List<AgingSeries> series() {
        return series;
    }

    /**
     * The balance of {@code date} as a report: what {@link AgingReport#of} makes of the customer's ledger.
     *
     * @throws IllegalArgumentException when the day was not asked for
     */
    public AgingReport report(LocalDate date) {
        int day = Collections.binarySearch(dates, date);
        if (day < 0) {
            throw new IllegalArgumentException(date + " was not asked for; the days are " + dates);
        }
        return report(date, options, series, day, recordedUpTo);
    }

    static AgingReport report(
            LocalDate date, AgingOptions options, List<AgingSeries> series, int day, @Nullable Instant recordedUpTo) {
        List<AgingRow> rows = series.stream()
                .filter(ofCurrency -> ofCurrency.exists(day))
                .map(ofCurrency -> ofCurrency.row(day))
                .toList();
        return new AgingReport(date, options, rows, recordedUpTo);
    }

    @Override
    public String toString() {
        return "aging of " + account + " on " + dates;
    }
}
