package io.relance.account;

/** What has become of a step for one receivable in one cycle. */
public enum StepState {
    /** On its way, perhaps waiting for approval or for a person's work; blocks every other step of the receivable. */
    PLANNED,
    /** Executed. */
    DONE,
    /** Came to nothing; due again from the day after, when the cause has ended. */
    RETURNED,
    /** Handed over, and nobody knows whether it arrived; blocks every other step until a person says. */
    IN_DOUBT,
    /** Will not be executed in this cycle: expired, overtaken, or rejected for good. */
    SKIPPED
}
