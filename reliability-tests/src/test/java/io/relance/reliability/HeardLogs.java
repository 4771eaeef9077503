package io.relance.reliability;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What is logged over SLF4J, at every level, goes to those who listen; it is written nowhere. Found by SLF4J. */
public final class HeardLogs implements SLF4JServiceProvider {
    private static final List<Consumer<String>> LISTENERS = new CopyOnWriteArrayList<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    /** From now on somebody is told each line, with the name of its logger and the stack trace of what was thrown. */
    static void listen(Consumer<String> listener) {
        LISTENERS.add(listener);
    }

    /** No longer. */
    static void leave(Consumer<String> listener) {
        LISTENERS.remove(listener);
    }

    /** What was thrown, with its causes. */
    static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Heard::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // nothing to prepare
    }

    private static final class Heard extends LegacyAbstractLogger implements Logger {
        private static final long serialVersionUID = 1L;

        Heard(String name) {
            this.name = name;
        }

        private static boolean isHeard() {
            return !LISTENERS.isEmpty();
        }

        @Override
        public boolean isTraceEnabled() {
            return isHeard();
        }

        @Override
        public boolean isDebugEnabled() {
            return isHeard();
        }

        @Override
        public boolean isInfoEnabled() {
            return isHeard();
        }

        @Override
        public boolean isWarnEnabled() {
            return isHeard();
        }

        @Override
        public boolean isErrorEnabled() {
            return isHeard();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            String line = name + " " + level + " "
                    + MessageFormatter.basicArrayFormat(pattern, arguments)
                    + (thrown == null ? "" : "\n" + stack(thrown));
            LISTENERS.forEach(listener -> listener.accept(line));
        }
    }
}
