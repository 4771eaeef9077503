package io.relance.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Dated exchange rates that the host supplies, for reports in one reporting currency. A rate holds from its date until the
 * next one. Nothing is inverted or crossed: a pair that was not given is an error that names it.
 *
 * <p>Immutable.
 */
public final class ExchangeRates {
    private record Pair(CurrencyUnit from, CurrencyUnit to) {}

    private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates;

    private ExchangeRates(Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates) {
        this.rates = rates;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@code amount} in {@code to} at the newest rate dated on or before {@code date}, rounded half up to the decimals of
     * {@code to}. An amount already in {@code to} is returned as it is.
     *
     * @throws MissingRateException when no such rate was given
     */
    public Money convert(Money amount, CurrencyUnit to, LocalDate date) {
        CurrencyUnit from = amount.getCurrencyUnit();
        if (from.equals(to)) {
            return amount;
        }
        return rate(from, to, date).convert(amount);
    }

    /**
     * The rate that {@link #convert(Money, CurrencyUnit, LocalDate)} uses on {@code date}, with the day it is from. From a
     * currency to itself it is 1, from {@code date}.
     *
     * @throws MissingRateException when no such rate was given
     */
    public DatedRate rate(CurrencyUnit from, CurrencyUnit to, LocalDate date) {
        if (from.equals(to)) {
            return new DatedRate(from, to, date, BigDecimal.ONE);
        }
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(new Pair(from, to));
        Map.Entry<LocalDate, BigDecimal> rate = dated == null ? null : dated.floorEntry(date);
        if (rate == null) {
            throw new MissingRateException(from, to, date);
        }
        return new DatedRate(from, to, rate.getKey(), rate.getValue());
    }

    /** Every sum of {@code bag} converted, each rounded by itself, and added up. */
    public Money convert(MoneyBag bag, CurrencyUnit to, LocalDate date) {
        Money sum = Money.zero(to);
        for (Money amount : bag.sums()) {
            sum = sum.plus(convert(amount, to, date));
        }
        return sum;
    }

    /**
     * One unit of {@code from} is worth {@code rate} units of {@code to}.
     *
     * @param date the day the rate is from
     * @param rate above 0
     */
    public record DatedRate(CurrencyUnit from, CurrencyUnit to, LocalDate date, BigDecimal rate) {
        /** {@code amount}, which is in {@code from}, in {@code to}: rounded half up to its decimals. */
        public Money convert(Money amount) {
            if (!amount.getCurrencyUnit().equals(from)) {
                throw new IllegalArgumentException(amount + " cannot be converted by a rate from " + from);
            }
            return from.equals(to) ? amount : Money.of(to, amount.getAmount().multiply(rate), RoundingMode.HALF_UP);
        }

        @Override
        public String toString() {
            return "1 " + from + " = " + rate.toPlainString() + " " + to + " (" + date + ")";
        }
    }

    /** There is no rate for a pair of currencies on a day; the fields name it. */
    public static final class MissingRateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient CurrencyUnit from;
        private final transient CurrencyUnit to;
        private final LocalDate date;

        MissingRateException(CurrencyUnit from, CurrencyUnit to, LocalDate date) {
            super("no exchange rate from " + from + " to " + to + " on or before " + date);
            this.from = from;
            this.to = to;
            this.date = date;
        }

        /** The currency to convert from. */
        public CurrencyUnit from() {
            return from;
        }

        /** The currency to convert to. */
        public CurrencyUnit to() {
            return to;
        }

        /** The day asked for. */
        public LocalDate date() {
            return date;
        }
    }

    /** Collects rates; not for several threads. */
    public static final class Builder {
        private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new java.util.HashMap<>();

        private Builder() {}

        /**
         * One unit of {@code from} is worth {@code rate} units of {@code to} from {@code date} on.
         *
         * @throws IllegalArgumentException when the rate is not above 0, or another one was given for the same day
         */
        public Builder rate(CurrencyUnit from, CurrencyUnit to, LocalDate date, BigDecimal rate) {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException(
                        "the rate from " + from + " to " + to + " on " + date + " must be above 0, but was " + rate);
            }
            BigDecimal before = rates.computeIfAbsent(new Pair(from, to), p -> new TreeMap<>())
                    .putIfAbsent(date, rate);
            if (before != null && before.compareTo(rate) != 0) {
                throw new IllegalArgumentException(
                        "two rates from " + from + " to " + to + " on " + date + ": " + before + " and " + rate);
            }
            return this;
        }

        /** The rates collected so far. */
        public ExchangeRates build() {
            Map<Pair, NavigableMap<LocalDate, BigDecimal>> copy = new java.util.HashMap<>();
            rates.forEach((pair, dated) -> copy.put(pair, new TreeMap<>(dated)));
            return new ExchangeRates(copy);
        }
    }
}
