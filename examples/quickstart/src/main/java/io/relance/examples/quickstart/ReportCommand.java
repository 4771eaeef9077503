package io.relance.examples.quickstart;

import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.policy.Policy;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code relance report}: the aging balance, the indicators and the customers as of a day. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Writes DIR/report.json: aging balance, indicators, customers. Decides nothing.")
final class ReportCommand implements Callable<Integer>, Answering {
    static final String FILE = "report.json";

    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private OutOption out = new OutOption();

    ReportCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        JollydayCalendars calendars = JollydayCalendars.create();
        Policy policy = Policies.of(options, calendars, spec.commandLine());
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        Report report = Report.of(books, policy, options.creditor.id);
        OutputDirectory directory = program.output(out.directory);
        if (options.onBadRow == OnBadRow.SKIP) {
            directory.write(BadRows.FILE, BadRows.csv(books));
        }
        write(report, directory);
        print(report, format(), program.streams());
        return ExitCode.DONE;
    }

    static void write(Report report, OutputDirectory directory) {
        directory.write(FILE, out -> ReportJson.write(report, out));
    }

    static void print(Report report, Format format, Streams streams) {
        if (format == Format.TEXT) {
            streams.out().print(Summary.of(report));
            return;
        }
        Writer out = new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8);
        try {
            ReportJson.write(report, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
