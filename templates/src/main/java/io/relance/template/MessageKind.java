package io.relance.template;

/** What a message is about; it decides which lines it has. */
public enum MessageKind {
    /** Invoices that will soon be due; nothing is claimed. */
    PREVENTIVE,
    /** Overdue invoices that are claimed; soon-due ones and others may be named beside them. */
    OVERDUE,
    /** Invoices that were settled. */
    THANK_YOU,
    /** A promise to pay that was recorded. */
    PROMISE,
    /** A plan of instalments that was agreed. */
    PLAN,
    /** A statement of account. */
    STATEMENT,
    /** A notification to a team of the creditor's own; never for the debtor. */
    INTERNAL
}
