package io.relance.json;

/** A stored body can't be read: it was written by a newer version, or by somebody else. */
public final class StoredBodyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    StoredBodyException(String message) {
        super(message);
    }

    StoredBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
