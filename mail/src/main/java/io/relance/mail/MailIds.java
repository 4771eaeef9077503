package io.relance.mail;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Message-ID of a hand-over: {@code <DELIVERY-ID@DOMAIN>}, so that whoever sees a mail or what came back of it can tell which
 * hand-over it was.
 */
public final class MailIds {
    /** The most characters of the channel's name and of the ordinal that are read. */
    private static final Pattern DELIVERY = Pattern.compile(
            "(?<![0-9A-Za-z])([0-9a-f]{64})\\.([a-z0-9]+(?:-[a-z0-9]+){0,8})\\.([0-9]{1,6})(?![0-9A-Za-z.-])");

    private MailIds() {}

    /** The Message-ID of a hand-over, with the angle brackets. */
    public static String of(DeliveryId delivery, String domain) {
        return "<" + delivery + "@" + domain + ">";
    }

    /** The first hand-over that a text names, under whatever domain; empty when it names none. */
    public static Optional<DeliveryId> read(String text) {
        Matcher found = DELIVERY.matcher(text);
        return found.find()
                ? Optional.of(new DeliveryId(
                        new MessageId(found.group(1)), new ChannelId(found.group(2)), Integer.parseInt(found.group(3))))
                : Optional.empty();
    }
}
