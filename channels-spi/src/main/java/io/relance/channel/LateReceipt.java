package io.relance.channel;

import io.relance.delivery.DeliveryId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a channel learnt of a message after it had accepted it.
 *
 * @param id names this report within its channel, so that the same one is recorded once; not blank
 * @param delivery the hand-over it speaks of, when the channel knows the key
 * @param reference the channel's own name for the message, as its {@code Accepted} gave it; one of the two is present
 * @param at when it happened, by the channel's account
 * @param detail what the channel said, for people; may be empty
 */
public record LateReceipt(
        String id,
        Optional<DeliveryId> delivery,
        Optional<String> reference,
        Outcome outcome,
        Instant at,
        String detail) {

    /** What became of the message. */
    public enum Outcome {
        /** It reached the debtor's device or mailbox, or was signed for. */
        DELIVERED,
        /** It came back, and the address is not likely to work next time either. */
        BOUNCED,
        /** It came back for a reason that may pass (a full mailbox). */
        NOT_DELIVERED_NOW,
        /** The recipient declared it unwanted. */
        COMPLAINED
    }

    /** @throws IllegalArgumentException when the id is blank, or neither delivery nor reference is given */
    public LateReceipt {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a late receipt's id is blank");
        }
        if (delivery.isEmpty() && reference.isEmpty()) {
            throw new IllegalArgumentException("a late receipt names a delivery or the channel's own reference: " + id);
        }
    }
}
