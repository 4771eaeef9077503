package io.relance.engine;

import java.time.Duration;

/**
 * How many messages are marked as being sent at once: as many as their channels take within some seconds, so that neither a
 * lease ends nor the look at the books grows old before the last of them has left.
 */
final class Pace {
    /** How long those that go together may take. */
    static final Duration TOGETHER = Duration.ofSeconds(10);

    private static final int FIRST = 5;
    private static final int MOST = 50;

    private int messages = FIRST;
    private Duration slowest = Duration.ZERO;
    private int taken;

    int messages() {
        return messages;
    }

    /** A hand-over took so long: fewer go together at once when it was slow, twice as many when a whole lot of them was quick. */
    void took(Duration time) {
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        taken++;
        messages = Math.min(messages, fitting());
        if (taken >= messages) {
            messages = Math.min(2 * messages, fitting());
            slowest = Duration.ZERO;
            taken = 0;
        }
    }

    private int fitting() {
        return slowest.toMillis() < 1
                ? MOST
                : (int) Math.max(1, Math.min(MOST, TOGETHER.toMillis() / slowest.toMillis()));
    }
}
