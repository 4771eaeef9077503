package io.relance.adapter.channelsmtp;

/** No line could be had; the text is for people. Nothing was sent. */
final class LineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    LineException(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
