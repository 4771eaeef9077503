package io.relance.engine;

import io.relance.channel.ChannelLimits;
import io.relance.delivery.ChannelId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the hand-overs of one engine to channels with a limit. For several threads. */
final class Limits {
    private final Map<ChannelId, ChannelLimits> limits;
    private final Map<ChannelId, Deque<Instant>> begun = new HashMap<>();

    Limits(Map<ChannelId, ChannelLimits> limits) {
        this.limits = limits;
    }

    /** Takes one hand-over; when that is too much, the moment from which on it is not. */
    synchronized Optional<Instant> take(ChannelId channel, Instant now) {
        ChannelLimits limit = limits.get(channel);
        if (limit == null) {
            return Optional.empty();
        }
        Deque<Instant> taken = begun.computeIfAbsent(channel, id -> new ArrayDeque<>());
        Instant since = now.minus(limit.period());
        while (!taken.isEmpty() && !taken.getFirst().isAfter(since)) {
            taken.removeFirst();
        }
        if (taken.size() >= limit.messages()) {
            return Optional.of(taken.getFirst().plus(limit.period()));
        }
        taken.addLast(now);
        return Optional.empty();
    }

    /** Gives one back that was taken and not used. */
    synchronized void giveBack(ChannelId channel) {
        Deque<Instant> taken = begun.get(channel);
        if (taken != null) {
            taken.pollLast();
        }
    }
}
