package io.relance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.nio.charset.StandardCharsets;
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

    @Test
    void headers_of_a_callback_are_found_whatever_their_case() {
        RawCallback callback = new RawCallback(
                Map.of("X-Signature", List.of("one", "two")), "body".getBytes(StandardCharsets.UTF_8), "192.0.2.1");

        assertThat(callback.header("x-signature")).contains("one");
        assertThat(callback.headers("X-SIGNATURE")).containsExactly("one", "two");
        assertThat(callback.header("other")).isEmpty();
        assertThat(callback).hasToString("callback of 4 bytes from 192.0.2.1");
    }

    @Test
    void the_body_of_a_callback_cannot_be_changed_from_outside() {
        byte[] bytes = {1, 2, 3};
        RawCallback callback = new RawCallback(Map.of(), bytes, "");
        bytes[0] = 9;
        callback.body()[1] = 9;

        assertThat(callback.body()).containsExactly(1, 2, 3);
    }

    @Test
    void a_callback_beyond_its_bounds_is_refused_and_one_at_them_is_not() {
        assertThat(new RawCallback(Map.of(), new byte[RawCallback.MAX_BODY_BYTES], "").body())
                .hasSize(1_048_576);
        assertThatThrownBy(() -> new RawCallback(Map.of(), new byte[RawCallback.MAX_BODY_BYTES + 1], ""))
                .hasMessage("a callback's body has at most 1048576 bytes, but this has 1048577");
        assertThatThrownBy(() -> new RawCallback(
                        Map.of("X", List.of("y".repeat(RawCallback.MAX_HEADER_CHARS + 1))), new byte[0], ""))
                .hasMessage("a callback's header has at most 16384 characters, but X has 16385");
        assertThatThrownBy(() ->
                        new RawCallback("/" + "y".repeat(RawCallback.MAX_TARGET_CHARS), Map.of(), new byte[0], ""))
                .hasMessage("a callback's target has at most 8192 characters, but this has 8193");
        assertThat(new RawCallback("/" + "y".repeat(8_191), Map.of(), new byte[0], "").target())
                .hasSize(8_192);
        assertThat(new RawCallback(Map.of(), new byte[0], "").target()).isEmpty();
        assertThatThrownBy(() -> new RawCallback(
                        Map.of("X", java.util.Collections.nCopies(RawCallback.MAX_HEADERS + 1, "y")), new byte[0], ""))
                .hasMessage("a callback has at most 200 header values, but this has 201");
    }
}
