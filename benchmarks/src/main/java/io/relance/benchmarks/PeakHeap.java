package io.relance.benchmarks;

/** Looks every 20 ms how much of the heap is used, garbage included, until it is closed; keeps the most that it saw. */
final class PeakHeap implements AutoCloseable {
    private final Thread looking = new Thread(this::look, "peak-heap");
    private volatile long most;

    PeakHeap() {
        looking.setDaemon(true);
        looking.start();
    }

    private void look() {
        Runtime runtime = Runtime.getRuntime();
        try {
            while (true) {
                most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            // closed
            Thread.currentThread().interrupt();
        }
    }

    /** The most seen so far. */
    long bytes() {
        return most;
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
