package io.relance.examples.quickstart;

import io.relance.Relance;
import io.relance.account.MessageState;
import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.delivery.ChannelId;
import io.relance.json.DocumentException;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code relance preview}: a customer's messages as they would go, byte for byte. Writes and sends nothing. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Shows a customer's messages as they would go on the as-of day: those that wait in what run remembers (--out, --db), else",
            "those that a first run on that day would send or propose. Writes and sends nothing."
        })
final class PreviewCommand implements Callable<Integer> {
    /** In what form a message is shown. */
    enum Form {
        /** Recipient, subject and text, for people. */
        TEXT,
        /** The HTML document alone. */
        HTML,
        /** The mail, byte for byte. */
        EML,
        /** The letter, byte for byte. */
        PDF;

        private boolean isOf(Attachment document) {
            return document.mediaType().equals(this == EML ? "message/rfc822" : "application/pdf");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--message",
            paramLabel = "ID",
            converter = Converters.Id.class,
            description = "This message alone, by its id or how that begins.")
    private @Nullable String message;

    @Option(
            names = "--format",
            paramLabel = "text|html|eml|pdf",
            defaultValue = "text",
            converter = Converters.Forms.class,
            description = "What is shown: text, or of one message its HTML, its mail or its letter (${DEFAULT-VALUE}).")
    private Form form = Form.TEXT;

    @Option(
            names = "--statement-from",
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description =
                    "In their place the statement of account from this day to the as-of day, as the books have it.")
    private @Nullable LocalDate statementFrom;

    @Mixin
    private SenderOption sender = new SenderOption();

    @Mixin
    private PayByOption payBy = new PayByOption();

    @Mixin
    private TemplatesOption templates = new TemplatesOption();

    @ArgGroup(multiplicity = "0..1")
    private DatabaseOptions.@Nullable Where memory;

    PreviewCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        JollydayCalendars calendars = JollydayCalendars.create();
        if (statementFrom != null && memory != null) {
            throw new ParameterException(
                    spec.commandLine(), "--statement-from shows what the books have: leave out --out and --db");
        }
        Policy policy = withStatements(Policies.of(options, calendars, spec.commandLine()));
        TemplateCatalogue words = templates.catalogue(policy);
        Policies.requireFit(policy, options.policy, words);
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        AccountId account = subject.account(books, new CreditorId(options.creditor.id));
        List<PreviewedMessage> messages = chosen(messages(books, account, policy, words));
        for (PreviewedMessage one : messages) {
            one.cautions()
                    .forEach(caution -> program.streams()
                            .err()
                            .println("message " + one.id().shortForm() + ": " + caution));
        }
        if (form == Form.TEXT) {
            messages.forEach(this::text);
        } else {
            show(one(messages));
        }
        return ExitCode.DONE;
    }

    /** Statements are shown whether or not the policy sends any. */
    private Policy withStatements(Policy policy) {
        return statementFrom == null || policy.correspondence().statement().isPresent()
                ? policy
                : policy.toBuilder()
                        .correspondence(policy.correspondence().toBuilder()
                                .statement(ChannelId.EMAIL, "statement")
                                .build())
                        .build();
    }

    /** What is to be shown is still to leave, but for what a run hands over at once. */
    private void prepare(Relance engine, AccountId account) {
        if (statementFrom != null) {
            try {
                engine.account(account, "preview", options.asOf).sendStatement(statementFrom, options.asOf);
            } catch (IllegalArgumentException e) {
                throw DatabaseOptions.refused(
                        "NO_STATEMENT",
                        String.valueOf(e.getMessage()),
                        "ask for another time, or give the books a contact");
            }
        } else if (memory == null) {
            engine.run(account.creditor(), options.asOf);
        }
    }

