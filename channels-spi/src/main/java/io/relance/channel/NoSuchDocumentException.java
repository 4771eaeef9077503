package io.relance.channel;

/** A document that should go with a message does not exist, and will not by itself: a person looks at it. */
public final class NoSuchDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason for people: which document of what */
    public NoSuchDocumentException(String reason) {
        super(reason);
    }
}
