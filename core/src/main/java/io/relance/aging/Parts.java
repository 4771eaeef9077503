package io.relance.aging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
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

    /** The results of {@code work} on the parts 0 to {@link #count} - 1, by part. */
    <T> List<T> each(IntFunction<T> work) {
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int part = i;
            tasks.add(new FutureTask<>(() -> work.apply(part)));
        }
        tasks.subList(1, count).forEach(executor::execute);
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            // Does nothing when the executor has begun it; when it has not, nobody need wait for a free thread.
            task.run();
        }
        for (FutureTask<T> task : tasks) {
            results.add(result(task));
        }
        return results;
    }

    /** Where the part {@code part} of {@code size} begins; that of {@link #count} is the end. */
    long start(long size, int part) {
        return size / count * part + Math.min(part, size % count);
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while others added up", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
