package io.relance.examples.quickstart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error while many days are run; nothing when no person watches, or for a single day. */
final class DayProgress implements Consumer<LocalDate>, AutoCloseable {
    private static final int WIDTH = 80;

    private final @Nullable ProgressBar bar;

    DayProgress(Streams streams, LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        this.bar = streams.terminal() && days > 1
                ? new ProgressBarBuilder()
                        .setTaskName(first + " to " + last)
                        .setInitialMax(days)
                        .setUnit(" days", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(streams.err(), WIDTH))
                        .build()
                : null;
    }

    @Override
    public void accept(LocalDate day) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
