package io.relance.rule;

/** What a fact is about. Rules see accounts; the conditions of steps see both. */
public enum Scope {
    /** The customer's account as a whole. */
    ACCOUNT,
    /** One invoice. */
    INVOICE
}
