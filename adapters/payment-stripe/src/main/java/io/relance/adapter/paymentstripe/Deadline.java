package io.relance.adapter.paymentstripe;

import java.time.Duration;

/** When a caller no longer waits. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    boolean isOver() {
        return left().isZero();
    }

    /** What is left of the time; zero when it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
