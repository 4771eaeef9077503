package io.relance.adapter.importfiles;

import io.relance.json.DocumentProblem;
import java.io.IOException;

/** A file that can't be read at all, whatever the policy for bad rows. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final long line;
    private final String remedy;

    RefusedException(String code, long line, String message, String remedy) {
        super(message);
        this.code = code;
        this.line = line;
        this.remedy = remedy;
    }

    DocumentProblem problem(String file) {
        return DocumentProblem.error(code, file, (int) line, String.valueOf(getMessage()), remedy);
    }
}
