package io.relance.adapter.channelsmshttp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number with its country code (ITU-T E.164): a plus, and 7 to 15 digits of which the first is no zero.
 *
 * @param value without blanks
 */
record PhoneNumber(String value) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    /**
     * What people write between digits: one blank of any width, hyphen or full stop. Brackets hold digits that are not always
     * dialled.
     */
    private static final Pattern SEPARATOR = Pattern.compile("(?<=[0-9])[ \u00a0\u2009\u202f.-](?=[0-9])");

    /**
     * Reads a number as books have it. A national one is none: whose country it is would be a guess, and the message would reach
     * somebody else.
     *
     * @return empty when it is no such number
     */
    static Optional<PhoneNumber> read(String text) {
        String bare = SEPARATOR.matcher(text).replaceAll("");
        return E164.matcher(bare).matches() ? Optional.of(new PhoneNumber(bare)) : Optional.empty();
    }

    /** The number without its plus, as some gateways want it. */
    String digits() {
        return value.substring(1);
    }
}
