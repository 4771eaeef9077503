package io.relance.claim;

/** For whom a creditor collects; the law asks more of who collects for others. */
public enum CollectingFor {
    /** For itself: the invoices are its own. */
    SELF,
    /** For others: a collection agency, a factor. */
    OTHERS
}
