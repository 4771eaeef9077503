package io.relance.examples.quickstart;

import picocli.CommandLine.Option;

/** The option that says whose accounts are meant. */
final class CreditorOption {
    @Option(
            names = "--creditor",
            paramLabel = "ID",
            defaultValue = "default",
            converter = Converters.Id.class,
            description = "To whom the money is owed (${DEFAULT-VALUE}).")
    String id = "default";
}
