package io.relance.examples.quickstart;

import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.CsvBooks;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/**
 * The main job on the shipped sample: twelve weeks of an invented creditor, decided day by day, with people who record a
 * hold and a promise. The books are put beside what comes of them, so that they can be read and changed.
 */
final class SampleJob {
    static final String DIRECTORY = "relance-sample";
    static final LocalDate FROM = LocalDate.of(2026, 1, 5);
    static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

    private static final String INVOICES = "invoices.csv";
    private static final String PAYMENTS = "payments.csv";

    private final Program program;

    SampleJob(Program program) {
        this.program = program;
    }

    /** Does the job; answers with the exit code. */
    int run() {
        OutputDirectory directory = program.output(program.home().resolve(DIRECTORY));
        directory.write(INVOICES, resource(INVOICES));
        directory.write(PAYMENTS, resource(PAYMENTS));
        BooksOptions options = new BooksOptions();
        options.asOf = AS_OF;
        options.creditor.id = "atelier-lumen";
        Policy policy = Policies.standard(options, JollydayCalendars.create());
        ImportedBooks books = CsvBooks.builder(AS_OF)
                .books(directory.path().resolve(INVOICES))
                .payments(directory.path().resolve(PAYMENTS))
                .creditor(new CreditorId(options.creditor.id))
                .zone(options.timeZone)
                .build()
                .read();
        MessageSender sender = sender(options);
        RunResult result;
        try (DailyRun run = new DailyRun(
                books,
                books.accounts(),
                FROM,
                policy,
                null,
                sender,
                TemplateCatalogue.builtIn(),
                Database.none(),
                "sample",
                clock -> Outlets.of(new MailFiles(directory, clock, UnaryOperator.identity())))) {
            result = run.run(new SampleOffice(sender.id(), options.timeZone), day -> {});
        }
        Report report = RunOutput.report(books, policy, options.creditor.id, result.accounts());
        directory.write(DecisionsCsv.FILE, DecisionsCsv.text(result.accounts()));
        ReportCommand.write(report, directory);
        PrintStream out = program.streams().out();
        out.print(Summary.of(report));
        out.println();
        out.println("Run day by day from " + FROM + " to " + AS_OF + "; the books and all results are in "
                + directory.path() + ":");
        out.println("  outbox/*.eml   the mails of all days");
        out.println("  decisions.csv  what was decided about every open invoice on " + AS_OF + ", and why");
        out.println("  report.json    the figures above, and every customer");
        return RunCommand.exitCode(result, program.streams());
    }

    private static MessageSender sender(BooksOptions options) {
        return MessageSender.builder(new CreditorId(options.creditor.id), "Atelier Lumen")
                .addressLine("14 rue des Tanneurs")
                .addressLine("24200 Sarlat-la-Canéda")
                .email("clients@atelier-lumen.example")
                .phone("+33 5 53 00 00 00")
                .iban("FR7630006000011234567890189")
                .language(options.language)
                .build();
    }

    private static String resource(String name) {
        try (InputStream in = SampleJob.class.getResourceAsStream("sample/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("sample/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
