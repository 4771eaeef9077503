package io.relance.adapter.channelsmtp;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Until when a line may be used, and how much may be read over it until then. It bounds a whole hand-over: a server that sends a byte a
 * minute, or words without end, gains nothing. For one thread at a time.
 */
final class Deadline {
    private long end;
    private long bytes;

    private Deadline() {}

    /** One that is over. */
    static Deadline over() {
        Deadline deadline = new Deadline();
        deadline.end = System.nanoTime();
        return deadline;
    }

    /** In that time from now, with so many bytes. */
    static Deadline in(Duration time, long bytes) {
        Deadline deadline = new Deadline();
        deadline.end = System.nanoTime() + nanos(time);
        deadline.bytes = bytes;
        return deadline;
    }

    /** Durations that are longer than a day, or negative, are a day, or over. */
    private static long nanos(Duration time) {
        long day = TimeUnit.DAYS.toNanos(1);
        return time.isNegative() ? 0 : time.compareTo(Duration.ofDays(1)) >= 0 ? day : time.toNanos();
    }

    /** Becomes that of another. */
    void become(Deadline other) {
        end = other.end;
        bytes = other.bytes;
    }

    /** At least 0. */
    long nanosLeft() {
        return Math.max(0, end - System.nanoTime());
    }

    /** At least 1, for selectors take 0 for ever. */
    long millisLeft() throws SocketTimeoutException {
        long left = nanosLeft();
        if (left == 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** Counts what was read. */
    void read(int count) throws SocketTimeoutException {
        bytes -= count;
        if (bytes < 0) {
            throw new SocketTimeoutException("an answer without end");
        }
    }
}
