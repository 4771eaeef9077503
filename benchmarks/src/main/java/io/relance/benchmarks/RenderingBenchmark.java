package io.relance.benchmarks;

import io.relance.template.MessageModel;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Messages about three overdue invoices put into words, one thread: subject, text and HTML, with dates and amounts as the language
 * has them. An operation is one message.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class RenderingBenchmark {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();

    /** A template and a language; the formal notice is there in French alone. */
    @Param({"reminder.fr", "reminder.en", "formal-notice.fr"})
    String template = "reminder.fr";

    private String id = "";
    private MessageModel message = WrittenMessages.reminder("fr");

    /** Makes the message, and makes sure that all of it is written. */
    @Setup
    public void prepare() {
        int dot = template.indexOf('.');
        id = template.substring(0, dot);
        message = CATALOGUE.needsFormalNotice(id)
                ? WrittenMessages.formalNotice()
                : WrittenMessages.reminder(template.substring(dot + 1));
        RenderedMessage written = render();
        if (!written.language().equals(template.substring(dot + 1))
                || !written.text().contains("FA-2026-0102")
                || !written.html().orElseThrow().contains("FA-2026-0102")) {
            throw new IllegalStateException("not written as asked for: " + written.text());
        }
    }

    /** Writes a message. */
    @Benchmark
    public RenderedMessage render() {
        return CATALOGUE.render(id, message);
    }
}
