package io.relance.adapter.channelsmshttp;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads delivery ids back. */
final class Deliveries {
    private static final Pattern ID = Pattern.compile("([0-9a-f]{64})\\.([a-z0-9]+(?:-[a-z0-9]+){0,8})\\.([0-9]{1,6})");

    private Deliveries() {}

    /** Empty when the text is no delivery id. */
    static Optional<DeliveryId> read(String text) {
        Matcher id = ID.matcher(text);
        return text.length() <= 200 && id.matches()
                ? Optional.of(new DeliveryId(
                        new MessageId(id.group(1)), new ChannelId(id.group(2)), Integer.parseInt(id.group(3))))
                : Optional.empty();
    }
}
