package io.relance.account;

/**
 * Where the collection of a receivable, or of an account, stands; derived, never set by hand. In order of precedence, which
 * is that of the reasons for leaving a receivable alone: the first that holds is the status.
 */
public enum CollectionStatus {
    /** Nothing is open any more, by payment or credit notes. */
    PAID,
    /** The creditor gave it up. */
    WRITTEN_OFF,
    /** Before a court, with an agency, or under insolvency proceedings. */
    LITIGATION,
    /** A person or a rule ordered a stop. */
    ON_HOLD,
    /** What is open is contested. */
    DISPUTED,
    /** It is paid in instalments. */
    ON_PLAN,
    /** The customer promised to pay what is open by a day that has not passed. */
    PROMISED,
    /** Part of it was paid, the rest is open. */
    PARTLY_PAID,
    /** Overdue: to be asked for. */
    TO_FOLLOW,
    /** Open, and not overdue. */
    NOT_DUE
}
