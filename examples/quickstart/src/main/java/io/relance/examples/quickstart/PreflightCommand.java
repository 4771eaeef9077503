package io.relance.examples.quickstart;

import io.relance.BrokenAccount;
import io.relance.PreFlightFinding;
import io.relance.Relance;
import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code relance preflight}: the messages of the days to come that would not leave. Writes and sends nothing. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Names the messages of the days to come that would not leave, and why: nobody can be reached, a formal notice lacks what",
            "it must say, a letter can't be printed. Looks at what run remembers (--out, --db), else as on a first run. Writes nothing."
        })
final class PreflightCommand implements Callable<Integer>, Answering {
    private static final int MOST_DAYS = 90;

    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "15",
            description = "How many days after the as-of day are looked at, 0 to " + MOST_DAYS + " (${DEFAULT-VALUE}).")
    private int days = 15;

    @Mixin
    private SenderOption sender = new SenderOption();

    @Mixin
    private TemplatesOption templates = new TemplatesOption();

    @ArgGroup(multiplicity = "0..1")
    private DatabaseOptions.@Nullable Where memory;

    PreflightCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        if (days < 0 || days > MOST_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days is 0 to " + MOST_DAYS + ", and not " + days);
        }
        JollydayCalendars calendars = JollydayCalendars.create();
        Policy policy = Policies.of(options, calendars, spec.commandLine());
        TemplateCatalogue words = templates.catalogue(policy);
        Policies.requireFit(policy, options.policy, words);
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        List<PreFlightFinding> findings = new ArrayList<>();
        List<BrokenAccount> broken = look(books, policy, words, findings);
        PreflightReport report = new PreflightReport(options.asOf, options.asOf.plusDays(days), findings);
        program.streams().out().print(format() == Format.JSON ? report.json() : report.text());
        if (!broken.isEmpty()) {
            // the others are told all the same
            throw new FailedAccountsException(options.asOf, broken, broken.size());
        }
        return ExitCode.DONE;
    }

    private List<BrokenAccount> look(
            ImportedBooks books, Policy policy, TemplateCatalogue words, List<PreFlightFinding> findings) {
        InstantSource clock = new SimulatedClock(policy.timeZone(), options.asOf);
        MessageSender creditor = sender.of(options);
        try (Database database = memory == null ? Database.none() : memory.open();
                Relance engine = Relance.builder()
                        .books(new BooksSource(books, books.accounts(), "looked at"))
                        .store(database.store())
                        // they are asked what they would write, and get nothing to write
                        .channel(MailFileChannel.into(Path.of("."), clock))
                        .channel(LettersOption.lookedAt(creditor, options.creditorCountry, clock))
                        .channel(NoMails.texts(clock))
                        .policy(policy)
                        .sender(creditor)
                        .templates(words)
                        .clock(clock)
                        .build()) {
            return engine.preFlight(new CreditorId(options.creditor.id), options.asOf, days, findings::add);
        }
    }
}
