package io.relance.http;

/** Bytes from outside are no JSON document, or one beyond the bounds; it says nothing of what they are. */
public final class UnreadableJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableJsonException() {
        super("this is no JSON that can be read");
    }
}
