package io.relance.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario or policy has errors; the exception carries every problem found, warnings too. */
public final class InvalidDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** For a definition with these problems. */
    public InvalidDefinitionException(String what, List<Problem> problems) {
        super(what + " can't be used: "
                + problems.stream()
                        .filter(Problem::isError)
                        .map(Problem::toString)
                        .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the definition. */
    public List<Problem> problems() {
        return problems;
    }
}
