package io.relance.callback;

/** A callback that is not what it claims to be, or that can't be read; the host answers it with an error status. */
public final class CallbackRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason for people; without anything secret, since it may be logged */
    public CallbackRefusedException(String reason) {
        super(reason);
    }
}
