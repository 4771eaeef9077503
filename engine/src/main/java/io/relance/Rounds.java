package io.relance;

import io.relance.engine.BusinessDay;
import io.relance.engine.EngineSettings;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs for creditors again and again, on what is today for each, from being started until being stopped. */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final EngineSettings settings;
    private final Consumer<BusinessDay> run;
    private @Nullable ScheduledFuture<?> started;

    Rounds(EngineSettings settings, Consumer<BusinessDay> run) {
        this.settings = settings;
        this.run = run;
    }

    /** @throws IllegalStateException when it was started before, or the engine is closed */
    synchronized void start(ScheduledExecutorService executor, Duration every, Collection<CreditorId> creditors) {
        if (started != null) {
            throw new IllegalStateException("this engine was started before");
        }
        List<CreditorId> all = List.copyOf(creditors);
        settings.lifecycle().begin();
        try {
            started = executor.scheduleWithFixedDelay(
                    () -> all.forEach(this::today), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            settings.lifecycle().end();
        }
    }

    private void today(CreditorId creditor) {
        try {
            run.accept(BusinessDay.today(settings, creditor));
        } catch (Throwable e) {
            // whatever gets out of here would end all rounds of all creditors without a word
            LOG.warn("a run for {} failed; the next one goes on", creditor, e);
        }
    }

    /** Begins no round any more. */
    synchronized void stop() {
        if (started != null) {
            started.cancel(false);
        }
    }
}
