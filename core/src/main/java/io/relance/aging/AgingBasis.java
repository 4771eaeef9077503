package io.relance.aging;

/** From which date an item's age is counted. */
public enum AgingBasis {
    /** From the due date, rolled as {@link DueDates} says: the age is the days late. The default. */
    DUE_DATE,
    /** From the issue date, never rolled: the age is the days since the invoice. */
    INVOICE_DATE
}
