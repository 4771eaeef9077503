package io.relance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
    private static final DeliveryId DELIVERY = new DeliveryId(new MessageId("ab".repeat(32)), ChannelId.EMAIL, 0);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static OutboundMessage.Builder complete() {
        return OutboundMessage.builder(DELIVERY, AccountId.of("acme", "C-1"))
                .recipientAddress("ann@example.com")
                .text("hello")
                .language("en")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(Instant.parse("2026-04-01T06:00:00Z"));
    }

    /** The least that a channel has to write. */
    private static final class Least implements Channel {
        @Override
        public ChannelId id() {
            return ChannelId.SMS;
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            return new DeliveryReceipt.Accepted(message.plannedAt(), Optional.empty());
        }
    }

    @Test
    void a_channel_that_only_delivers_promises_nothing_and_takes_no_callbacks() {
        try (Channel channel = new Least()) {
            assertThat(channel.features()).isEmpty();
            assertThat(channel.lookup(DELIVERY, TIMEOUT)).isEmpty();
            assertThat(channel.poll(10, TIMEOUT)).isEmpty();
            channel.acknowledge(List.of());
            RawCallback forged = new RawCallback(Map.of(), new byte[0], "");
            assertThatThrownBy(() -> channel.verify(forged))
                    .isInstanceOf(CallbackRefusedException.class)
                    .hasMessage("the channel sms takes no callbacks");
        }
    }

    @Test
    void a_message_names_what_it_lacks() {
        assertThatThrownBy(() -> OutboundMessage.builder(DELIVERY, AccountId.of("acme", "C-1"))
                        .recipientAddress("ann@example.com")
                        .build())
                .hasMessage("an outbound message needs its text");
    }

    @Test
    void a_copied_message_keeps_every_field() {
        OutboundMessage message = complete()
                .recipientName("Ann")
                .senderAddress("acme@example.com")
                .senderName("Acme")
                .replyTo("questions@example.com")
                .subject("Hello")
                .html("<p>hello</p>")
                .attachment(new Attachment("F-1.pdf", "application/pdf", new byte[] {1, 2}))
                .build();

        assertThat(message.toBuilder().build()).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void an_attachment_cannot_be_changed_from_outside_and_shows_no_contents() {
        byte[] bytes = {1, 2, 3};
        Attachment attachment = new Attachment("Rechnung März.pdf", "application/pdf", bytes);
        bytes[0] = 9;
        attachment.bytes()[1] = 9;

        assertThat(attachment.bytes()).containsExactly(1, 2, 3);
        assertThat(attachment.size()).isEqualTo(3);
        assertThat(attachment).hasToString("Rechnung März.pdf (application/pdf, 3 bytes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b.pdf", "..\\b.pdf", "a\r\nBcc: x", "a\u0000", "a\u2028b"})
    void an_attachment_has_the_name_of_a_file_and_no_path(String name) {
        assertThatThrownBy(() -> new Attachment(name, "application/pdf", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an attachment's name has 1 to 120 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pdf", "application/", "application/pdf; x=y", "text/html\r\nX: y"})
    void an_attachment_has_a_media_type_without_parameters(String type) {
        assertThatThrownBy(() -> new Attachment("a.pdf", type, new byte[0]))
                .hasMessage("an attachment's media type is like application/pdf, but was \"" + type + "\"");
    }

    @Test
    void a_message_in_a_log_shows_neither_address_nor_text() {
        assertThat(complete().build().toString())
                .isEqualTo("message " + "ab".repeat(32) + ".email.0 to acme/C-1")
                .doesNotContain("ann", "hello");
    }

    @Test
    void a_late_receipt_names_its_message_one_way_or_the_other() {
        assertThatThrownBy(() -> new LateReceipt(
                        "r-1", Optional.empty(), Optional.empty(), LateReceipt.Outcome.BOUNCED, Instant.EPOCH, ""))
                .hasMessage("a late receipt names a delivery or the channel's own reference: r-1");
        assertThatThrownBy(() -> new LateReceipt(
                        " ", Optional.of(DELIVERY), Optional.empty(), LateReceipt.Outcome.BOUNCED, Instant.EPOCH, ""))
                .hasMessage("a late receipt's id is blank");
    }
}