    private List<PreviewedMessage> messages(
            ImportedBooks books, AccountId account, Policy policy, TemplateCatalogue words) {
        try (Database database = memory == null ? Database.none() : memory.open()) {
            InstantSource clock = new SimulatedClock(policy.timeZone(), options.asOf);
            MessageSender creditor = sender.of(options);
            // nothing is written into it: it is asked what it would write
            PreviewChannel mails = new PreviewChannel(
                    MailFileChannel.into(Path.of("."), clock), payBy.mails(creditor), clock, new ArrayList<>());
            Relance.Builder builder = Relance.builder()
                    .books(new BooksSource(books, List.of(account), "looked at"))
                    .store(database.store())
                    .channel(mails)
                    .policy(policy)
                    .sender(creditor)
                    .templates(words)
                    .clock(clock);
            List<PreviewedMessage> messages = mails.messages();
            builder.channel(letters(creditor, clock, messages));
            builder.channel(new PreviewChannel(NoMails.texts(clock), UnaryOperator.identity(), clock, messages));
            try (Relance engine = builder.build()) {
                prepare(engine, account);
                for (MessageState state : engine.memory(account).messages()) {
                    if (state.isOutstanding()) {
                        messages.add(outstanding(engine, account, state));
                    }
                }
                return messages;
            }
        }
    }

    private Channel letters(MessageSender creditor, InstantSource clock, List<PreviewedMessage> into) {
        if (!LettersOption.isEnough(creditor)) {
            // a step by letter is told so when it is shown
            return new NoLetters();
        }
        return new PreviewChannel(
                LettersOption.shown(creditor, options.creditorCountry, clock), UnaryOperator.identity(), clock, into);
    }

    private PreviewedMessage outstanding(Relance engine, AccountId account, MessageState state) {
        String keeps = state.status() == MessageState.Status.AWAITING_APPROVAL ? "awaiting approval" : "ready";
        try {
            return PreviewedMessage.of(
                    state.id(),
                    keeps,
                    engine.account(account, "preview", options.asOf).preview(state.id()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw DatabaseOptions.refused(
                    "NOT_WRITABLE",
                    "message " + state.id().shortForm() + " can't be shown: " + e.getMessage(),
                    "add what is missing, or ask as of another day");
        }
    }

    /** @throws DocumentException when there is none, or none of the id that was asked for */
    private List<PreviewedMessage> chosen(List<PreviewedMessage> all) {
        if (all.isEmpty()) {
            throw DatabaseOptions.refused(
                    "NO_MESSAGE",
                    "no message would go to this customer on " + options.asOf
                            + (memory == null ? "" : ", and none waits"),
                    "explain says why");
        }
        if (message == null) {
            return all;
        }
        String wanted = message;
        List<PreviewedMessage> found = all.stream()
                .filter(one -> one.id().toString().startsWith(wanted))
                .toList();
        if (found.isEmpty()) {
            throw DatabaseOptions.refused(
                    "UNKNOWN_MESSAGE", "there is no message \"" + wanted + "\" to show", "there are " + ids(all));
        }
        return found;
    }

    private PreviewedMessage one(List<PreviewedMessage> messages) {
        if (messages.size() > 1) {
            throw DatabaseOptions.refused(
                    "SEVERAL_MESSAGES",
                    "there are " + messages.size() + " messages, and --format " + form + " shows one",
                    "name one of them with --message: " + ids(messages));
        }
        return messages.get(0);
    }

    private static String ids(List<PreviewedMessage> messages) {
        return messages.stream().map(one -> one.id().shortForm()).collect(Collectors.joining(", "));
    }

    private void show(PreviewedMessage one) {
        byte[] bytes = form == Form.HTML
                ? one.html().map(html -> html.getBytes(StandardCharsets.UTF_8)).orElse(null)
                : one.document().filter(form::isOf).map(Attachment::bytes).orElse(null);
        if (bytes == null) {
            throw DatabaseOptions.refused(
                    "NO_SUCH_FORM",
                    "message " + one.id().shortForm() + " goes over \"" + one.channel() + "\" and has no " + form,
                    "ask for another --format");
        }
        program.streams().out().write(bytes, 0, bytes.length);
        program.streams().out().flush();
    }

    private void text(PreviewedMessage one) {
        StringBuilder text = new StringBuilder("message ")
                .append(one.id().shortForm())
                .append(", ")
                .append(one.state())
                .append('\n')
                .append(one.channel())
                .append(": ")
                .append(one.address().replaceAll("\\R", ", "))
                .append('\n');
        if (!one.subject().isEmpty()) {
            text.append("subject: ").append(one.subject()).append('\n');
        }
        one.attachments()
                .forEach(attachment -> text.append("with ").append(attachment).append('\n'));
        text.append('\n').append(one.text().stripTrailing()).append("\n\n");
        program.streams().out().print(text);
    }
}
