package io.relance.examples.quickstart;

import io.relance.MessageInTrouble;
import io.relance.receivable.AccountId;
import io.relance.storage.CaseSummary;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.TaskQuery;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code relance status}: what is remembered, in numbers. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Tells what is remembered of a creditor's accounts: messages by state, open tasks by team.")
final class StatusCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    StatusCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    /** What is counted. */
    private record Status(
            String policy,
            int accounts,
            int open,
            Map<OutboxState, Integer> messages,
            SortedMap<String, Integer> tasks,
            List<MessageInTrouble> troubled) {}

    @Override
    public Integer call() {
        try (Desk desk = new Desk(options)) {
            DunningStore store = desk.store();
            Map<OutboxState, Integer> messages = new EnumMap<>(OutboxState.class);
            Pages.each(
                    after -> store.outbox(new OutboxQuery(desk.creditor(), Set.of(), Set.of(), after, Pages.SIZE)),
                    entry -> messages.merge(entry.state(), 1, Math::addExact));
            SortedMap<String, Integer> tasks = new TreeMap<>();
            Pages.each(
                    after -> store.tasks(new TaskQuery(
                            desk.creditor(), Optional.empty(), Optional.empty(), true, after, Pages.SIZE)),
                    task -> tasks.merge(task.team(), 1, Math::addExact));
            int[] accounts = count(desk);
            List<MessageInTrouble> troubled = new ArrayList<>();
            desk.engine().inTrouble(desk.creditor(), troubled::add);
            Status status =
                    new Status(options.policy(store).version(), accounts[0], accounts[1], messages, tasks, troubled);
            program.streams().out().print(format() == Format.JSON ? json(desk, status) : text(desk, status));
        }
        return ExitCode.DONE;
    }

    /** All accounts, and those with something open. */
    private static int[] count(Desk desk) {
        int[] counts = {0, 0};
        Optional<AccountId> after = Optional.empty();
        List<CaseSummary> page;
        do {
            page = desk.store().cases(desk.creditor(), after, Pages.SIZE);
            for (CaseSummary found : page) {
                counts[0]++;
                counts[1] += found.open() ? 1 : 0;
                after = Optional.of(found.account());
            }
        } while (page.size() == Pages.SIZE);
        return counts;
    }

    private static String json(Desk desk, Status status) {
        ObjectNode root = Json.object();
        root.put("schema", 1);
        root.put("creditor", desk.creditor().value());
        root.put("policy", status.policy());
        root.put("accounts", status.accounts());
        root.put("openAccounts", status.open());
        ObjectNode messages = root.putObject("messages");
        for (OutboxState state : OutboxState.values()) {
            messages.put(state.name(), status.messages().getOrDefault(state, 0));
        }
        ObjectNode tasks = root.putObject("openTasks");
        status.tasks().forEach(tasks::put);
        ArrayNode troubled = root.putArray("inTrouble");
        for (MessageInTrouble message : status.troubled()) {
            troubled.addObject()
                    .put("message", message.message().value())
                    .put("customer", message.account().customer().value())
                    .put("trouble", message.trouble().name())
                    .put("channel", message.channel().value())
                    .put("since", message.since().toString())
                    .put("why", message.why());
        }
        return Json.text(root);
    }

    private static String text(Desk desk, Status status) {
        StringBuilder text = new StringBuilder();
        text.append("Creditor ")
                .append(desk.creditor())
                .append(": ")
                .append(status.accounts())
                .append(" accounts remembered, ")
                .append(status.open())
                .append(" with something open; policy ")
                .append(status.policy())
                .append("\n");
        TextTable messages = new TextTable("Messages", "");
        status.messages().forEach((state, count) -> messages.row(List.of(state.name(), Integer.toString(count))));
        text.append('\n').append(messages.text());
        if (!status.tasks().isEmpty()) {
            TextTable tasks = new TextTable("Open tasks", "");
            status.tasks().forEach((team, count) -> tasks.row(List.of(team, Integer.toString(count))));
            text.append('\n').append(tasks.text());
        }
        if (!status.troubled().isEmpty()) {
            text.append("\nTo be looked at (settled with approve --message ID --sent, --not-sent or --release)\n");
            status.troubled().forEach(message -> text.append(line(message)));
        }
        return text.toString();
    }

    private static String line(MessageInTrouble message) {
        return message.message().shortForm() + "  " + message.trouble() + " since " + message.since() + "  customer "
                + message.account().customer() + "  " + message.why().replaceAll("\\s+", " ") + "\n";
    }
}
