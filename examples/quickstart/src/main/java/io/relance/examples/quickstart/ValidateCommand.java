package io.relance.examples.quickstart;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relance validate}: everything that is wrong with a policy document, or odd. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Reads a policy and tells every error and warning with its place.")
final class ValidateCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy, YAML or JSON.")
    private Path policy = Path.of("");

    @Mixin
    private FormatOption format = new FormatOption();

    ValidateCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        Policies.Read read = Policies.read(policy);
        new ProblemPrinter(program.streams()).print(read.problems(), format());
        return read.policy().isPresent() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
