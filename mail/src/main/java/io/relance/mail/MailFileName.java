package io.relance.mail;

import io.relance.channel.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The name of a mail's file: sorts by day, then customer, and is legal on every file system. */
public final class MailFileName {
    /** The most bytes that common file systems allow for one name. */
    public static final int MAX_BYTES = 255;

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    private MailFileName() {}

    /**
     * {@code <business date>_<customer>_<first 16 of the message id>.eml}. A customer id too long for a file name is cut,
     * and ends in {@code ~} and 16 digits of its SHA-256: {@code ~} stands in no other name. A recipient other than the first adds its
     * ordinal ({@code ...-1.eml}).
     *
     * @param maxBytes how long a name may be, from 80; it is ASCII
     */
    public static String of(OutboundMessage message, int maxBytes) {
        String customer = escaped(message.account().customer().value());
        int ordinal = message.delivery().recipient();
        String before = message.businessDate() + "_";
        String after = "_" + message.delivery().message().shortForm() + (ordinal == 0 ? "" : "-" + ordinal) + ".eml";
        int room = maxBytes - before.length() - after.length();
        if (customer.length() > room) {
            String hash = Sha256.hex(message.account().customer().value()).substring(0, 16);
            customer = withoutSplitEscape(customer.substring(0, room - 17)) + "~" + hash;
        }
        return before + customer + after;
    }

    /** Every byte outside {@code [A-Za-z0-9._-]} as {@code %XX}. */
    private static String escaped(String id) {
        StringBuilder out = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String withoutSplitEscape(String cut) {
        int percent = cut.lastIndexOf('%');
        return percent >= 0 && percent > cut.length() - 3 ? cut.substring(0, percent) : cut;
    }
}
