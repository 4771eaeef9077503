package io.relance.http;

import java.time.Duration;

/** When a caller no longer waits: for what takes several calls. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** The end of that time, from now. */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** Whether the time is over. */
    public boolean isOver() {
        return left().isZero();
    }

    /** What is left of the time; zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
