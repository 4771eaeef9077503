package io.relance.examples.quickstart;

import io.relance.TimelineEntry;
import io.relance.json.EventCodec;
import io.relance.receivable.AccountId;
import io.relance.receivable.CustomerId;
import io.relance.storage.DunningStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code relance timeline}: everything that happened to a customer. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Tells everything that happened to a customer, oldest first.")
final class TimelineCommand implements Callable<Integer>, Answering {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Program program;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--customer",
            required = true,
            paramLabel = "ID",
            converter = Converters.Id.class,
            description = "Whose.")
    private String customer = "";

    TimelineCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        List<TimelineEntry> entries;
        try (Desk desk = new Desk(options)) {
            AccountId account = new AccountId(desk.creditor(), new CustomerId(customer));
            requireKnown(account, desk.store());
            entries = desk.engine().timeline(account);
        }
        program.streams().out().print(format() == Format.JSON ? json(entries) : text(entries));
        return ExitCode.DONE;
    }

    private static void requireKnown(AccountId account, DunningStore store) {
        if (store.find(List.of(account)).isEmpty()) {
            throw DatabaseOptions.refused(
                    "UNKNOWN_CUSTOMER",
                    "nothing is remembered of customer \"" + account.customer() + "\"",
                    "name a customer as the books do");
        }
    }

    private String json(List<TimelineEntry> entries) {
        ObjectNode root = Json.object();
        root.put("schema", 1);
        root.put("customer", customer);
        ArrayNode events = root.putArray("events");
        for (TimelineEntry entry : entries) {
            ObjectNode event = events.addObject();
            event.put("at", entry.at().toString());
            body(entry).properties().forEach(field -> event.set(field.getKey(), field.getValue()));
        }
        return Json.text(root);
    }

    private static ObjectNode body(TimelineEntry entry) {
        ObjectNode body = (ObjectNode) MAPPER.readTree(EventCodec.encode(entry.event()));
        body.remove("event");
        return body;
    }

    private static String text(List<TimelineEntry> entries) {
        return entries.stream().map(entry -> TimelineText.line(body(entry))).collect(Collectors.joining());
    }
}
