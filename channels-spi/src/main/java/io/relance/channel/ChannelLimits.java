package io.relance.channel;

import java.time.Duration;

/**
 * How many messages one engine hands over to a channel in any stretch of time of a length.
 *
 * @param messages at least 1
 * @param period how long the stretch is
 */
public record ChannelLimits(int messages, Duration period) {
    /** @throws IllegalArgumentException when either is not above 0 */
    public ChannelLimits {
        if (messages < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "a limit is at least one message in a time above 0, but was " + messages + " in " + period);
        }
    }
}
