package io.relance.payment;

/** How a request stands by all that its provider has told. */
public enum PaymentState {
    /** Nothing has happened: the link is open, the direct debit is not with the bank. */
    OPEN,
    /** Money is under way. */
    PENDING,
    /** It has come in, all or in part; until the books show it, it counts as under way. */
    CONFIRMED,
    /** It did not come. */
    FAILED,
    /** It was given back whole. */
    REFUNDED,
    /** The payer had it taken back, or wants to. */
    DISPUTED,
    /** It can't be paid any more, and nothing was. */
    EXPIRED
}
