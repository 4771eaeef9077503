package io.relance.kpi;

/** The conventions for days of sales outstanding; {@link Dso} has their formulas. */
public enum DsoMethod {
    /** All receivables over the sales of the period. */
    SIMPLE,
    /** Months of sales taken off the receivables, the newest first (methode par epuisement). */
    COUNT_BACK,
    /** Receivables that are not due over the sales of the period: what DSO would be if nobody were late. */
    BEST_POSSIBLE
}
