package io.relance.adapter.channelsmtp;

import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;

/** Messages and settings of tests. */
final class Messages {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(400);
    static final Instant NOW = Instant.parse("2026-04-01T09:30:00Z");

    private Messages() {}

    static DeliveryId delivery(int number) {
        return new DeliveryId(new MessageId(String.format(Locale.ROOT, "%064x", number)), ChannelId.EMAIL, 0);
    }

    /** Without a sender. */
    static OutboundMessage.Builder unsigned(int number) {
        return OutboundMessage.builder(delivery(number), AccountId.of("acme", "C-" + number))
                .recipientAddress("ann@customer.example")
                .subject("Reminder")
                .text("please pay\n")
                .language("en")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(Instant.parse("2026-04-01T06:00:00Z"));
    }

    static OutboundMessage message(int number) {
        return unsigned(number)
                .senderAddress("acme@creditor.example")
                .senderName("Acme")
                .build();
    }

    /** In the clear, without a password. */
    static SmtpSettings.Builder settings(ScriptedServer server) {
        return SmtpSettings.builder("localhost")
                .port(server.port())
                .security(Security.NONE)
                .helloName("tests.example")
                .clock(InstantSource.fixed(NOW));
    }
}
