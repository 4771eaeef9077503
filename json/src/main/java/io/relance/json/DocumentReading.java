package io.relance.json;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a document.
 *
 * @param value what the document says; empty exactly when there is an error among the problems
 * @param problems everything wrong with it, in the order of the document; warnings are looked for once there is no error
 */
public record DocumentReading<T>(Optional<T> value, List<DocumentProblem> problems) {
    /** Copies the list. */
    public DocumentReading {
        problems = List.copyOf(problems);
    }

    /**
     * What the document says.
     *
     * @throws DocumentException with all problems when there is an error
     */
    public T orThrow() {
        return value.orElseThrow(() -> new DocumentException(problems));
    }
}
