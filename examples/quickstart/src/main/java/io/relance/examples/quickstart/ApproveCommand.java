package io.relance.examples.quickstart;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
            "Lists the messages that await approval; with --message or --all approves them, or rejects them.",
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

    @Option(names = "--by", paramLabel = "NAME", converter = Converters.Id.class, description = "Who does it.")
    private @Nullable String actor;

    @Option(
            names = "--reject",
            arity = "1",
            paramLabel = "now|forever",
            converter = Converters.Rejections.class,
            description = "Reject instead: not now (their steps come back), or for good.")
    private @Nullable Boolean forGood;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why it is rejected.")
    private @Nullable String why;

    /** Of those that await approval. */
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

    /** A message that awaits approval. */
    private record Proposal(AccountId account, MessageState message) {
        String id() {
            return message.id().value();
        }
    }

    @Override
    public Integer call() {
        boolean ordered = day != null && actor != null;
        if (which != null && !ordered) {
            throw new ParameterException(spec.commandLine(), "an approval needs --as-of and --by");
        }
        if (forGood != null && (which == null || why == null || why.isBlank())) {
            throw new ParameterException(spec.commandLine(), "a rejection needs --why, and --message or --all");
        }
        try (Desk desk = new Desk(options)) {
            List<Proposal> proposals = proposals(desk);
            List<Proposal> chosen = chosen(proposals);
            for (Proposal proposal : chosen) {
                decide(desk, proposal);
            }
            boolean listing = which == null;
            List<Proposal> shown = listing ? proposals : chosen;
            String done = listing ? "awaits approval" : forGood == null ? "approved" : "rejected";
            program.streams().out().print(format() == Format.JSON ? json(shown, done) : text(shown, done));
        }
        return ExitCode.DONE;
    }

    private static List<Proposal> proposals(Desk desk) {
        List<OutboxEntry> entries = new ArrayList<>();
        Pages.each(
                after -> desk.store()
                        .outbox(new OutboxQuery(
                                desk.creditor(), Set.of(), Set.of(OutboxState.AWAITING_APPROVAL), after, Pages.SIZE)),
                entries::add);
        return entries.stream()
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
            return which == null ? List.of() : proposals;
        }
        List<Proposal> chosen = new ArrayList<>();
        for (String wanted : which.messages) {
            List<Proposal> found = proposals.stream()
                    .filter(proposal -> proposal.id().startsWith(wanted))
                    .toList();
            if (found.size() != 1) {
                throw DatabaseOptions.refused(
                        found.isEmpty() ? "UNKNOWN_MESSAGE" : "AMBIGUOUS_MESSAGE",
                        found.size() + " messages that await approval begin with \"" + wanted + "\"",
                        "name one as approve lists it");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private void decide(Desk desk, Proposal proposal) {
        MessageId id = proposal.message().id();
        var commands = desk.engine()
                .account(
                        proposal.account(),
                        java.util.Objects.requireNonNull(actor),
                        java.util.Objects.requireNonNull(day));
        if (forGood == null) {
            commands.approve(id);
        } else if (forGood) {
            commands.rejectForGood(id, String.valueOf(why));
        } else {
            commands.rejectForNow(id, String.valueOf(why));
        }
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
            return "No message awaits approval.\n";
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
