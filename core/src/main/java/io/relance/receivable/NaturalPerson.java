package io.relance.receivable;

/** Whether a customer is a human being: a sole trader is one, and a business as well. */
public enum NaturalPerson {
    /** A human being: the harder contact ceiling holds. */
    YES,
    /** A company or a public body. */
    NO,
    /** Not known: the default. */
    UNKNOWN
}
