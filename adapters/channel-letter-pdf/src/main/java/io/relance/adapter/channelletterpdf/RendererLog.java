package io.relance.adapter.channelletterpdf;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLog;
import com.openhtmltopdf.util.XRLogger;
import java.io.IOException;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what the renderer says while a letter is laid out: how long it took, and what it thinks of each style sheet. The
 * renderer has one logger for the whole process; this one stands before it and passes on all that is said elsewhere, so that a host
 * that uses the renderer itself reads what it always did.
 */
final class RendererLog implements XRLogger {
    private static final ThreadLocal<Boolean> HELD_BACK = ThreadLocal.withInitial(() -> false);

    private final XRLogger others;

    private RendererLog(XRLogger others) {
        this.others = others;
    }

    /** What the renderer does for a letter. */
    interface Work {
        void run() throws IOException;
    }

    /** Does it without a word being said of it. Not nested. */
    static void quietly(Work work) throws IOException {
        standBefore();
        HELD_BACK.set(true);
        try {
            work.run();
        } finally {
            HELD_BACK.remove();
        }
    }

    /** Again when the host has set another logger since. */
    private static synchronized void standBefore() {
        // has it choose its own logger first, if it has not yet; nothing of that is configured until something is
        // logged
        XRLog.listRegisteredLoggers();
        XRLogger now = XRLog.getLoggerImpl();
        if (!(now instanceof RendererLog)) {
            XRLog.setLoggerImpl(new RendererLog(now));
        }
    }

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
        return !HELD_BACK.get() && others.isLogLevelEnabled(diagnostic);
    }

    @Override
    public void log(String where, Level level, String message) {
        if (!HELD_BACK.get()) {
            others.log(where, level, message);
        }
    }

    @Override
    public void log(String where, Level level, String message, @Nullable Throwable thrown) {
        if (!HELD_BACK.get()) {
            others.log(where, level, message, thrown);
        }
    }

    @Override
    public void log(Diagnostic diagnostic) {
        if (!HELD_BACK.get()) {
            others.log(diagnostic);
        }
    }

    @Override
    public void setLevel(String logger, Level level) {
        others.setLevel(logger, level);
    }
}
