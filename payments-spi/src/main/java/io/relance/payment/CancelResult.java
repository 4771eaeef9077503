package io.relance.payment;

/** What a provider said when a request was to be withdrawn. Reasons are one line for people, without secrets. */
public sealed interface CancelResult {
    /** Nothing can be paid by it any more; also when it had been withdrawn before, had expired or had failed. */
    record Withdrawn() implements CancelResult {}

    /** It was paid, or its money is under way. */
    record TooLate(String reason) implements CancelResult {}

    /** The provider knows of no such request. */
    record Unknown() implements CancelResult {}

    /** Not now: it stands as before, and may be withdrawn later. */
    record TemporaryFailure(String reason) implements CancelResult {}

    /** Nobody knows whether it was withdrawn; asking again does no harm. */
    record InDoubt(String reason) implements CancelResult {}
}
