package io.relance.claim;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reference rates over time. Those that are shipped ({@link #standard}) end where they were evidenced; hosts add what has been
 * published since. Nothing is carried on: a day without a rate is an error that names the rate. Immutable.
 */
public final class ReferenceRates {
    private static final ReferenceRates STANDARD = StandardRates.read();

    private final Map<RateSeries, NavigableMap<LocalDate, ReferenceRate>> rates;

    private ReferenceRates(Map<RateSeries, NavigableMap<LocalDate, ReferenceRate>> rates) {
        this.rates = rates;
    }

    /** The rates that are shipped, by half-years, each with its source. */
    public static ReferenceRates standard() {
        return STANDARD;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these rates. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        rates.values().forEach(all -> all.values().forEach(builder::rate));
        return builder;
    }

    /** The rate that holds on a day, if it is known. */
    public Optional<ReferenceRate> find(RateSeries series, LocalDate day) {
        return Optional.ofNullable(of(series).floorEntry(day))
                .map(Map.Entry::getValue)
                .filter(rate -> rate.covers(day));
    }

    /**
     * The rate that holds on a day.
     *
     * @throws MissingReferenceRateException when it is not known
     */
    public ReferenceRate on(RateSeries series, LocalDate day) {
        return find(series, day).orElseThrow(() -> new MissingReferenceRateException(series, day, known(series)));
    }

    /** The series of which a rate is known, by id. */
    public List<RateSeries> series() {
        return rates.keySet().stream()
                .sorted(Comparator.comparing(RateSeries::id))
                .toList();
    }

    /** All rates of a series, in order of time. */
    public List<ReferenceRate> all(RateSeries series) {
        return List.copyOf(of(series).values());
    }

    private NavigableMap<LocalDate, ReferenceRate> of(RateSeries series) {
        return rates.getOrDefault(series, new TreeMap<>());
    }

    /** The times without a gap for which a series is known, for an error. */
    private String known(RateSeries series) {
        List<String> spans = new ArrayList<>();
        LocalDate begin = null;
        LocalDate end = null;
        for (ReferenceRate rate : of(series).values()) {
            if (begin != null && end != null && !rate.from().equals(end.plusDays(1))) {
                spans.add(begin + " to " + end);
                begin = null;
            }
            begin = begin == null ? rate.from() : begin;
            end = rate.to();
        }
        if (begin != null) {
            spans.add(begin + " to " + end);
        }
        return spans.isEmpty() ? "nothing of it" : String.join(", ", spans);
    }

    /** Collects rates; not for several threads. */
    public static final class Builder {
        private final Map<RateSeries, NavigableMap<LocalDate, ReferenceRate>> rates = new HashMap<>();

        private Builder() {}

        /**
         * Adds a rate.
         *
         * @throws IllegalArgumentException when another of its series holds on one of its days
         */
        public Builder rate(ReferenceRate rate) {
            NavigableMap<LocalDate, ReferenceRate> all =
                    rates.computeIfAbsent(rate.series(), series -> new TreeMap<>());
            Map.Entry<LocalDate, ReferenceRate> before = all.floorEntry(rate.to());
            if (before != null && !before.getValue().to().isBefore(rate.from())) {
                ReferenceRate other = before.getValue();
                throw new IllegalArgumentException("two rates of " + rate.series() + ": " + other.percent() + " from "
                        + other.from() + " to " + other.to() + ", and " + rate.percent() + " from " + rate.from()
                        + " to " + rate.to());
            }
            all.put(rate.from(), rate);
            return this;
        }

        /** Adds a rate for half a year; see {@link ReferenceRate#ofSemester}. */
        public Builder semester(RateSeries series, int year, int half, BigDecimal percent, String source) {
            return rate(ReferenceRate.ofSemester(series, year, half, percent, source));
        }

        /** The rates collected so far. */
        public ReferenceRates build() {
            Map<RateSeries, NavigableMap<LocalDate, ReferenceRate>> copy = new HashMap<>();
            rates.forEach((series, all) -> copy.put(series, new TreeMap<>(all)));
            return new ReferenceRates(copy);
        }
    }
}
