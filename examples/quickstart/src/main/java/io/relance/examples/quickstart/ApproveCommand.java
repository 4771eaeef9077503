package io.relance.examples.quickstart;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.delivery.MessageId;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.receivable.AccountId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code relance approve}: what a person must approve, and their word on it. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Lists the messages that await approval; with --message or --all approves them, or says another word on them.",
            "What is approved leaves with the next run."
        })
final class ApproveCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @ArgGroup(multiplicity = "0..1")
    private @Nullable Which which;

    @Option(
            names = "--as-of",
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description = "The day on which it is done.")
    private @Nullable LocalDate day;

    @Option(names = "--by", paramLabel = "NAME", converter = Converters.Person.class, description = "Who does it.")
    private @Nullable String actor;

    @ArgGroup(multiplicity = "0..1")
    private WordOnMessage word = new WordOnMessage();

    @Mixin
    private SentBooks books = new SentBooks();

    @Option(names = "--why", paramLabel = "TEXT", description = "Why it is rejected.")
    private @Nullable String why;

    /** Of those that the word can be said of. */
    static final class Which {
        @Option(
                names = "--message",
                required = true,
                paramLabel = "ID",
                converter = Converters.Id.class,
                description = "This one, by its id or how that begins. May be given several times.")
        List<String> messages = new ArrayList<>();

        @Option(names = "--all", required = true, description = "All of them.")
        boolean all;
    }

    ApproveCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    /** A message on which a person has a word. */
    private record Proposal(AccountId account, MessageState message) {
        String id() {
            return message.id().value();
        }
    }

    @Override
    public Integer call() {
        requireWhole();
        boolean listing = which == null;
        try (Desk desk = desk()) {
            List<Proposal> found = found(desk);
            if (listing) {
                print(found, "awaits approval");
                return ExitCode.DONE;
            }
            List<Proposal> decided = new ArrayList<>();
            List<DocumentProblem> problems = new ArrayList<>();
            List<Proposal> chosen = chosen(found);
            LocalDate said = Objects.requireNonNull(day);
            chosen.forEach(proposal -> DatabaseOptions.requireSince(
                    "message " + proposal.message().id().shortForm() + " was planned",
                    proposal.message().plannedOn(),
                    said));
            for (Proposal proposal : chosen) {
                try {
                    word.say(
                            desk.engine().account(proposal.account(), Objects.requireNonNull(actor), said),
                            proposal.message().id(),
                            why);
                    decided.add(proposal);
                } catch (IllegalStateException | IllegalArgumentException e) {
                    problems.add(
                            DocumentProblem.error(
                                    "NOT_POSSIBLE",
                                    "command line",
                                    0,
                                    String.valueOf(e.getMessage()),
                                    word.isSent()
                                            ? "say with --books and --payments what the books were on that day"
                                            : "leave it out; --sent says that it was sent by other means, --reject rejects it"));
                }
            }
            if (!problems.isEmpty() && decided.isEmpty()) {
                throw new DocumentException(problems);
            }
            if (!problems.isEmpty()) {
                // what was possible is done, and said; the rest is as it was, and may be tried again
                program.streams().err().print(text(decided, word.done()));
                new ProblemPrinter(program.streams()).print(problems, format());
                return ExitCode.FAILED;
            }
            print(decided, word.done());
        }
        return ExitCode.DONE;
    }

    private Desk desk() {
        LocalDate said = day;
        return said == null || !books.areGiven()
                ? new Desk(options)
                : new Desk(
                        options,
                        policy -> books.read(
                                options.creditor(), said, policy.timeZone(), program.streams(), spec.commandLine()));
    }

    private void requireWhole() {
        boolean all = which != null && which.all;
        if (which != null && (day == null || actor == null)) {
            throw new ParameterException(spec.commandLine(), "an approval, or another word, needs --as-of and --by");
        }
        if (which == null && !word.done().equals("approved")) {
            throw new ParameterException(spec.commandLine(), "name the message with --message, or --all");
        }
        if (word.isRejection() && (why == null || why.isBlank())) {
            throw new ParameterException(spec.commandLine(), "a rejection needs --why, and --message or --all");
        }
        if (!word.isRejection() && why != null) {
            throw new ParameterException(spec.commandLine(), "--why belongs to --reject now or --reject forever");
        }
        if (books.areGiven() && (which == null || !word.isSent())) {
            throw new ParameterException(
                    spec.commandLine(), "--books and --payments go with --sent, for what a notice has claimed");
        }
        if (all && word.isOnOne()) {
            throw new ParameterException(
                    spec.commandLine(), "--sent and --not-sent are said of each message: name it with --message");
        }
    }

    private void print(List<Proposal> proposals, String done) {
        program.streams().out().print(format() == Format.JSON ? json(proposals, done) : text(proposals, done));
    }

    /** The messages on which the word can be said. */
    private List<Proposal> found(Desk desk) {
        Set<MessageId> troubled = new HashSet<>();
        if (word.isRelease()) {
            desk.engine().inTrouble(desk.creditor(), message -> troubled.add(message.message()));
        }
        List<OutboxEntry> entries = new ArrayList<>();
        Pages.each(
                after -> desk.store()
                        .outbox(new OutboxQuery(desk.creditor(), Set.of(), word.states(), after, Pages.SIZE)),
                entries::add);
        return entries.stream()
                .filter(entry -> !word.isRelease() || troubled.contains(entry.message()))
                .map(entry -> new Proposal(
                        entry.account(),
                        desk.engine()
                                .memory(entry.account())
                                .message(entry.message())
                                .orElseThrow()))
                .toList();
    }

    private List<Proposal> chosen(List<Proposal> proposals) {
        if (which == null || which.all) {
            return proposals;
        }
        // named twice it is said once
        Set<Proposal> chosen = new LinkedHashSet<>();
        for (String wanted : which.messages) {
            List<Proposal> found = proposals.stream()
                    .filter(proposal -> proposal.id().startsWith(wanted))
                    .toList();
            if (found.size() != 1) {
                throw DatabaseOptions.refused(
                        found.isEmpty() ? "UNKNOWN_MESSAGE" : "AMBIGUOUS_MESSAGE",
                        found.size() + " messages that " + word.about() + " begin with \"" + wanted + "\"",
                        "name one as approve or status lists it");
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    private static String json(List<Proposal> proposals, String done) {
        ObjectNode root = Json.object();
        root.put("schema", 1);
        ArrayNode list = root.putArray("messages");
        for (Proposal proposal : proposals) {
            ObjectNode node = list.addObject();
            node.put("message", proposal.id());
            node.put("customer", proposal.account().customer().value());
            node.put("state", done);
            node.put("plannedOn", proposal.message().plannedOn().toString());
            node.put("contact", proposal.message().contact());
            node.put("step", proposal.message().step().map(step -> step.step()).orElse(null));
            ArrayNode lines = node.putArray("lines");
            for (MessageLine line : proposal.message().lines()) {
                ObjectNode shown = lines.addObject();
                shown.put("invoice", line.receivable().value());
                shown.put("currency", line.amount().getCurrencyUnit().getCode());
                shown.put("amount", Json.amount(line.amount()));
            }
        }
        return Json.text(root);
    }

    private static String text(List<Proposal> proposals, String done) {
        if (proposals.isEmpty()) {
            return done.equals("awaits approval") ? "No message awaits approval.\n" : "No such message.\n";
        }
        StringBuilder text = new StringBuilder();
        for (Proposal proposal : proposals) {
            MessageState message = proposal.message();
            text.append(message.id().shortForm())
                    .append("  ")
                    .append(done)
                    .append("  customer ")
                    .append(proposal.account().customer())
                    .append("  ")
                    .append(message.step()
                            .map(step -> step.step())
                            .orElse(message.kind().name()))
                    .append(", planned on ")
                    .append(message.plannedOn())
                    .append(": ")
                    .append(message.lines().stream()
                            .map(line -> line.receivable() + " " + line.amount())
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.toString();
    }
}
