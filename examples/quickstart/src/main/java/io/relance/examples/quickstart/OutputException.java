package io.relance.examples.quickstart;

/** Something could not be written; the same command may be given again. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(String message, Throwable cause) {
        super(message, cause);
    }

    OutputException(String message) {
        super(message);
    }
}
