package io.relance.examples.quickstart;

import io.relance.json.DocumentProblem;
import io.relance.json.DocumentProblem.Severity;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows problems: for people on standard error, at most {@value #MAX_SHOWN} of them; for programs on standard output, all. */
final class ProblemPrinter {
    static final int MAX_SHOWN = 100;

    private final Streams streams;

    ProblemPrinter(Streams streams) {
        this.streams = streams;
    }

    void print(List<DocumentProblem> problems, Format format) {
        if (format == Format.JSON) {
            streams.out().print(Json.text(json(problems)));
            return;
        }
        problems.stream().limit(MAX_SHOWN).forEach(problem -> streams.err().println(problem));
        if (problems.size() > MAX_SHOWN) {
            streams.err().println("and " + (problems.size() - MAX_SHOWN) + " more");
        }
    }

    /** {@code {"problems": [...]}}. */
    static ObjectNode json(List<DocumentProblem> problems) {
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("problems");
        for (DocumentProblem problem : problems) {
            list.addObject()
                    .put("severity", problem.severity() == Severity.ERROR ? "error" : "warning")
                    .put("code", problem.code())
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("path", problem.path())
                    .put("message", problem.message())
                    .put("remedy", problem.remedy());
        }
        return root;
    }
}
