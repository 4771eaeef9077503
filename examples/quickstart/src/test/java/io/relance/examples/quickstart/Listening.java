package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code relance callbacks}, at work in a thread of its own until it has taken as many as it was told. */
final class Listening {
    private static final Pattern ADDRESS = Pattern.compile("listening on (http://127\\.0\\.0\\.1:[0-9]+): [^\\n]+\\n");
    private static final long PATIENCE_MILLIS = 30_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private Listening() {}

    static Listening in(Path home, Environment environment, String... args) {
        Listening listening = new Listening();
        Streams streams = new Streams(
                new PrintStream(listening.out, true, StandardCharsets.UTF_8),
                new PrintStream(listening.err, true, StandardCharsets.UTF_8),
                false);
        Program program = new Program(streams, home, environment, file -> {});
        Thread thread = new Thread(() -> listening.exitCode.complete(program.run(args)), "callbacks");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    /** Where it listens, once it does. */
    String address() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (System.nanoTime() < end && !exitCode.isDone()) {
            Matcher found = ADDRESS.matcher(out.toString(StandardCharsets.UTF_8));
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it does not listen: " + err.toString(StandardCharsets.UTF_8));
    }

    /** What it said, once it has ended by itself. */
    CommandLineRun ended() throws Exception {
        int code = exitCode.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
