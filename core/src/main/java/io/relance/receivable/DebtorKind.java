package io.relance.receivable;

/** What a customer is before the law; decides which claims and which reminders are allowed. */
public enum DebtorKind {
    /** A professional or a company. */
    BUSINESS,
    /** A private person. */
    CONSUMER,
    /** The state, a town, a public hospital. */
    PUBLIC_BODY,
    /** Not known: the default, treated with the care due to a person. */
    UNKNOWN
}
