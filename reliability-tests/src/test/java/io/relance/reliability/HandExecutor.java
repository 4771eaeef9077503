package io.relance.reliability;

import java.lang.reflect.Proxy;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Takes the one task that an engine wants done again and again, and does it when it is told to. */
final class HandExecutor {
    private @Nullable Runnable task;
    private boolean cancelled;

    /** What the engine is started with. */
    ScheduledExecutorService executor() {
        return through(ScheduledExecutorService.class, (name, arguments) -> {
            if (!name.equals("scheduleWithFixedDelay") || task != null) {
                throw new AssertionError("an engine asked its executor for " + name);
            }
            task = (Runnable) arguments[0];
            return through(ScheduledFuture.class, (asked, none) -> {
                cancelled |= asked.equals("cancel");
                return cancelled;
            });
        });
    }

    /** Whether the engine wants it done no more. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Does the task once. */
    void round() {
        Runnable next = task;
        if (next == null || cancelled) {
            throw new AssertionError("there is nothing to do");
        }
        next.run();
    }

    @FunctionalInterface
    private interface Answer {
        @Nullable
        Object to(String name, Object[] arguments);
    }

    private static <T> T through(Class<T> port, Answer answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) ->
                        answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
