package io.relance.examples.quickstart;

import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.template.MessageSender;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code relance run}: decides, writes the mails, the decisions and the report. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Decides whom to remind; writes DIR/outbox/*.eml, DIR/decisions.csv and DIR/report.json.")
final class RunCommand implements Callable<Integer>, Answering {
    static final String FORGETS =
            "nothing is remembered between invocations: every run begins with accounts that were" + " never written to";

    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where files are written.")
    private Path out = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description = "Decide day by day from this day on (the as-of day alone).")
    private @Nullable LocalDate from;

    RunCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        LocalDate first = firstDay(from, options, spec);
        JollydayCalendars calendars = JollydayCalendars.create();
        Policy policy = Policies.of(options, calendars, spec.commandLine());
        Policies.requireFit(policy, options.policy);
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        program.streams().err().println(FORGETS);
        OutputDirectory directory = program.output(out);
        if (options.onBadRow == OnBadRow.SKIP) {
            directory.write(BadRows.FILE, BadRows.csv(books));
        }
        MailHandOver mails = new MailHandOver(policy, sender(options.creditor), options.language, directory);
        List<AccountDay> accounts = new DailyRun(books, policy, mails, Office.CLOSED).run(first);
        Report report = RunOutput.report(books, policy, options.creditor, accounts);
        String json = ReportJson.text(report);
        directory.write(DecisionsCsv.FILE, DecisionsCsv.text(accounts));
        directory.write(ReportCommand.FILE, json);
        program.streams().out().print(format() == Format.JSON ? json : Summary.of(report));
        return exitCode(accounts, program.streams());
    }

    /** The first day to decide on: the as-of day unless one is given. */
    static LocalDate firstDay(@Nullable LocalDate from, BooksOptions options, CommandSpec spec) {
        if (from == null) {
            return options.asOf;
        }
        if (from.isAfter(options.asOf)) {
            throw new ParameterException(spec.commandLine(), "--from " + from + " is after --as-of " + options.asOf);
        }
        return from;
    }

    /** Says how many messages the channel did not take. */
    static int exitCode(List<AccountDay> accounts, Streams streams) {
        int unsent = accounts.stream().mapToInt(AccountDay::unsent).sum();
        if (unsent == 0) {
            return ExitCode.DONE;
        }
        streams.err().println(unsent + " message(s) could not be handed over");
        return ExitCode.MESSAGES_LEFT;
    }

    private static MessageSender sender(String creditor) {
        return MessageSender.builder(new CreditorId(creditor), creditor)
                .email("receivables@creditor.invalid")
                .build();
    }
}
