package io.relance.mail;

/** A message that can't become a mail, now or later; the text is the reason in a receipt, for people. */
public final class UnsendableMailException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason one line, for people */
    public UnsendableMailException(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
