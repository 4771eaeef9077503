package io.relance.receivable;

/** What a contact is there for. A step's audience lists roles in the order in which they are tried. */
public enum ContactRole {
    /** Receives and books invoices: the default audience. */
    BILLING,
    /** Pays them. */
    ACCOUNTS_PAYABLE,
    /** Ordered what was delivered. */
    BUYER,
    /** Decides when the others don't. */
    MANAGEMENT,
    /** The registered seat: where formal notices go. */
    LEGAL_SEAT,
    /** A lawyer or administrator who acts for the customer. */
    REPRESENTATIVE
}
