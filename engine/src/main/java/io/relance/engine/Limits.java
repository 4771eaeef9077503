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
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Map<ChannelId, Room> channels = new HashMap<>();

    /** Of one channel: when room was taken that is not used yet, and when hand-overs began. */
    private record Room(ChannelLimits limit, Deque<Instant> taken, Deque<Instant> begun) {
        boolean isFull(Instant now) {
            Duration soon = limit.period().compareTo(SOON) > 0 ? limit.period() : SOON;
            forget(taken, now.minus(soon));
            forget(begun, now.minus(limit.period()));
            return taken.size() + begun.size() >= limit.messages();
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

    /** Takes room for one hand-over; when there is none, the moment from which on there may be. */
    synchronized Optional<Instant> take(ChannelId channel, Instant now) {
        Room room = channels.get(channel);
        if (room == null) {
            return Optional.empty();
        }
        if (room.isFull(now)) {
            Instant first = room.begun().isEmpty() ? now : room.begun().getFirst();
            return Optional.of(first.plus(room.limit().period()));
        }
        room.taken().addLast(now);
        return Optional.empty();
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
