package io.relance.reliability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets engines run at the same time, and holds those that stand still until the others have gone on. */
final class Turnstile {
    private static final long LONGEST_MILLIS = 600_000;

    private final int most;
    private final Set<HammerNode> running = new HashSet<>();
    private int frozen;
    private long generation;

    Turnstile(int engines) {
        this.most = engines - 1;
    }

    /**
     * Starts all that are not running still; who has stood still until now goes on so many milliseconds later. Returns when
     * each has come to its end or stands still.
     */
    void run(List<HammerNode> nodes, Consumer<HammerNode> start, int millis) {
        List<HammerNode> idle = new ArrayList<>(nodes);
        synchronized (this) {
            idle.removeAll(running);
            running.addAll(idle);
        }
        idle.forEach(start);
        pause(millis);
        thawAll();
        await();
    }

    /** Whoever stands still goes on, and all come to their end. */
    void thaw() {
        while (!isEmpty()) {
            thawAll();
            await();
        }
    }

    private synchronized boolean isEmpty() {
        return running.isEmpty();
    }

    private synchronized void thawAll() {
        generation++;
        frozen = 0;
        notifyAll();
    }

    private synchronized void await() {
        long end = System.currentTimeMillis() + LONGEST_MILLIS;
        while (running.size() > frozen) {
            pauseUntil(end);
        }
    }

    /** The calling thread waits for its turn; false when it would be the last that moves. */
    synchronized boolean freeze() {
        if (frozen >= most) {
            return false;
        }
        long mine = generation;
        frozen++;
        notifyAll();
        long end = System.currentTimeMillis() + LONGEST_MILLIS;
        while (generation == mine) {
            pauseUntil(end);
        }
        return true;
    }

    synchronized void done(HammerNode node) {
        running.remove(node);
        notifyAll();
    }

    private synchronized void pauseUntil(long end) {
        long left = end - System.currentTimeMillis();
        if (left <= 0) {
            throw new IllegalStateException(
                    "the engines stand still: " + running.size() + " running, " + frozen + " frozen");
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
