package io.relance.examples.quickstart;

import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.adapter.paymentstripe.StripePayments;
import io.relance.adapter.paymentstripe.StripeSettings;
import io.relance.channel.OutboundMessage;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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
            "nothing is remembered between invocations: every run begins with accounts that were never written to";

    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private OutOption out = new OutOption();

    @Mixin
    private FromOption from = new FromOption();

    @Option(
            names = "--db",
            paramLabel = "URL",
            converter = Converters.DatabaseUrl.class,
            description = {
                "What remembers between invocations: jdbc:h2:..., jdbc:postgresql:..., or none",
                "(an H2 file in DIR)."
            })
    private @Nullable String db;

    @Option(
            names = "--smtp",
            paramLabel = "URL",
            converter = Converters.MailServerUrl.class,
            description = {
                "The server over which mails are sent: smtp://user:password@host:587?from=ADDRESS, or smtps://...",
                "(mails are written as files and not sent)."
            })
    private @Nullable MailServer smtp;

    @Mixin
    private SmsOption sms = new SmsOption();

    @Mixin
    private PayByOption payBy = new PayByOption();

    @Option(
            names = "--paid-page",
            paramLabel = "URL",
            converter = Converters.Page.class,
            description = "With --pay-by stripe: the page that payers see after they have paid, https://...")
    private @Nullable URI paidPage;

    @Mixin
    private SenderOption sender = new SenderOption();

    @Mixin
    private LettersOption letters = new LettersOption();

    @Mixin
    private TemplatesOption templates = new TemplatesOption();

    RunCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        LocalDate first = from.orElse(options.asOf, spec);
        requireMemory();
        MessageSender creditor = creditor();
        UnaryOperator<OutboundMessage> finish = payBy.mails(creditor);
        // what is missing in the environment is told before anything is read or made
        sms.settings(program.environment(), InstantSource.system(), spec);
        Optional<StripeSettings.Builder> stripe = payBy.is(PayBy.STRIPE)
                ? Optional.of(new Stripe(program.environment(), spec).pages(paidPage))
                : Optional.empty();
        JollydayCalendars calendars = JollydayCalendars.create();
        Policy policy = Policies.of(options, calendars, spec.commandLine());
        TemplateCatalogue words = templates.catalogue(policy);
        Policies.requireFit(policy, options.policy, words, letters.given(), sms.given());
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        OutputDirectory directory = program.output(out.directory);
        // before there is a database in it: who can't write there is told so
        directory.folder(MailFiles.FOLDER);
        String stamp = BooksStamp.of(options);
        RunResult result;
        try (Database database = Database.open(db == null ? Database.in(directory.path()) : db);
                DayProgress progress = new DayProgress(program.streams(), first, options.asOf);
                DailyRun run = new DailyRun(
                        books,
                        books.accounts(),
                        first,
                        policy,
                        options.policy,
                        creditor,
                        words,
                        database,
                        stamp,
                        clock -> outlets(directory, clock, creditor, finish, stripe))) {
            if (!database.remembers()) {
                program.streams().err().println(FORGETS);
            }
            tellSender(creditor);
            if (options.onBadRow == OnBadRow.SKIP) {
                directory.write(BadRows.FILE, BadRows.csv(books));
            }
            result = run.run(Office.CLOSED, progress);
            tellAhead(result.counts(), program.streams());
            tellDone(result, first, database);
        }
        Report report = RunOutput.report(books, policy, options.creditor.id, result.accounts());
        directory.write(DecisionsCsv.FILE, DecisionsCsv.text(result.accounts()));
        ReportCommand.write(report, directory);
        ReportCommand.print(report, format(), program.streams());
        return exitCode(result, program.streams());
    }

    /** What leaves is never to leave twice, and payments come days after their pages. */
    private void requireMemory() {
        boolean forgets = db != null && !Database.isLasting(db);
        if (forgets && payBy.is(PayBy.STRIPE)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--pay-by stripe needs a --db that remembers: else nobody would know what is paid by its pages");
        }
        if (forgets && (smtp != null || sms.given())) {
            throw new ParameterException(
                    spec.commandLine(),
                    (smtp == null ? "--sms" : "--smtp")
                            + " needs a --db that remembers: else each run would send the same "
                            + (smtp == null ? "text messages" : "mails")
                            + " again");
        }
    }

    private Outlets outlets(
            OutputDirectory directory,
            InstantSource clock,
            MessageSender creditor,
            UnaryOperator<OutboundMessage> finish,
            Optional<StripeSettings.Builder> stripe) {
        List<RunChannel> channels = new ArrayList<>();
        channels.add(
                smtp == null
                        ? new MailFiles(directory, clock, finish)
                        : new MailsOverSmtp(directory, smtp.settings(clock), finish));
        letters.channel(creditor, options.creditorCountry, clock)
                .map(channel -> new FolderOfLetters(channel, letters.folder()))
                .ifPresent(channels::add);
        sms.settings(program.environment(), clock, spec).map(TextMessages::new).ifPresent(channels::add);
        return new Outlets(
                channels,
                stripe.map(settings ->
                                StripePayments.create(settings.clock(clock).build()))
                        .map(WatchedPayments::new));
    }

    /** The creditor, with the address that the mail server's options name. */
    private MessageSender creditor() {
        MessageSender known = sender.of(options);
        return Optional.ofNullable(smtp)
                .flatMap(MailServer::sender)
                .map(address -> known.toBuilder().email(address).build())
                .orElse(known);
    }

    private void tellSender(MessageSender sender) {
        boolean known = !sender.email().equals(sender(options).email());
        program.streams()
                .err()
                .println("mails are sent as \"" + sender.name() + " <"
                        + sender.email().orElse("") + ">\""
                        + (smtp == null ? "" : " over " + smtp)
                        + (known ? "" : ": no more is known of the creditor than the id"));
        if (sms.given()) {
            program.streams().err().println("text messages go over " + sms);
        }
    }

    /** Says that the past is not decided again. */
    private static void tellAhead(RunCounts counts, Streams streams) {
        if (counts.ahead() > 0) {
            streams.err()
                    .println(counts.ahead()
                            + (counts.ahead() == 1 ? " account was" : " accounts were")
                            + " decided for a later day and "
                            + (counts.ahead() == 1 ? "is left as it is" : "are left as they are"));
        }
    }

    /** Says what the run has done, which is perhaps nothing. */
    private void tellDone(RunResult result, LocalDate first, Database database) {
        RunCounts counts = result.counts();
        if (counts.isNothing() && counts.ahead() == 0 && !result.accounts().isEmpty()) {
            program.streams()
                    .err()
                    .println("nothing new was decided: " + database + " remembers the decisions of " + options.asOf);
        }
        if (counts.held() > 0) {
            program.streams()
                    .err()
                    .println(counts.held() + (counts.held() == 1 ? " message waits" : " messages wait")
                            + " for an hour at which people may be reached there");
        }
        String days = first.equals(options.asOf) ? first.toString() : first + " to " + options.asOf;
        program.streams().err().println(days + ": " + counts);
    }

    /** Says which messages a person must look at, whichever run has left them, and what is to be tried again. */
    static int exitCode(RunResult result, Streams streams) {
        if (!result.troubled().isEmpty()) {
            UnsentMessage.tell(result.troubled(), streams);
        }
        if (!result.unanswered().isEmpty()) {
            result.unanswered().forEach(sentence -> streams.err().println("relance: " + sentence));
            return ExitCode.FAILED;
        }
        return result.troubled().isEmpty() ? ExitCode.DONE : ExitCode.MESSAGES_LEFT;
    }

    /** The creditor that a command line names, which knows no more of it than its id. */
    static MessageSender sender(BooksOptions options) {
        return MessageSender.builder(new CreditorId(options.creditor.id), options.creditor.id)
                .email("receivables@creditor.invalid")
                .language(options.language)
                .build();
    }
}
