package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import io.relance.scenario.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the places of a document that the paths of a definition's problems speak of. */
final class Located {
    private final Node root;

    Located(Node root) {
        this.root = root;
    }

    /** The value at {@code path}; empty when it was not written. */
    Optional<Node> node(String path) {
        Node found = follow(path, false);
        return Optional.ofNullable(found);
    }

    /** Where the value at {@code path} stands, or else the innermost mapping or list around it. */
    Place place(String path) {
        Node found = follow(path, true);
        return found == null ? root.place() : found.place();
    }

    /** Adds a definition's problem to those of the document. */
    void report(Problem problem, Problems problems) {
        report(problem, problem.remedy(), problems);
    }

    void report(Problem problem, String remedy, Problems problems) {
        Place place = place(problem.path());
        if (problem.isError()) {
            problems.error(place, problem.code(), problem.message(), remedy);
        } else {
            problems.warning(place, problem.code(), problem.message(), remedy);
        }
    }

    private @Nullable Node follow(String path, boolean asFarAsItGoes) {
        Node at = root;
        for (String step : path.replace("[", ".[").split("\\.", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            Node next = step.startsWith("[")
                    ? item(at, Integer.parseInt(step.substring(1, step.length() - 1)))
                    : at instanceof Node.Mapping mapping ? mapping.get(step) : null;
            if (next == null) {
                return asFarAsItGoes ? at : null;
            }
            at = next;
        }
        return at;
    }

    private static @Nullable Node item(Node node, int index) {
        List<Node> values = node instanceof Node.Items items ? items.values() : List.of();
        return index < values.size() ? values.get(index) : null;
    }
}
