package io.relance.engine;

import java.time.Duration;

/** Whether an engine still takes up new work, and how much is under way. For several threads. */
public final class Lifecycle {
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private boolean closing;
    private int underWay;

    /** Takes up work. */
    public Lifecycle() {}

    /**
     * Something begins.
     *
     * @throws IllegalStateException when the engine is being closed
     */
    public synchronized void begin() {
        if (closing) {
            throw new IllegalStateException("this engine is closed");
        }
        underWay++;
    }

    /** What began is over. */
    public synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** Whether nothing new is to be taken up. */
    synchronized boolean isClosing() {
        return closing;
    }

    /**
     * Takes up nothing new, and waits for what is under way.
     *
     * @return whether nothing is any more; false when it took longer, or the thread was interrupted
     */
    public synchronized boolean close(Duration longest) {
        closing = true;
        Duration most = longest.compareTo(FOR_EVER) > 0 ? FOR_EVER : longest;
        long end = System.nanoTime() + most.toNanos();
        while (underWay > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
