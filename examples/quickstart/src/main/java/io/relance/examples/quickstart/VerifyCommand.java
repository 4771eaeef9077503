package io.relance.examples.quickstart;

import io.relance.ChainCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        AtomicInteger accounts = new AtomicInteger();
        AtomicLong events = new AtomicLong();
        List<ChainCheck> wrong = new ArrayList<>();
        try (Desk desk = new Desk(options)) {
            desk.engine().verify(desk.creditor(), check -> {
                accounts.incrementAndGet();
                events.addAndGet(check.events());
                if (!check.isIntact()) {
                    wrong.add(check);
                }
            });
        }
        program.streams()
                .out()
                .print(
                        format() == Format.JSON
                                ? json(accounts.get(), events.get(), wrong)
                                : text(accounts.get(), events.get(), wrong));
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String json(int accounts, long events, List<ChainCheck> wrong) {
        ObjectNode root = Json.object();
        root.put("schema", 1);
        root.put("accounts", accounts);
        root.put("events", events);
        ArrayNode problems = root.putArray("problems");
        for (ChainCheck check : wrong) {
            ObjectNode problem = problems.addObject();
            problem.put("customer", check.account().customer().value());
            problem.put("problem", check.problem().orElse(""));
        }
        return Json.text(root);
    }

    private static String text(int accounts, long events, List<ChainCheck> wrong) {
        StringBuilder text = new StringBuilder();
        for (ChainCheck check : wrong) {
            text.append("customer ")
                    .append(check.account().customer())
                    .append(": ")
                    .append(check.problem().orElse(""))
                    .append('\n');
        }
        String found = wrong.isEmpty() ? "all as they were recorded" : wrong.size() + " accounts are not as recorded";
        return text.append(events)
                .append(" events of ")
                .append(accounts)
                .append(" accounts: ")
                .append(found)
                .append('\n')
                .toString();
    }
}
