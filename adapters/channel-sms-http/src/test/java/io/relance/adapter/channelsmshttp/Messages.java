package io.relance.adapter.channelsmshttp;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/** Messages and answers of tests. */
final class Messages {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(400);
    static final Instant NOW = Instant.parse("2026-04-01T09:30:00Z");

    private Messages() {}

    static DeliveryId delivery(int number) {
        return new DeliveryId(new MessageId(String.format(Locale.ROOT, "%064x", number)), ChannelId.SMS, 0);
    }

    static OutboundMessage.Builder message(int number) {
        return OutboundMessage.builder(delivery(number), AccountId.of("acme", "C-" + number))
                .recipientAddress("+33612345678")
                .text("Reste d\u00fb : 12,50 \u20ac\n")
                .language("fr")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(Instant.parse("2026-04-01T06:00:00Z"));
    }

    /** A file of the folder of answers. */
    static String fixture(String name) {
        try (InputStream in = Messages.class.getResourceAsStream("answers/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
