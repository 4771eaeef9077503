package io.relance.claim;

/** Where claims of late payment that are still open stand once their invoice is paid. They are never the cause of a message. */
public enum ClaimsAfterPrincipal {
    /** In each message that claims other invoices of the customer, outside its total. */
    NEXT_MESSAGE,
    /** In no message. They stay open all the same, until they are paid or waived. */
    NEVER
}
