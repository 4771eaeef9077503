package io.relance.adapter.channelsmshttp;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses settings that can't be meant, where they are made. */
final class Settings {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern SENDER = Pattern.compile("\\+?[0-9]{3,15}|(?=.*[A-Za-z])[A-Za-z0-9 .&_+-]{1,11}");
    private static final Pattern POINTER = Pattern.compile("(?:/(?:[^/~]|~[01])*)+");

    private Settings() {}

    /** An address that keys may be sent to. */
    static URI url(URI url) {
        String host = url.getHost();
        boolean safe = "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme()) && host != null && LOOPBACK.contains(host));
        if (!safe || host == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "an address begins with https:// (http:// only on this machine), without credentials and fragment");
        }
        return url;
    }

    /** An address of the host, to which a gateway posts. */
    static URI callbackUrl(URI url) {
        if (!url(url).toASCIIString().equals(url.toString()) || url.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("an address for callbacks is written in ASCII, and has a path");
        }
        return url;
    }

    static String sender(String sender) {
        if (!SENDER.matcher(sender).matches()) {
            throw new IllegalArgumentException(
                    "a sender is a number, or 1 to 11 letters, digits and . & _ + - with a letter among them, but was \""
                            + sender + "\"");
        }
        return sender;
    }

    static String pointer(String pointer) {
        if (!POINTER.matcher(pointer).matches()) {
            throw new IllegalArgumentException("a JSON pointer is like /error/code, but was \"" + pointer + "\"");
        }
        return pointer;
    }

    static boolean isPrintable(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
