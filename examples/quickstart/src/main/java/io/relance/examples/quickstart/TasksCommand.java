package io.relance.examples.quickstart;

import io.relance.AccountTask;
import io.relance.account.TaskState;
import io.relance.receivable.ReceivableId;
import io.relance.storage.TaskQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code relance tasks}: what people have to do. */
@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description =
                "Lists the open tasks, oldest first; with --complete finishes one, and the step that it executes.")
final class TasksCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--team", paramLabel = "NAME", description = "Only those of this team.")
    private @Nullable String team;

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable Completion completion;

    /** That a task is done. */
    static final class Completion {
        @Option(
                names = "--complete",
                required = true,
                paramLabel = "ID",
                converter = Converters.Id.class,
                description = "Complete this one, by its id or how that begins.")
        String task = "";

        @Option(
                names = "--result",
                required = true,
                paramLabel = "TEXT",
                converter = Converters.Id.class,
                description = "What came of it.")
        String result = "";

        @Option(
                names = "--by",
                required = true,
                paramLabel = "NAME",
                converter = Converters.Person.class,
                description = "Who did it.")
        String actor = "";

        @Option(
                names = "--as-of",
                required = true,
                paramLabel = "YYYY-MM-DD",
                converter = Converters.Date.class,
                description = "The day on which it is done.")
        LocalDate day = LocalDate.EPOCH;
    }

    TasksCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        List<AccountTask> tasks = new ArrayList<>();
        try (Desk desk = new Desk(options)) {
            Pages.each(
                    after -> desk.engine()
                            .tasks(new TaskQuery(
                                    desk.creditor(),
                                    Optional.empty(),
                                    Optional.ofNullable(team),
                                    true,
                                    after,
                                    Pages.SIZE)),
                    tasks::add);
            if (completion != null) {
                AccountTask done = chosen(tasks, completion.task);
                DatabaseOptions.requireSince(
                        "task " + done.task().id() + " was raised", done.task().raised(), completion.day);
                desk.engine()
                        .account(done.account(), completion.actor, completion.day)
                        .completeTask(done.task().id(), completion.result);
                tasks.retainAll(List.of(done));
                program.streams().err().println("completed: " + completion.result);
            }
        }
        tasks.sort(Comparator.comparing((AccountTask open) -> open.task().raised())
                .thenComparing(open -> open.account().customer())
                .thenComparing(open -> open.task().id()));
        program.streams().out().print(format() == Format.JSON ? json(tasks) : text(tasks));
        return ExitCode.DONE;
    }

    private static AccountTask chosen(List<AccountTask> tasks, String wanted) {
        List<AccountTask> found = tasks.stream()
                .filter(open -> open.task().id().startsWith(wanted))
                .toList();
        if (found.size() != 1) {
            throw DatabaseOptions.refused(
                    found.isEmpty() ? "UNKNOWN_TASK" : "AMBIGUOUS_TASK",
                    found.size() + " open tasks have an id that begins with \"" + wanted + "\"",
                    "name one as tasks lists it");
        }
        return found.get(0);
    }

    private static String json(List<AccountTask> tasks) {
        ObjectNode root = Json.object();
        root.put("schema", 1);
        ArrayNode list = root.putArray("tasks");
        for (AccountTask open : tasks) {
            TaskState task = open.task();
            ObjectNode node = list.addObject();
            node.put("task", task.id());
            node.put("customer", open.account().customer().value());
            node.put("team", task.team());
            node.put("raised", task.raised().toString());
            node.put("due", task.due().map(Object::toString).orElse(null));
            node.put("assignee", task.assignee().orElse(null));
            node.put("text", task.text());
            ArrayNode invoices = node.putArray("invoices");
            task.receivables().forEach(receivable -> invoices.add(receivable.value()));
        }
        return Json.text(root);
    }

    private static String text(List<AccountTask> tasks) {
        if (tasks.isEmpty()) {
            return "No task is open.\n";
        }
        StringBuilder text = new StringBuilder();
        for (AccountTask open : tasks) {
            TaskState task = open.task();
            text.append(task.raised())
                    .append("  ")
                    .append(task.team())
                    .append("  customer ")
                    .append(open.account().customer())
                    .append(task.assignee().map(who -> "  for " + who).orElse(""))
                    .append(task.due().map(day -> "  due " + day).orElse(""))
                    .append("  ")
                    .append(task.text().replaceAll("\\s+", " "))
                    .append(task.receivables().stream()
                            .map(ReceivableId::value)
                            .collect(Collectors.joining(", ", " (", ")")))
                    .append("  id ")
                    .append(task.id())
                    .append('\n');
        }
        return text.toString();
    }
}
