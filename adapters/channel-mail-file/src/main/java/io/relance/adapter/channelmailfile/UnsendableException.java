package io.relance.adapter.channelmailfile;

/** A message that can't become a mail, now or later; the text is the reason in the receipt. */
final class UnsendableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnsendableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
