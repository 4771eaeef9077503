package io.relance.delivery;

import java.time.Instant;
import java.util.Optional;

/** What a channel said about one hand-over. The foreseeable comes back as one of these, never as an exception. */
public sealed interface DeliveryReceipt {
    /**
     * The channel took the message; from now on it is the channel's to deliver.
     *
     * @param reference the channel's own name for it, for later questions
     */
    record Accepted(Instant at, Optional<String> reference) implements DeliveryReceipt {}

    /** Not now: the same hand-over may be tried again later. */
    record TemporaryFailure(String reason) implements DeliveryReceipt {}

    /** Never like this: this channel won't take this message for this recipient. */
    record PermanentFailure(String reason) implements DeliveryReceipt {}

    /** Nobody knows whether it was taken (the line dropped after the hand-over). */
    record InDoubt(String reason) implements DeliveryReceipt {}
}
