package io.relance.engine;

import java.time.Duration;

/**
 * How many messages are marked as being sent at once: as many as their channels take within some seconds, so that neither a
 * lease ends nor the look at the books grows old before the last of them has left.
 */
final class Pace {
    private static final int FIRST = 5;
    private static final int MOST = 50;
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    private int messages = FIRST;
    private Duration slowest = Duration.ZERO;
    private int taken;

    int messages() {
        return messages;
    }

    /** A hand-over took so long. After as many as go together: twice as many do, unless the slowest of them says less. */
    void took(Duration time) {
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        taken++;
        if (taken >= messages) {
            long fit = slowest.toMillis() < 1 ? MOST : TOGETHER.toMillis() / slowest.toMillis();
            messages = (int) Math.max(1, Math.min(Math.min(MOST, messages * 2L), fit));
            slowest = Duration.ZERO;
            taken = 0;
        }
    }
}
