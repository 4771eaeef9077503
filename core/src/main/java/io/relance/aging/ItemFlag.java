package io.relance.aging;

/** What may be said of a whole open item, beside what is disputed of it. */
public enum ItemFlag {
    /** Being paid in instalments under a live plan. */
    ON_PLAN,
    /** With a factor or a credit insurer. */
    ASSIGNED,
    /** Caught in insolvency proceedings of the customer. */
    INSOLVENT,
    /** Before a court or with a collection agency. */
    IN_LITIGATION,
    /** Flagged doubtful in the books. */
    DOUBTFUL
}
