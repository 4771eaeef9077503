package io.relance.account;

/** What a promise to pay came to. */
public enum PromiseResult {
    /** The money came, less the tolerance at most. */
    KEPT,
    /** At least half of the money came in time. */
    PARTLY_KEPT,
    /** Less than half of the money came in time. */
    BROKEN
}
