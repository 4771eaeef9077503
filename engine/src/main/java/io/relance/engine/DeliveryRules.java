package io.relance.engine;

import io.relance.channel.ChannelLimits;
import io.relance.channel.RetryPolicy;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import java.time.Duration;
import java.util.Map;

/**
 * How messages are handed over.
 *
 * @param limits of channels that have one
 * @param hours of channels for which the host said them; the others have their own
 */
public record DeliveryRules(
        RetryPolicy retry, Map<ChannelId, ChannelLimits> limits, Map<ChannelId, SendingHours> hours) {
    /** Tried again as by default, no limit, the channels' own hours. */
    public static final DeliveryRules DEFAULT = new DeliveryRules(RetryPolicy.DEFAULT, Map.of(), Map.of());

    private static final int SHARE = 8;

    /** Copies the maps. */
    public DeliveryRules {
        limits = Map.copyOf(limits);
        hours = Map.copyOf(hours);
    }

    /** The pause after a failed attempt, up to an eighth shorter or longer, which differs by message. */
    Duration pause(MessageId message, int attempt) {
        Duration pause = retry.pauseAfter(attempt);
        Duration eighth = pause.dividedBy(SHARE);
        return pause.minus(eighth).plus(Jitter.upTo(eighth.multipliedBy(2), message, attempt));
    }
}
