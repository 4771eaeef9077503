package io.relance.decision;

/** What has become of a promise by a day. */
public enum PromiseStatus {
    /** Its date and grace have not passed: it suspends. */
    LIVE,
    /** Recorded beyond the limits and not approved, or taken back: it does not suspend. */
    NOT_IN_FORCE,
    /** The money came, less the tolerance at most. */
    KEPT,
    /** At least half of the money came. */
    PARTLY_KEPT,
    /** Less than half of the money came. */
    BROKEN
}
