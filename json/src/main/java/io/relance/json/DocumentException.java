package io.relance.json;

import java.util.List;
import java.util.stream.Collectors;

/** A document was refused; {@link #problems} has everything that is wrong with it, not just the first thing. */
public final class DocumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final transient List<DocumentProblem> problems;

    /**
     * A refusal for {@code problems}, warnings included.
     *
     * @throws IllegalArgumentException when there is none
     */
    public DocumentException(List<DocumentProblem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one problem, in the order of the document. */
    public List<DocumentProblem> problems() {
        return problems;
    }

    private static String text(List<DocumentProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a document without problems is not refused");
        }
        String shown =
                problems.stream().limit(SHOWN).map(DocumentProblem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= SHOWN ? shown : shown + "\nand " + (problems.size() - SHOWN) + " more";
    }
}
