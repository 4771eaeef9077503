package io.relance.receivable;

/** What has become of a receivable by a day. */
public enum ItemState {
    /** More than the tolerance is open. */
    OPEN,
    /** At most the tolerance is open, with at least one payment. */
    SETTLED,
    /** At most the tolerance is open, by credit notes alone. */
    CANCELLED,
    /** At most the tolerance is open, and more than the tolerance was given up. */
    WRITTEN_OFF,
    /** At most the tolerance was owed from the start (an invoice over nothing, say). */
    NEGLIGIBLE
}
