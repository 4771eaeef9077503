package io.relance.reliability;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Hears all that is logged, by SLF4J and by Java's own logging, at every level, all that is printed, and what it is told. */
final class Ears implements AutoCloseable {
    /** One thing that was heard. */
    record Heard(String where, String text) {}

    /** The loggers of servers that run beside: what they log is theirs. */
    private static final List<String> SERVERS =
            List.of("com.icegreen.", "com.sun.net.httpserver", "sun.net.httpserver");

    /** Where the library for mails writes what it says and is told, when its host turns that on: below {@code INFO}. */
    static final String MAIL_LIBRARY = "debugging of the mail library";

    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Consumer<String> slf4j = line -> logged("SLF4J", line);
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final @Nullable Level level = root.getLevel();
    private final Handler[] others = root.getHandlers();
    private final Handler jul = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            String source = String.valueOf(entry.getSourceClassName());
            boolean library =
                    source.startsWith("org.eclipse.angus.") && entry.getLevel().intValue() < Level.INFO.intValue();
            logged(library ? MAIL_LIBRARY : "java.util.logging", entry.getLoggerName() + " " + formatter.format(entry));
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is held
        }
    };

    Ears() {
        HeardLogs.listen(slf4j);
        for (Handler other : others) {
            root.removeHandler(other);
        }
        jul.setLevel(Level.ALL);
        root.addHandler(jul);
        root.setLevel(Level.ALL);
        PrintStream tee = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(tee);
        System.setErr(tee);
    }

    private void logged(String where, String line) {
        if (SERVERS.stream().noneMatch(line::startsWith)) {
            heard.add(new Heard(where, line));
        }
    }

    /** Something that somebody may show. */
    void hear(String where, @Nullable Object what) {
        heard.add(new Heard(where, String.valueOf(what)));
    }

    /** What comes of something: what it gives, or what it throws, with all causes. */
    void outcome(String where, Supplier<?> what) {
        try {
            hear(where, what.get());
        } catch (RuntimeException e) {
            hear(where + " throws", HeardLogs.stack(e));
        }
    }

    /** All that was heard. */
    List<Heard> all() {
        List<Heard> all = new ArrayList<>(heard);
        all.add(new Heard("printed", printed.toString(StandardCharsets.UTF_8)));
        return all;
    }

    /** What was heard anywhere of any of these. */
    List<Heard> of(Iterable<String> words) {
        List<Heard> found = new ArrayList<>();
        for (Heard one : all()) {
            for (String word : words) {
                if (one.text().contains(word)) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    /** Listens no longer; all is as before. */
    @Override
    public void close() {
        HeardLogs.leave(slf4j);
        root.removeHandler(jul);
        for (Handler other : others) {
            root.addHandler(other);
        }
        root.setLevel(level);
        System.setOut(out);
        System.setErr(err);
    }
}
