package io.relance.template;

/** Why an invoice is named in a message though it is not claimed there; the templates put it into the reader's words. */
public enum InformationNote {
    /** The debtor contests it. */
    DISPUTED,
    /** The debtor promised to pay it. */
    PAYMENT_PROMISED,
    /** A payment is under way. */
    PAYMENT_PENDING,
    /** It is paid in instalments. */
    ON_PLAN,
    /** The debtor's own credit covers it. */
    COVERED_BY_CREDIT,
    /** It is dealt with in another letter. */
    HANDLED_APART
}
