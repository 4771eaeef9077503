package io.relance.adapter.channelsmtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The lines to the mail server: so many at most at once, used again while they are fresh. For several threads. */
final class Lines {
    private final SmtpSettings settings;
    private final Semaphore free;
    private final Deque<SmtpLine> idle = new ArrayDeque<>();
    private boolean closed;

    Lines(SmtpSettings settings) {
        this.settings = settings;
        this.free = new Semaphore(settings.lines(), true);
    }

    /**
     * A line, which the caller gives back.
     *
     * @throws LineException when none can be had in time
     */
    SmtpLine take(Deadline deadline) throws LineException {
        acquire(deadline);
        try {
            Optional<SmtpLine> kept = kept();
            return kept.isPresent() ? kept.get() : SmtpLine.open(settings, deadline);
        } catch (LineException | RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    /** A new line in the place of one that was lost. */
    SmtpLine replace(SmtpLine lost, Deadline deadline) throws LineException {
        lost.end();
        // the others have waited as long as this one
        drain().forEach(SmtpLine::end);
        try {
            return SmtpLine.open(settings, deadline);
        } catch (LineException | RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    void giveBack(SmtpLine line) {
        boolean keep;
        synchronized (idle) {
            keep = !closed && line.isFresh();
            if (keep) {
                idle.addFirst(line);
            }
        }
        if (!keep) {
            line.end();
        }
        free.release();
    }

    private void acquire(Deadline deadline) throws LineException {
        try {
            if (!free.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new LineException(
                        "all " + settings.lines() + " lines to " + settings.server() + " were in use all the time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LineException("interrupted while waiting for a line to " + settings.server());
        }
    }

    private Optional<SmtpLine> kept() {
        while (true) {
            SmtpLine line;
            synchronized (idle) {
                line = idle.pollFirst();
            }
            if (line == null) {
                return Optional.empty();
            }
            if (line.isFresh()) {
                return Optional.of(line);
            }
            line.end();
        }
    }

    private Deque<SmtpLine> drain() {
        synchronized (idle) {
            Deque<SmtpLine> all = new ArrayDeque<>(idle);
            idle.clear();
            return all;
        }
    }

    void close() {
        synchronized (idle) {
            closed = true;
        }
        drain().forEach(SmtpLine::end);
    }
}
