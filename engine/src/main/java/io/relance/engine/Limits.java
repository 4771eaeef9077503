package io.relance.engine;

import io.relance.channel.ChannelLimits;
import io.relance.delivery.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the hand-overs of one engine to channels with a limit. Room is taken when a message is looked at again, and counts from
 * the moment on which its hand-over begins. For several threads.
 */
final class Limits {
    /** A hand-over for which room was taken has begun by then, or never will: whoever took it failed. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Map<ChannelId, Room> channels = new HashMap<>();

    /**
     * Whether there is room.
     *
     * @param full from when on there is again, when hand-overs that began have taken all of it
     */
    record Answer(boolean room, Optional<Instant> full) {
        private static final Answer YES = new Answer(true, Optional.empty());
        /** Others have taken the rest, and may give it back. */
        private static final Answer NOT_NOW = new Answer(false, Optional.empty());
    }

    /** Of one channel: when room was taken that is not used yet, and when hand-overs began. */
    private record Room(ChannelLimits limit, Deque<Instant> taken, Deque<Instant> begun) {
        Answer take(Instant now) {
            forget(taken, now.minus(SOON));
            forget(begun, now.minus(limit.period()));
            if (begun.size() >= limit.messages()) {
                return new Answer(false, Optional.of(begun.getFirst().plus(limit.period())));
            }
            if (begun.size() + taken.size() >= limit.messages()) {
                return Answer.NOT_NOW;
            }
            taken.addLast(now);
            return Answer.YES;
        }

        private static void forget(Deque<Instant> past, Instant until) {
            while (!past.isEmpty() && !past.getFirst().isAfter(until)) {
                past.removeFirst();
            }
        }
    }

    Limits(Map<ChannelId, ChannelLimits> limits) {
        limits.forEach(
                (channel, limit) -> channels.put(channel, new Room(limit, new ArrayDeque<>(), new ArrayDeque<>())));
    }

    /** Takes room for one hand-over, if there is any. */
    synchronized Answer take(ChannelId channel, Instant now) {
        Room room = channels.get(channel);
        return room == null ? Answer.YES : room.take(now);
    }

    /** A hand-over begins for which room was taken. */
    synchronized void begin(ChannelId channel, Instant now) {
        Room room = channels.get(channel);
        if (room != null) {
            room.taken().pollFirst();
            room.begun().addLast(now);
        }
    }

    /** Gives room back that was taken and not used. */
    synchronized void giveBack(ChannelId channel) {
        Room room = channels.get(channel);
        if (room != null) {
            room.taken().pollFirst();
        }
    }
}
