package io.relance.claim;

import java.time.LocalDate;

/** A reference rate is not known for a day; the fields name it. The host supplies it. */
public final class MissingReferenceRateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RateSeries series;
    private final LocalDate date;

    MissingReferenceRateException(RateSeries series, LocalDate date, String known) {
        super("no " + series.title() + " (" + series.id() + ") is known for " + date + "; known is " + known
                + ": supply the rate that is missing");
        this.series = series;
        this.date = date;
    }

    /** Which rate is missing. */
    public RateSeries series() {
        return series;
    }

    /** The day for which it is missing. */
    public LocalDate date() {
        return date;
    }
}
