package io.relance.examples.quickstart;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says on which day to begin. */
final class FromOption {
    @Option(
            names = "--from",
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description = "Decide day by day from this day on (the as-of day alone).")
    private @Nullable LocalDate day;

    boolean isGiven() {
        return day != null;
    }

    /**
     * The first day to decide on: the as-of day unless one is given.
     *
     * @throws ParameterException when it is after the as-of day
     */
    LocalDate orElse(LocalDate asOf, CommandSpec spec) {
        LocalDate first = day;
        if (first == null) {
            return asOf;
        }
        if (first.isAfter(asOf)) {
            throw new ParameterException(spec.commandLine(), "--from " + first + " is after --as-of " + asOf);
        }
        return first;
    }
}
