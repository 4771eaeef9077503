package io.relance.action;

/** How far the follow-up of a receivable has come. In this order; within a cycle it never goes back. */
public enum Stage {
    /** A courtesy before the due date. */
    PREVENTIVE,
    /** Reminders. */
    AMICABLE,
    /** The formal notice (mise en demeure). */
    FORMAL_NOTICE,
    /** Hand-over to a court or an agency. */
    LITIGATION;

    /** Whether this stage comes before {@code other}. */
    public boolean isBelow(Stage other) {
        return compareTo(other) < 0;
    }
}
