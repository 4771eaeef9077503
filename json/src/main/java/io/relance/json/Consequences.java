package io.relance.json;

import io.relance.json.DocumentProblem.Severity;
import io.relance.json.tree.Node;
import io.relance.json.tree.Problems;
import io.relance.scenario.Problem;
import java.util.List;

/**
 * Tells which problems of a definition only follow from what could not be read of it: an unreadable value is missing from
 * the definition, and a misspelt key is too.
 */
final class Consequences {
    private static final String UNKNOWN_KEY = "UNKNOWN_KEY";

    private final String prefix;
    private final Located located;
    private final List<DocumentProblem> errors;

    /** Takes the errors found so far within {@code node}. */
    Consequences(Node node, Problems problems) {
        this.prefix = node.place().path().toString();
        this.located = new Located(node);
        this.errors = problems.list().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .filter(problem -> isWithin(problem.path(), prefix))
                .toList();
    }

    boolean any() {
        return !errors.isEmpty();
    }

    boolean explain(Problem problem) {
        String path = join(prefix, problem.path());
        boolean written = located.node(problem.path()).isPresent();
        // a step without an action has its problem at the step itself
        boolean absent = !written || problem.code().equals("NO_ACTION");
        String parent = problem.code().equals("NO_ACTION") ? path : parentOf(path);
        for (DocumentProblem error : errors) {
            boolean misspelt =
                    error.code().equals(UNKNOWN_KEY) && parentOf(error.path()).equals(parent);
            if (absent && misspelt) {
                return true;
            }
            boolean action = problem.code().equals("NO_ACTION");
            if (action ? StepReading.isAction(error.path(), path) || isUnreadable(error, path) : touches(error, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean touches(DocumentProblem error, String path) {
        boolean aboutOtherKeys =
                error.code().equals("MISSING_KEY") || error.code().equals(UNKNOWN_KEY);
        return isWithin(error.path(), path) || (!aboutOtherKeys && isWithin(path, error.path()));
    }

    private static boolean isUnreadable(DocumentProblem error, String path) {
        return error.path().equals(path) && error.code().equals("WRONG_TYPE");
    }

    private static boolean isWithin(String path, String outer) {
        return path.startsWith(outer)
                && (outer.isEmpty()
                        || path.length() == outer.length()
                        || path.charAt(outer.length()) == '.'
                        || path.charAt(outer.length()) == '[');
    }

    private static String parentOf(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }

    private static String join(String prefix, String path) {
        return prefix.isEmpty() || path.isEmpty() || path.startsWith("[") ? prefix + path : prefix + "." + path;
    }
}
