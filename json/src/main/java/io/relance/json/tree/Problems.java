package io.relance.json.tree;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.json.DocumentProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one document; not for several threads. */
public final class Problems {
    private static final Comparator<DocumentProblem> BY_PLACE =
            Comparator.comparingInt(DocumentProblem::line).thenComparingInt(DocumentProblem::column);

    private final String file;
    private final List<DocumentProblem> list = new ArrayList<>();

    /** No problem yet in the document named {@code file}. */
    public Problems(String file) {
        this.file = file;
    }

    /** The document's name. */
    public String file() {
        return file;
    }

    /** Adds an error. */
    public void error(Place place, String code, String message, String remedy) {
        add(Severity.ERROR, place, code, message, remedy);
    }

    /** Adds a warning. */
    public void warning(Place place, String code, String message, String remedy) {
        add(Severity.WARNING, place, code, message, remedy);
    }

    private void add(Severity severity, Place place, String code, String message, String remedy) {
        list.add(new DocumentProblem(
                severity, code, file, place.line(), place.column(), place.path().toString(), message, remedy));
    }

    /** Whether there is an error, warnings apart. */
    public boolean hasErrors() {
        return list.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    /** Everything so far, in the order of the document. */
    public List<DocumentProblem> list() {
        return list.stream().sorted(BY_PLACE).toList();
    }

    /**
     * Refuses the document when there is an error.
     *
     * @throws DocumentException with everything so far, warnings too
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new DocumentException(list());
        }
    }
}
