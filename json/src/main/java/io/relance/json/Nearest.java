package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.scenario.Problem;
import java.util.Collection;
import java.util.Optional;

/** The right word for a name that a definition's problem says is unknown. */
final class Nearest {
    private Nearest() {}

    /** Names the one of {@code known} that is near what stands at the problem's place, or else says what the problem says. */
    static String remedy(Problem problem, Located located, Collection<String> known) {
        Optional<String> written = located.node(problem.path())
                .filter(Node.Text.class::isInstance)
                .map(node -> ((Node.Text) node).value());
        return written.flatMap(word -> NearestWord.to(word, known))
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse(problem.remedy());
    }
}
