package io.relance.reliability;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets several workers do their work step by step: one thread moves at a time, and which one is the caller's choice. Between two
 * steps a worker stands still where it {@link Worker#pause paused}.
 */
final class Stepper {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "worker");
        thread.setDaemon(true);
        return thread;
    });

    private final Semaphore back = new Semaphore(0);
    private boolean abandoned;

    /** Somebody who works. */
    final class Worker {
        private final Semaphore go = new Semaphore(0);
        private boolean busy;
        private @Nullable Throwable failure;

        boolean isBusy() {
            return busy;
        }

        /** Gives work to one who has none; it is begun with the first step. */
        void give(Runnable work) {
            busy = true;
            THREADS.execute(() -> {
                go.acquireUninterruptibly();
                // an engine that is interrupted makes no pauses, and hears of it when it is through
                Thread.currentThread().interrupt();
                try {
                    work.run();
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    Thread.interrupted();
                    busy = false;
                    back.release();
                }
            });
        }

        /** Lets it go on until it pauses or has nothing left to do. */
        void step() {
            go.release();
            back.acquireUninterruptibly();
            Throwable failed = failure;
            if (failed != null) {
                failure = null;
                throw new AssertionError("a worker failed", failed);
            }
        }

        /** Called by the worker itself: others may go on now. */
        void pause() {
            back.release();
            go.acquireUninterruptibly();
            if (abandoned) {
                throw new Death("abandoned");
            }
        }
    }

    Worker worker() {
        return new Worker();
    }

    /** Ends all work where it stands. */
    void abandon(Iterable<Worker> workers) {
        abandoned = true;
        for (Worker worker : workers) {
            while (worker.isBusy()) {
                worker.step();
            }
        }
    }
}
