package io.relance.mail;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** What may stand in a header. */
final class Headers {
    private static final Pattern UNPRINTED = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");

    /** Up to 36 bytes, which base64 writes as 48 characters: there is room for the name of a header before the first word. */
    private static final int POINTS_OF_A_WORD = 9;

    private Headers() {}

    /** A text for people on one line: a run of blanks, line breaks and other control characters is one blank. */
    static String oneLine(String text) {
        return UNPRINTED.matcher(text).replaceAll(" ").strip();
    }

    /**
     * A text as it may stand in a header: in encoded words (RFC 2047) where it has other characters than ASCII, or what readers
     * would take for encoded words.
     */
    static String encoded(String text) {
        if (looksEncoded(text)) {
            return words(text);
        }
        try {
            return MimeUtility.encodeText(text, StandardCharsets.UTF_8.name(), null);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java runtime has UTF-8", e);
        }
    }

    /** Whether readers would take a part of it for encoded words, which can hide line breaks. */
    static boolean looksEncoded(String text) {
        return text.contains("=?");
    }

    /** Words of at most 60 characters, none of which ends within a character; readers join them. */
    private static String words(String text) {
        StringJoiner words = new StringJoiner(" ");
        for (int from = 0; from < text.length(); ) {
            int left = text.codePointCount(from, text.length());
            int to = text.offsetByCodePoints(from, Math.min(left, POINTS_OF_A_WORD));
            byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
            from = to;
        }
        return words.toString();
    }

    /** Refuses line breaks and other control characters: with them, a text could add headers of its own. */
    static void requireOneLine(String what, String text) throws UnsendableMailException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                throw new UnsendableMailException(
                        "the " + what + " has a line break at character " + (i + 1) + "; a header has one line");
            }
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new UnsendableMailException("the " + what + " has the control character U+"
                        + String.format("%04X", (int) c) + " at character " + (i + 1));
            }
        }
    }
}
