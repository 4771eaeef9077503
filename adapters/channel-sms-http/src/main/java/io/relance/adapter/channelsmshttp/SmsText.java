package io.relance.adapter.channelsmshttp;

import io.relance.channel.OutboundMessage;
import java.util.Optional;

/** The words of a text message, and why some can't go as one. */
final class SmsText {
    private SmsText() {}

    /** The message's text, without the line ends at its end. */
    static String of(OutboundMessage message) {
        String text = message.text();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Why the message will never go, in words for people; empty when it may. */
    static Optional<String> whyNot(OutboundMessage message, String text, int maxSegments) {
        if (!message.attachments().isEmpty()) {
            return Optional.of("a text message carries no attachments, and this has "
                    + message.attachments().size());
        }
        if (text.isBlank()) {
            return Optional.of("the text has no words");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            return Optional.of("the text has control characters, which telephones don't show");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return Optional.of("the text has half a character");
        }
        SmsSegments segments = SmsSegments.of(text);
        return segments.count() <= maxSegments
                ? Optional.empty()
                : Optional.of("the text takes " + segments.count() + " segments in the "
                        + (segments.gsm() ? "GSM alphabet" : "alphabet UCS-2") + "; at most " + maxSegments
                        + " are sent");
    }
}
