package io.relance.payment;

/** How a mandate stands. */
public enum MandateState {
    /** Direct debits may be collected under it: the account is {@code AUTO_COLLECTED}. */
    ACTIVE,
    /** It waits for the payer's or the bank's consent. */
    NOT_YET,
    /** Cancelled, refused or lapsed: nothing is collected under it any more. */
    ENDED,
    /** The provider has no such mandate. */
    UNKNOWN,
    /** The provider can't tell now. */
    NOT_TOLD
}
