package io.relance.engine;

import java.time.Duration;

/**
 * How many messages are marked as being sent at once: as many as are marked and taken by their channels within some seconds, so
 * that neither a lease ends nor the look at the books grows old before the last of them has left.
 */
final class Pace {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int FIRST = 5;
    private static final int MOST = 50;

    private final Duration together;
    private int messages = FIRST;
    private Duration marking = Duration.ZERO;
    private Duration slowest = Duration.ZERO;
    private Duration slowestBefore = Duration.ZERO;
    private int taken;

    /** @param room how long what is claimed has to get ready; claiming it and reading the books take their part of that */
    Pace(Duration room) {
        Duration half = room.dividedBy(2);
        this.together = half.compareTo(LONGEST) < 0 ? half : LONGEST;
    }

    int messages() {
        return messages;
    }

    /** How long those that go together may take. */
    Duration together() {
        return together;
    }

    /** How long so many take, by the last ones. */
    Duration expected(int number) {
        Duration handOver = slowest.compareTo(slowestBefore) > 0 ? slowest : slowestBefore;
        return marking.plus(handOver).multipliedBy(number);
    }

    /** To look again at so many, to render them and to mark them took so long: fewer go together at once when it was slow. */
    void marked(int number, Duration time) {
        marking = time.dividedBy(number);
        messages = Math.min(messages, fitting());
    }

    /** A hand-over took so long: fewer go together at once when it was slow, twice as many when a whole lot of them was quick. */
    void took(Duration time) {
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        taken++;
        messages = Math.min(messages, fitting());
        if (taken >= messages) {
            messages = Math.min(2 * messages, fitting());
            slowestBefore = slowest;
            slowest = Duration.ZERO;
            taken = 0;
        }
    }

    private int fitting() {
        long each = marking.plus(slowest).toMillis();
        return each < 1 ? MOST : (int) Math.max(1, Math.min(MOST, together.toMillis() / each));
    }
}
