package io.relance.adapter.channelletterpdf;

/** A message of which no letter can be made; the text says why, in one line for people. */
final class UnprintableLetterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnprintableLetterException(String reason) {
        super(reason);
        this.reason = reason;
    }

    UnprintableLetterException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
