package io.relance.examples.quickstart;

import picocli.CommandLine.Option;

/** The option that says for whom standard output is written. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = Converters.Formats.class,
            description = "What standard output is written in (${DEFAULT-VALUE}).")
    Format format = Format.TEXT;
}
