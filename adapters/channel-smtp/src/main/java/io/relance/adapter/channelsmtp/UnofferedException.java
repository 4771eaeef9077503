package io.relance.adapter.channelsmtp;

import jakarta.mail.MessagingException;

/** A server does not offer what the settings ask for. */
final class UnofferedException extends MessagingException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what goes on after the server's name, for people */
    UnofferedException(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
