package io.relance.examples.quickstart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a run of many days is, on standard error: a bar, or when no person watches a line at the end of each month. Nothing
 * for a run that is over soon.
 */
final class DayProgress implements Consumer<LocalDate>, AutoCloseable {
    private static final int WIDTH = 80;

    /** So many days, and more, are told of by month. */
    private static final int LONG = 45;

    private final @Nullable ProgressBar bar;
    private final Streams streams;
    private final LocalDate last;
    private final boolean lines;

    DayProgress(Streams streams, LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        this.streams = streams;
        this.last = last;
        this.lines = !streams.terminal() && days >= LONG;
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
        if (lines && day.getDayOfMonth() == day.lengthOfMonth() && !day.equals(last)) {
            streams.err().println("done until " + day + ", of " + last);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
