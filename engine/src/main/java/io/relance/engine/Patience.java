package io.relance.engine;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a run waits for channels that answer slowly, and don't take what they are handed: when such answers in a row have
 * taken a channel two minutes, the rest of what is for it waits for the next run, and that of other channels goes on.
 */
final class Patience {
    private static final Duration MOST = Duration.ofMinutes(2);

    private final Map<ChannelId, Duration> waited = new HashMap<>();

    /** A channel took so long, and nothing was taken. */
    void waited(ChannelId channel, Duration time) {
        waited.merge(channel, time, Duration::plus);
    }

    void answered(ChannelId channel, DeliveryReceipt receipt, Duration took) {
        boolean forNow =
                receipt instanceof DeliveryReceipt.TemporaryFailure || receipt instanceof DeliveryReceipt.InDoubt;
        if (forNow) {
            waited(channel, took);
        } else {
            waited.remove(channel);
        }
    }

    /** Whether a channel is left alone for the rest of the run. */
    boolean isOver(ChannelId channel) {
        return waited.getOrDefault(channel, Duration.ZERO).compareTo(MOST) >= 0;
    }
}
