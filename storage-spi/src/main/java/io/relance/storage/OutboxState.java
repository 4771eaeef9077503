package io.relance.storage;

/** Where a message of the outbox is. */
public enum OutboxState {
    /** A person must approve it first. */
    AWAITING_APPROVAL,
    /** To be handed over. */
    READY,
    /** Being handed over, or was when its node went away. */
    SENDING,
    /** A channel took it. */
    ACCEPTED,
    /** No channel takes it; {@link #ACCEPTED} when its channel reports that it was delivered all the same. */
    REJECTED,
    /** Handed over, and nobody knows whether it was taken. */
    IN_DOUBT,
    /** Not handed over, and never will be; never after {@link #SENDING}. */
    CANCELLED,
    /**
     * Given up: tried too often, or it can't be rendered; {@link #ACCEPTED} when its channel reports that it was delivered all the
     * same.
     */
    DEAD,
    /** Taken, and came back undeliverable. */
    BOUNCED
}
