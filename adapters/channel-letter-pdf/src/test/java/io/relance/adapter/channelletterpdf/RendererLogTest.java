package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLog;
import com.openhtmltopdf.util.XRLogger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the renderer says of letters is held back; what it says to a host that uses it is not. */
class RendererLogTest {
    private final List<String> said = new ArrayList<>();
    private XRLogger before = XRLog.getLoggerImpl();

    @BeforeEach
    void listen() {
        XRLog.listRegisteredLoggers();
        before = XRLog.getLoggerImpl();
        XRLog.setLoggerImpl(new XRLogger() {
            @Override
            public void log(String where, Level level, String message) {
                said.add(message);
            }

            @Override
            public void log(String where, Level level, String message, Throwable thrown) {
                said.add(message);
            }

            @Override
            public void setLevel(String logger, Level level) {
                said.add(logger + " is at " + level);
            }

            @Override
            public boolean isLogLevelEnabled(Diagnostic diagnostic) {
                return true;
            }
        });
    }

    @AfterEach
    void restore() {
        XRLog.setLoggerImpl(before);
    }

    private static void letter() {
        LetterPdfChannel.builder(
                        LetterFolder.at(Path.of("."), InstantSource.fixed(Instant.parse("2026-04-01T09:30:00Z"))))
                .sender(Letters.FRENCH)
                .build()
                .preview(Letters.plain("")
                        .html("<p style='wrong: 1'>Bonjour</p>")
                        .build())
                .orElseThrow();
    }

    @Test
    void nothing_is_said_of_letters_and_no_level_is_changed() {
        List<Level> levels = levels();

        letter();

        assertThat(said).isEmpty();
        assertThat(levels()).isEqualTo(levels);
    }

    private static List<Level> levels() {
        return XRLog.listRegisteredLoggers().stream()
                .map(name -> Logger.getLogger(name).getLevel())
                .map(level -> level == null ? Level.ALL : level)
                .toList();
    }

    @Test
    void a_host_that_uses_the_renderer_itself_reads_what_it_says() throws IOException {
        letter();

        new PdfRendererBuilder()
                .withHtmlContent("<html><head/><body><p style='wrong: 1'>Hello</p></body></html>", null)
                .toStream(OutputStream.nullOutputStream())
                .run();

        assertThat(said).isNotEmpty();
        int until = said.size();
        letter();
        assertThat(said).hasSize(until);
    }
}
