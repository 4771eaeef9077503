package io.relance.json;

/**
 * What is wrong at one place of a document, and what would be right.
 *
 * @param code what kind of problem, in capital letters: {@code UNKNOWN_KEY}
 * @param file the document's name; empty when it has none
 * @param line counted from 1; 0 when the problem has no place
 * @param column counted from 1; 0 when only the line is known
 * @param path the keys and indexes that lead there: {@code scenarios[0].steps[2].id}; empty for the whole document
 * @param message what is wrong, in one sentence
 * @param remedy what would be right; empty when the message says it all
 */
public record DocumentProblem(
        Severity severity, String code, String file, int line, int column, String path, String message, String remedy) {
    /** How bad it is. */
    public enum Severity {
        /** The document is refused. */
        ERROR,
        /** The document is taken, but is probably not what was meant. */
        WARNING
    }

    /** An error without a path: of a file that is no tree. */
    public static DocumentProblem error(String code, String file, int line, String message, String remedy) {
        return new DocumentProblem(Severity.ERROR, code, file, line, 0, "", message, remedy);
    }

    /** As one line for people: {@code policy.yaml:3:7: error UNKNOWN_KEY: ...}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file.isEmpty() ? "document" : file);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        text.append(severity == Severity.ERROR ? ": error " : ": warning ")
                .append(code)
                .append(": ")
                .append(message);
        if (!path.isEmpty()) {
            text.append(" (at ").append(path).append(')');
        }
        if (!remedy.isEmpty()) {
            text.append("; ").append(remedy);
        }
        return text.toString();
    }
}
