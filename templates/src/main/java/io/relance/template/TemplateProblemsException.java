package io.relance.template;

import java.util.List;
import java.util.stream.Collectors;

/** Templates that a host supplied are wrong; every problem of all of them at once. */
public final class TemplateProblemsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<TemplateProblem> problems;

    TemplateProblemsException(List<TemplateProblem> problems) {
        super(problems.stream().map(TemplateProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems: by template, as given, then by part and place. */
    public List<TemplateProblem> problems() {
        return problems;
    }
}
