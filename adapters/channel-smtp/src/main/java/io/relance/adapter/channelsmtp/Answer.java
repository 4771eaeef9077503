package io.relance.adapter.channelsmtp;

/**
 * What a mail server answered.
 *
 * @param code three digits; 0 or less when the line ended instead
 * @param text as it came, with the code
 */
record Answer(int code, String text) {
    boolean isSuccess() {
        return code >= 200 && code <= 299;
    }

    boolean isForNow() {
        return code >= 400 && code <= 499;
    }

    boolean isForGood() {
        return code >= 500 && code <= 599;
    }

    /** Whether the server is about to drop the line (RFC 5321, 3.8). */
    boolean endsTheLine() {
        return code == 421 || code < 200;
    }
}
