package io.relance.examples.quickstart;

import io.relance.adapter.storagejdbc.StorageException;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The program: takes a command line, answers with an exit code (see {@link ExitCode}).
 *
 * <p>Results go to standard output, everything else to standard error.
 */
final class Program {
    private final Streams streams;
    private final Path home;
    private final Environment environment;
    private final Consumer<Path> afterEachFile;
    private boolean json;

    /**
     * @param home where the sample is written when no command is given
     * @param environment where keys and secrets are
     * @param afterEachFile told of every file that was moved into place; a test lets it throw
     */
    Program(Streams streams, Path home, Environment environment, Consumer<Path> afterEachFile) {
        this.streams = streams;
        this.home = home;
        this.environment = environment;
        this.afterEachFile = afterEachFile;
    }

    /** Writing to the process's own streams. */
    static Program onThisMachine() {
        return new Program(Streams.ofTheProcess(), Path.of(""), Environment.ofTheProcess(), file -> {});
    }

    Streams streams() {
        return streams;
    }

    Path home() {
        return home;
    }

    Environment environment() {
        return environment;
    }

    OutputDirectory output(Path directory) {
        return new OutputDirectory(directory, afterEachFile);
    }

    /** Does what the arguments say. */
    int run(String... args) {
        json = isJson(List.of(args));
        try {
            return commandLine().execute(args);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return failed(e);
        } finally {
            streams.out().flush();
            streams.err().flush();
        }
    }

    /** Whether problems are asked for as JSON, also on a command line that can't be understood. */
    private static boolean isJson(List<String> args) {
        int option = args.indexOf("--format");
        boolean next =
                option >= 0 && option + 1 < args.size() && args.get(option + 1).equals("json");
        return next || args.contains("--format=json");
    }

    private CommandLine commandLine() {
        CommandLine run = new CommandLine(new RunCommand(this));
        alias(run.getCommandSpec(), "--as-of", "--to");
        CommandLine line = new CommandLine(new RelanceCommand(this))
                .addSubcommand("report", new ReportCommand(this))
                .addSubcommand("run", run)
                .addSubcommand("explain", new ExplainCommand(this))
                .addSubcommand("claims", new ClaimsCommand(this))
                .addSubcommand("preview", new PreviewCommand(this))
                .addSubcommand("preflight", new PreflightCommand(this))
                .addSubcommand("status", new StatusCommand(this))
                .addSubcommand("tasks", new TasksCommand(this))
                .addSubcommand("approve", new ApproveCommand(this))
                .addSubcommand("callbacks", new CallbacksCommand(this))
                .addSubcommand("timeline", new TimelineCommand(this))
                .addSubcommand("verify", new VerifyCommand(this))
                .addSubcommand("validate", new ValidateCommand(this))
                .addSubcommand("policy", new PolicyCommand(this))
                .addSubcommand("help", new CommandLine.HelpCommand());
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                streams.terminal() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler((e, command, parsed) -> refusedOrFailed(e, command));
        return line;
    }

    /** Gives an option of a command another name: days are run {@code --from} one {@code --to} the as-of day. */
    private static void alias(CommandSpec command, String name, String other) {
        OptionSpec option = command.findOption(name);
        command.remove(option);
        command.addOption(OptionSpec.builder(option)
                .names(name, other)
                .description("The day, and the last one with --from: everything is as at its end.")
                .build());
    }

    private int misused(ParameterException e, String[] args) {
        String message = oneLine(String.valueOf(e.getMessage()));
        String remedy = "try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (json) {
            print("USAGE", message, remedy);
        } else {
            streams.err().println("relance: " + message);
            streams.err().println(remedy);
        }
        return ExitCode.USAGE;
    }

    private void print(String code, String message, String remedy) {
        new ProblemPrinter(streams)
                .print(List.of(DocumentProblem.error(code, "command line", 0, message, remedy)), Format.JSON);
    }

    private int refusedOrFailed(Exception e, CommandLine command) {
        if (e instanceof ParameterException usage) {
            return misused(usage, new String[0]);
        }
        if (e instanceof DocumentException refused) {
            boolean asked = command.getCommand() instanceof Answering answering && answering.format() == Format.JSON;
            new ProblemPrinter(streams).print(refused.problems(), asked ? Format.JSON : Format.TEXT);
            return ExitCode.REFUSED;
        }
        return failed(e);
    }

    private int failed(Throwable e) {
        boolean told = e instanceof OutputException
                || e instanceof FailedAccountsException
                || e instanceof DatabaseException
                || e instanceof StorageException;
        String what = told ? String.valueOf(e.getMessage()) : "this is a bug: " + e;
        if (json) {
            print("FAILED", oneLine(what), "the same command may be given again");
        } else {
            streams.err().println("relance: " + oneLine(what));
        }
        return ExitCode.FAILED;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
