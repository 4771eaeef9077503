package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.CsvBooks;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error while a large file is read; nothing when no person watches. */
final class ImportProgress implements CsvBooks.Progress, AutoCloseable {
    private static final int WIDTH = 80;

    private final Streams streams;
    private @Nullable Path current;
    private @Nullable ProgressBar bar;

    ImportProgress(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void rows(Path file, long rows, long bytesRead, long bytes) {
        if (!streams.terminal()) {
            return;
        }
        ProgressBar shown = bar;
        if (shown == null || !file.equals(current)) {
            close();
            shown = new ProgressBarBuilder()
                    .setTaskName(String.valueOf(file.getFileName()))
                    .setInitialMax(bytes)
                    .setUnit(" KiB", 1024)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(streams.err(), WIDTH))
                    .build();
            bar = shown;
            current = file;
        }
        shown.stepTo(bytesRead);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
