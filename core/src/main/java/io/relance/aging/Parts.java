package io.relance.aging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;

/** Work in parts, on the threads that the caller gave. */
record Parts(Executor executor, int count) {
    /** All of it on the calling thread. */
    static final Parts ONE = new Parts(Runnable::run, 1);

    Parts {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least 1 part, but was given " + count);
        }
    }

    /**
     * The results of {@code work} on the parts 0 to {@link #count} - 1, by part. Every part has ended when it returns, and
     * when it throws what the first of them threw.
     */
    <T> List<T> each(IntFunction<T> work) {
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int part = i;
            tasks.add(new FutureTask<>(() -> work.apply(part)));
        }
        try {
            tasks.subList(1, count).forEach(executor::execute);
        } catch (RejectedExecutionException e) {
            // Those that it does not want are run here.
        }
        for (FutureTask<T> task : tasks) {
            // Does nothing when the executor has begun it; when it has not, nobody need wait for a free thread.
            task.run();
        }
        tasks.forEach(Parts::await);
        return tasks.stream().map(Parts::result).toList();
    }

    /** Where the part {@code part} of {@code size} begins; that of {@link #count} is the end. */
    long start(long size, int part) {
        return size / count * part + Math.min(part, size % count);
    }

    /** Waits for the end, also when somebody interrupts: what is under way reads what the caller may take away. */
    private static void await(FutureTask<?> task) {
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                // said by result
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T result(FutureTask<T> task) {
        boolean interrupted = Thread.interrupted();
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted though the work has ended", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
