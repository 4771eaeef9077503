package io.relance.delivery;

/**
 * The idempotency key of one hand-over: a message, the channel, and which of the message's recipients.
 *
 * @param recipient the recipient's ordinal, from 0; another contact or address, another ordinal
 */
public record DeliveryId(MessageId message, ChannelId channel, int recipient) {
    /** @throws IllegalArgumentException when the ordinal is negative */
    public DeliveryId {
        if (recipient < 0) {
            throw new IllegalArgumentException("a recipient's ordinal is at least 0, but was " + recipient);
        }
    }

    /** The key as channels get it: the three parts, joined by full stops. */
    @Override
    public String toString() {
        return message + "." + channel + "." + recipient;
    }
}
