package io.relance.examples.quickstart;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where a command writes. */
final class OutOption {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            converter = Converters.Directory.class,
            description = "Where files are written.")
    Path directory = Path.of("");
}
