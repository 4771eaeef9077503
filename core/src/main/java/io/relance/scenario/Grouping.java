package io.relance.scenario;

/** What one message is about. */
public enum Grouping {
    /** Everything that one customer owes: the default. */
    CUSTOMER,
    /** One invoice. */
    INVOICE
}
