package io.relance.adapter.channelwebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.adapter.channelwebhook.Endpoint.Habit;
import io.relance.adapter.channelwebhook.EventPoster.Event;
import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.EventCodec;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorReference;
import io.relance.receivable.ReceivableId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-04-01T09:30:00Z");
    private static final String KEY = "a-key-of-tests-0";
    private static final String OTHER = "another-key-of-tests";

    private Endpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = new Endpoint();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private WebhookEndpoint.Builder settings() {
        return WebhookEndpoint.builder(endpoint.url("/in?tenant=7"), KEY).clock(InstantSource.fixed(NOW));
    }

    private static OutboundMessage.Builder message() {
        return OutboundMessage.builder(
                        new DeliveryId(new MessageId("0".repeat(64)), new ChannelId("webhook"), 2),
                        AccountId.of("acme", "C/1"))
                .recipientAddress("first")
                .text("Reste d\u00fb\n")
                .language("fr")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(Instant.parse("2026-04-01T06:00:00Z"));
    }

    private DeliveryReceipt deliver(OutboundMessage message) {
        try (WebhookChannel channel = WebhookChannel.create(settings().build())) {
            return channel.deliver(message, LONG);
        }
    }

    @Test
    void all_of_a_message_is_posted() {
        OutboundMessage message = message()
                .recipientName("Ann")
                .senderAddress("acme@example.com")
                .senderName("Acme")
                .replyTo("questions@example.com")
                .subject("Reminder")
                .html("<p>Reste d\u00fb</p>")
                .needsProofOfDispatch(true)
                .creditTransfer(new CreditTransfer(
                        "Acme",
                        "DE89370400440532013000",
                        Optional.of("COBADEFFXXX"),
                        Money.parse("JPY 1250"),
                        CreditorReference.of("C1")))
                .attachment(new Attachment("F-1.pdf", "application/pdf", new byte[] {0, -1, 1}))
                .build();

        assertThat(deliver(message)).isEqualTo(new Accepted(NOW, Optional.empty()));
        Map<String, String> posted = Json.flat(endpoint.requests().get(0).body());
        assertThat(posted.keySet()).first().isEqualTo("/version");
        assertThat(posted)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("/version", "1"),
                        Map.entry("/type", "message"),
                        Map.entry("/delivery", "0".repeat(64) + ".webhook.2"),
                        Map.entry("/creditor", "acme"),
                        Map.entry("/customer", "C/1"),
                        Map.entry("/recipientAddress", "first"),
                        Map.entry("/recipientName", "Ann"),
                        Map.entry("/senderAddress", "acme@example.com"),
                        Map.entry("/senderName", "Acme"),
                        Map.entry("/replyTo", "questions@example.com"),
                        Map.entry("/subject", "Reminder"),
                        Map.entry("/text", "Reste d\u00fb\n"),
                        Map.entry("/html", "<p>Reste d\u00fb</p>"),
                        Map.entry("/language", "fr"),
                        Map.entry("/businessDate", "2026-04-01"),
                        Map.entry("/plannedAt", "2026-04-01T06:00:00Z"),
                        Map.entry("/needsProofOfDispatch", "true"),
                        Map.entry("/creditTransfer/holder", "Acme"),
                        Map.entry("/creditTransfer/iban", "DE89370400440532013000"),
                        Map.entry("/creditTransfer/bic", "COBADEFFXXX"),
                        Map.entry("/creditTransfer/currency", "JPY"),
                        Map.entry("/creditTransfer/amount", "1250"),
                        Map.entry(
                                "/creditTransfer/reference",
                                CreditorReference.of("C1").orElseThrow().value()),
                        Map.entry("/attachments/0/name", "F-1.pdf"),
                        Map.entry("/attachments/0/mediaType", "application/pdf"),
                        Map.entry("/attachments/0/content", "AP8B")));
        assertThat(endpoint.requests().get(0).line()).isEqualTo("POST /in?tenant=7 HTTP/1.1");
        assertThat(endpoint.requests().get(0).headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("idempotency-key", "0".repeat(64) + ".webhook.2");
    }

    @Test
    void a_request_is_signed_under_every_key_and_a_receiver_needs_one_of_them() {
        try (WebhookChannel channel =
                WebhookChannel.create(settings().alsoSignedWith(OTHER).build())) {
            channel.deliver(message().build(), LONG);
        }
        Endpoint.Request request = endpoint.requests().get(0);
        String header = request.headers().get("relance-signature");

        assertThat(header).matches("t=1775035800,v1=[0-9a-f]{64},v1=[0-9a-f]{64}");
        assertThat(WebhookVerifier.of(KEY).isGenuine(header, request.body(), NOW))
                .isTrue();
        assertThat(WebhookVerifier.of(OTHER).isGenuine(header, request.body(), NOW))
                .isTrue();
        assertThat(WebhookVerifier.of("no-key-of-theirs-", OTHER).isGenuine(header, request.body(), NOW))
                .isTrue();
        assertThat(WebhookVerifier.of("no-key-of-theirs-").isGenuine(header, request.body(), NOW))
                .isFalse();
    }

    /** Computed with: printf '1775035800.{"a":1}' | openssl dgst -sha256 -hmac a-key-of-tests-0. */
    @Test
    void a_signature_that_another_program_made_holds() {
        assertThat(WebhookVerifier.of(KEY)
                        .isGenuine(
                                "t=1775035800,v1=8ffad879c039925e8ed11be7c65cf14ccde8d2fd9fd88e52692ab452fd9ad350",
                                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                                NOW))
                .isTrue();
    }

    @Test
    void a_signature_holds_for_one_body_and_a_few_minutes() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        String signature = Signature.of(KEY, NOW.getEpochSecond(), body);
        String header = "t=" + NOW.getEpochSecond() + ",v1=" + signature;
        WebhookVerifier verifier = WebhookVerifier.of(KEY);

        for (long seconds : new long[] {-300, 0, 300}) {
            assertThat(verifier.isGenuine(header, body, NOW.plusSeconds(seconds)))
                    .isTrue();
        }
        for (long seconds : new long[] {-301, 301}) {
            assertThat(verifier.isGenuine(header, body, NOW.plusSeconds(seconds)))
                    .isFalse();
            assertThat(verifier.within(Duration.ofHours(1)).isGenuine(header, body, NOW.plusSeconds(seconds)))
                    .isTrue();
        }
        assertThat(verifier.isGenuine(header, "{\"a\":2}".getBytes(StandardCharsets.UTF_8), NOW))
                .isFalse();
        for (String other : List.of(
                "",
                "t=" + NOW.getEpochSecond(),
                "v1=" + signature,
                header + ",v2=x",
                header + ",",
                " " + header,
                header.replace("t=1", "t=2"),
                header.substring(0, header.length() - 1),
                header.toUpperCase(Locale.ROOT),
                "t=99999999999,v1=" + signature,
                "t=-1,v1=" + signature,
                "t=" + NOW.getEpochSecond() + (",v1=" + signature).repeat(11))) {
            assertThat(verifier.isGenuine(other, body, NOW)).as(other).isFalse();
        }
        assertThat(verifier).hasToString("verifier of webhooks with 1 keys, within PT5M");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "204, Accepted",
        "302, TemporaryFailure",
        "400, PermanentFailure",
        "401, TemporaryFailure",
        "403, TemporaryFailure",
        "404, TemporaryFailure",
        "409, InDoubt",
        "410, PermanentFailure",
        "413, PermanentFailure",
        "415, PermanentFailure",
        "422, PermanentFailure",
        "429, TemporaryFailure",
        "500, InDoubt",
        "501, TemporaryFailure",
        "502, InDoubt",
        "503, TemporaryFailure",
        "504, InDoubt"
    })
    void a_status_says_what_became_of_the_message(int status, String receipt) {
        endpoint.answers(request -> Endpoint.answer(status, "", ""));

        assertThat(deliver(message().build()).getClass().getSimpleName()).isEqualTo(receipt);
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void what_can_not_be_posted_is_refused_before_anybody_is_asked() {
        try (WebhookChannel channel =
                WebhookChannel.create(settings().maxBytes(1_000).build())) {
            assertThat(channel.deliver(message().text("a".repeat(1_000)).build(), LONG))
                    .isInstanceOfSatisfying(
                            PermanentFailure.class,
                            failure -> assertThat(failure.reason()).endsWith("bytes as JSON; at most 1000 are posted"));
        }
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void half_a_character_arrives_as_it_is() {
        deliver(message().text("a\ud83d").subject("\ude00b").build());

        assertThat(Json.flat(endpoint.requests().get(0).body()))
                .containsEntry("/text", "a\ud83d")
                .containsEntry("/subject", "\ude00b");
    }

    @Test
    void delivery_ids_are_honoured_when_the_host_says_so() {
        assertThat(WebhookChannel.create(settings().build()).features()).containsExactly(ChannelFeature.CARRIES_FILES);
        assertThat(WebhookChannel.create(settings().honoursDeliveryIds().build())
                        .features())
                .contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        assertThat(WebhookChannel.create(
                        settings().channel(new ChannelId("sms-crm")).build()))
                .hasToString("sms-crm to 127.0.0.1");
    }

    @Test
    void events_are_taken_with_a_success_and_come_again_without() {
        List<Event> page = List.of(event(1), event(2));
        try (EventPoster poster = EventPoster.create(settings().build())) {
            assertThat(poster.post(List.of(), LONG)).isEmpty();
            assertThat(poster.post(page, LONG)).isEmpty();
            endpoint.answers(request -> Endpoint.answer(500, "", "no"));
            assertThat(poster.post(page, LONG)).contains("127.0.0.1 answered 500");
            endpoint.behave(Habit.DROPS);
            assertThat(poster.post(page, LONG)).contains("127.0.0.1 dropped the line before it answered");
            endpoint.setAway(true);
            assertThat(poster.post(page, LONG)).contains("127.0.0.1 can't be reached");
        }
        assertThat(endpoint.requests()).hasSize(3);
        for (Endpoint.Request request : endpoint.requests()) {
            assertThat(request.body()).isEqualTo(endpoint.requests().get(0).body());
            assertThat(WebhookVerifier.of(KEY)
                            .isGenuine(request.headers().get("relance-signature"), request.body(), NOW))
                    .isTrue();
        }
        Map<String, String> posted = Json.flat(endpoint.requests().get(0).body());
        assertThat(posted.keySet()).first().isEqualTo("/version");
        assertThat(posted)
                .containsEntry("/version", "1")
                .containsEntry("/type", "events")
                .containsEntry("/events/1/creditor", "acme")
                .containsEntry("/events/1/customer", "C-1")
                .containsEntry("/events/1/sequence", "2")
                .containsEntry("/events/1/at", "2026-04-01T09:30:00Z")
                .containsEntry("/events/1/event/type", "WrittenOff");
        assertThat(new String(endpoint.requests().get(0).body(), StandardCharsets.UTF_8))
                .contains(new String(EventCodec.encode(event(1).event()), StandardCharsets.UTF_8));
    }

    @Test
    void too_many_events_for_a_body_are_not_posted() {
        try (EventPoster poster = EventPoster.create(settings().maxBytes(500).build())) {
            assertThat(poster.post(List.of(event(1), event(2), event(3)), LONG).orElseThrow())
                    .startsWith("3 events have ")
                    .endsWith("at most 500 are posted at once: fewer are to be");
            assertThat(poster).hasToString("events to 127.0.0.1");
        }
        assertThat(endpoint.requests()).isEmpty();
    }

    private static Event event(long sequence) {
        return new Event(
                AccountId.of("acme", "C-1"),
                sequence,
                NOW,
                new AccountEvent.WrittenOff(
                        LocalDate.of(2026, 4, 1),
                        "jane",
                        new ReceivableId("F-" + sequence),
                        Money.parse("EUR 12.50"),
                        "insolvent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host.example/in",
                "https://user:secret@host.example/in",
                "https://host.example/in#x",
                "ftp://127.0.0.1/in",
                "/in"
            })
    void what_is_signed_goes_over_https_alone_or_to_this_machine(String url) {
        assertThatThrownBy(() -> WebhookEndpoint.builder(URI.create(url), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void what_can_not_be_meant_is_refused_where_it_is_said() {
        List<Consumer<WebhookEndpoint.Builder>> wrong = List.of(
                builder -> builder.alsoSignedWith("short"),
                builder -> builder.header("Idempotency-Key", "x"),
                builder -> builder.header("relance-signature", "x"),
                builder -> builder.header("X", "a\r\nb"),
                builder -> builder.header("X y", "a"),
                builder -> builder.header("Content-Length", "1"),
                builder -> builder.maxBytes(0));
        for (Consumer<WebhookEndpoint.Builder> one : wrong) {
            assertThatThrownBy(() -> one.accept(settings())).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> WebhookVerifier.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookVerifier.of("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
