package io.relance.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads addresses and names from the books into what may stand in a header. */
final class MailAddress {
    /** A name longer than that is cut: it is only shown, and nobody's mail program shows more. In code points. */
    static final int MAX_NAME = 100;

    /** What IDNA of 2003, which Java writes, takes for something else than IDNA of 2008 does: it could be another's domain. */
    private static final String READ_IN_TWO_WAYS = "\u00DF\u1E9E\u03C2\u200C\u200D";

    private MailAddress() {}

    /**
     * One mailbox.
     *
     * @param what says in the error which address it is
     */
    static InternetAddress of(String what, String address, Optional<String> name) throws UnsendableMailException {
        Headers.requireOneLine(what + "'s address", address);
        String ascii = withAsciiDomain(what, address);
        try {
            InternetAddress[] parsed = InternetAddress.parse(ascii, true);
            if (parsed.length != 1 || parsed[0].isGroup() || !ascii.equals(parsed[0].getAddress())) {
                throw unreadable(what, address, "it is not one plain address");
            }
            parsed[0].validate();
            if (name.isPresent()) {
                String shown = cut(Headers.oneLine(name.get()));
                if (Headers.looksEncoded(shown)) {
                    return InternetAddress.parse(Headers.encoded(shown) + " <" + ascii + ">", true)[0];
                }
                parsed[0].setPersonal(shown, StandardCharsets.UTF_8.name());
            }
            return parsed[0];
        } catch (AddressException e) {
            throw unreadable(what, address, String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java runtime has UTF-8", e);
        }
    }

    /** Domains in other scripts are written as DNS has them; a local part in another script is for few servers to read. */
    private static String withAsciiDomain(String what, String address) throws UnsendableMailException {
        int at = address.lastIndexOf('@');
        if (at <= 0 || at == address.length() - 1) {
            throw unreadable(what, address, "it lacks a name, an @ or a domain");
        }
        String local = address.substring(0, at);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
            throw unreadable(what, address, "before the @ it has characters other than ASCII");
        }
        String domain = address.substring(at + 1);
        if (domain.chars().anyMatch(c -> READ_IN_TWO_WAYS.indexOf(c) >= 0)) {
            throw unreadable(
                    what,
                    address,
                    "its domain has a character that programs write in DNS in two ways; the xn-- form is clear");
        }
        try {
            return local + "@" + IDN.toASCII(domain);
        } catch (IllegalArgumentException e) {
            throw unreadable(what, address, "its domain can't be written in DNS");
        }
    }

    private static UnsendableMailException unreadable(String what, String address, String why) {
        String shown = address.length() <= 200 ? address : address.substring(0, 200) + "...";
        return new UnsendableMailException("the " + what + "'s address \"" + shown + "\" can't be read: " + why);
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME - 1)) + "\u2026";
    }
}
