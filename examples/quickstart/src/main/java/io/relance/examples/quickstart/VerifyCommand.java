package io.relance.examples.quickstart;

import io.relance.ChainCheck;
import io.relance.ChainSeal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code relance verify}: whether the events are those that were recorded. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Checks that no recorded event was altered, removed or moved; exits with 3 when one was.")
final class VerifyCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "What verify --format json wrote earlier and was kept elsewhere: every account that it has is still"
                            + " there, with the events it had.")
    private @Nullable Path against;

    @Mixin
    private FormatOption format = new FormatOption();

    VerifyCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        List<ChainSeal> earlier = against == null
                ? List.of()
                : SealFile.read(against, options.creditor()).seals();
        Found found = new Found();
        try (Desk desk = new Desk(options)) {
            desk.engine().verify(desk.creditor(), earlier, found::add);
        }
        program.streams().out().print(format() == Format.JSON ? json(found) : text(found));
        return found.wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** What was found so far. */
    private static final class Found {
        private int accounts;
        private long events;
        private final List<ChainCheck> wrong = new ArrayList<>();
        private final List<ChainSeal> seals = new ArrayList<>();

        void add(ChainCheck check) {
            accounts++;
            events += check.events();
            check.seal().ifPresent(seals::add);
            if (!check.isIntact()) {
                wrong.add(check);
            }
        }
    }

    private String json(Found found) {
        ObjectNode root = Json.object();
        root.put("schema", 1);
        root.put("creditor", options.creditor().value());
        root.put("accounts", found.accounts);
        root.put("events", found.events);
        new Seals(options.creditor(), found.seals).write(root);
        ArrayNode problems = root.putArray("problems");
        for (ChainCheck check : found.wrong) {
            ObjectNode problem = problems.addObject();
            problem.put("customer", check.account().customer().value());
            problem.put("problem", check.problem().orElse(""));
        }
        return Json.text(root);
    }

    private String text(Found found) {
        StringBuilder text = new StringBuilder();
        for (ChainCheck check : found.wrong) {
            text.append("customer ")
                    .append(check.account().customer())
                    .append(": ")
                    .append(check.problem().orElse(""))
                    .append('\n');
        }
        String recorded = against == null ? "recorded" : "recorded and sealed";
        text.append(found.events).append(" events of ").append(found.accounts).append(" accounts: ");
        if (found.wrong.isEmpty()) {
            text.append("all as they were ")
                    .append(recorded)
                    .append("\nhash ")
                    .append(new Seals(options.creditor(), found.seals).hash());
        } else {
            text.append(found.wrong.size()).append(" accounts are not as ").append(recorded);
        }
        return text.append('\n').toString();
    }
}
