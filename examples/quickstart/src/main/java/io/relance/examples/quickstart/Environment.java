package io.relance.examples.quickstart;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The variables of the process: keys and secrets are given there, since whoever may list a machine's processes sees command lines.
 *
 * @param variables by name
 */
record Environment(Map<String, String> variables) {
    /** Where there are none. */
    static final Environment EMPTY = new Environment(Map.of());

    /** Copies the map. */
    Environment {
        variables = Map.copyOf(variables);
    }

    /** The process's own. */
    static Environment ofTheProcess() {
        return new Environment(System.getenv());
    }

    /** The value of a variable; empty when it is not set, or blank. */
    Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The value of a variable without which an option can't be.
     *
     * @param option that needs it
     * @param what it is, for people: "the account's secret key"
     * @throws ParameterException when it is not set
     */
    String require(String name, String option, String what, CommandSpec spec) {
        return find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), option + " needs " + what + " in the environment variable " + name));
    }

    /** The names alone: values may be secret. */
    @Override
    public String toString() {
        return "environment variables " + variables.keySet();
    }
}
