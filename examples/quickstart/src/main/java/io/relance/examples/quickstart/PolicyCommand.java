package io.relance.examples.quickstart;

import io.relance.json.PolicyWriter;
import io.relance.policy.Policy;
import io.relance.policy.StandardPolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code relance policy}: the policy that applies when none is given, as a document. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Prints the policy that applies when none is given; --policy takes it unchanged.")
final class PolicyCommand implements Callable<Integer> {
    /** The notation of the document. */
    enum Notation {
        YAML,
        JSON
    }

    /** {@code yaml} or {@code json}. */
    static final class Notations implements ITypeConverter<Notation> {
        @Override
        public Notation convert(String value) {
            return switch (value) {
                case "yaml" -> Notation.YAML;
                case "json" -> Notation.JSON;
                default -> throw new TypeConversionException("\"" + value + "\" is neither yaml nor json");
            };
        }
    }

    private final Program program;

    @Option(
            names = "--format",
            paramLabel = "yaml|json",
            defaultValue = "yaml",
            converter = Notations.class,
            description = "How it is written (${DEFAULT-VALUE}).")
    private Notation format = Notation.YAML;

    PolicyCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Policy policy = StandardPolicy.create();
        String text = format == Notation.YAML ? PolicyWriter.yaml(policy) : PolicyWriter.json(policy);
        program.streams().out().print(text.endsWith("\n") ? text : text + "\n");
        return ExitCode.DONE;
    }
}
