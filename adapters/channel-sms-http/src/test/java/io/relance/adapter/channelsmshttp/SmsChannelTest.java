package io.relance.adapter.channelsmshttp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.SendingHours;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.InDoubt;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import io.relance.receivable.CreditorId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsChannelTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String PATH = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private SmsGateway.Builder twilio() {
        return TwilioMessaging.gateway(ACCOUNT, "t0ken")
                .url(at(PATH))
                .sender("+33755000001")
                .clock(InstantSource.fixed(Messages.NOW));
    }

    private SmsGateway.Builder vonage() {
        return VonageMessages.gateway("a1b2c3d4", "s3cret")
                .url(at("/v1/messages"))
                .sender("Atelier")
                .clock(InstantSource.fixed(Messages.NOW));
    }

    private SmsGateway.Builder own() {
        return SmsGateway.builder(at("/sms"))
                .json("{\"to\": \"{recipient}\", \"text\": \"{text}\"}")
                .clock(InstantSource.fixed(Messages.NOW));
    }

    private void answers(int status, String body) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static DeliveryReceipt deliver(SmsGateway.Builder gateway) {
        try (SmsChannel channel = SmsChannel.create(gateway.build())) {
            return channel.deliver(Messages.message(1).build(), Messages.LONG);
        }
    }

    @Test
    void twilio_is_asked_as_its_documentation_says() {
        answers(201, Messages.fixture("twilio-accepted.json"));

        assertThat(deliver(twilio()))
                .isEqualTo(new Accepted(Messages.NOW, Optional.of("SM00000000000000000000000000000007")));
        server.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withHeader(
                                "Authorization",
                                equalTo("Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0MGtlbg=="))
                        .withRequestBody(equalTo(
                                "To=%2B33612345678&Body=Reste+d%C3%BB+%3A+12%2C50+%E2%82%AC&From=%2B33755000001")));
    }

    @Test
    void twilio_is_told_the_messaging_service_and_where_to_post_statuses() {
        answers(201, Messages.fixture("twilio-accepted.json"));

        deliver(TwilioMessaging.gateway(ACCOUNT, "t0ken", "MG00000000000000000000000000000002")
                .url(at(PATH))
                .clock(InstantSource.fixed(Messages.NOW))
                .callbacks(TwilioMessaging.callbacks("t0ken", URI.create("https://host.example/sms"))));
        server.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withRequestBody(equalTo("To=%2B33612345678&Body=Reste+d%C3%BB+%3A+12%2C50+%E2%82%AC"
                                + "&StatusCallback=https%3A%2F%2Fhost.example%2Fsms%3Fdelivery%3D"
                                + Messages.delivery(1)
                                + "%26at%3D" + Messages.NOW.getEpochSecond()
                                + "&MessagingServiceSid=MG00000000000000000000000000000002")));
    }

    @Test
    void vonage_is_asked_as_its_documentation_says() {
        answers(202, Messages.fixture("vonage-accepted.json"));

        assertThat(deliver(vonage()))
                .isEqualTo(new Accepted(Messages.NOW, Optional.of("aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab")));
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/messages"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Authorization", equalTo("Basic YTFiMmMzZDQ6czNjcmV0"))
                        .withRequestBody(
                                equalToJson("{\"channel\":\"sms\",\"message_type\":\"text\",\"to\":\"33612345678\","
                                        + "\"from\":\"Atelier\",\"text\":\"Reste d\u00fb : 12,50 \u20ac\",\"client_ref\":\""
                                        + Messages.delivery(1) + "\",\"webhook_version\":\"v1\"}")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, twilio-invalid-number.json, PermanentFailure",
        "400, twilio-unsubscribed.json, PermanentFailure",
        "400, twilio-sender-unfit.json, TemporaryFailure",
        "401, twilio-unauthorized.json, TemporaryFailure",
        "429, twilio-throttled.json, TemporaryFailure",
        "500, twilio-broken.json, InDoubt"
    })
    void what_twilio_answers_is_understood(int status, String body, String receipt) {
        answers(status, Messages.fixture(body));

        assertThat(deliver(twilio()).getClass().getSimpleName()).isEqualTo(receipt);
    }

    @ParameterizedTest
    @CsvSource({
        "422, vonage-invalid-number.json, PermanentFailure",
        "422, vonage-unsubscribed.json, PermanentFailure",
        "422, vonage-sender-unfit.json, TemporaryFailure",
        "401, vonage-unauthorized.json, TemporaryFailure",
        "402, vonage-low-balance.json, TemporaryFailure",
        "429, vonage-throttled.json, TemporaryFailure"
    })
    void what_vonage_answers_is_understood(int status, String body, String receipt) {
        answers(status, Messages.fixture(body));

        assertThat(deliver(vonage()).getClass().getSimpleName()).isEqualTo(receipt);
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "202, Accepted",
        "204, Accepted",
        "302, TemporaryFailure",
        "400, PermanentFailure",
        "401, TemporaryFailure",
        "403, TemporaryFailure",
        "404, TemporaryFailure",
        "409, InDoubt",
        "413, PermanentFailure",
        "422, PermanentFailure",
        "429, TemporaryFailure",
        "500, InDoubt",
        "502, InDoubt",
        "503, TemporaryFailure",
        "504, InDoubt"
    })
    void a_status_says_what_became_of_the_message(int status, String receipt) {
        answers(status, "");

        assertThat(deliver(own()).getClass().getSimpleName()).isEqualTo(receipt);
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void settings_say_otherwise_of_a_status() {
        answers(500, "");

        assertThat(deliver(own().verdict(500, SmsGateway.Verdict.REFUSED_FOR_NOW)))
                .isEqualTo(new TemporaryFailure("127.0.0.1 does not take the message now: 500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "welcome to the network of this hotel",
                "{\"sid\":\"\"}",
                "{\"sid\":\"SM1\",\"sid\":\"SM2\"}",
                "{\"sid\":\"S\\nM\"}"
            })
    void success_without_a_name_for_the_message_is_a_doubt(String body) {
        answers(200, body);

        assertThat(deliver(twilio())).isInstanceOf(InDoubt.class);
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        answers(200, "{\"sid\":\"SM1\",\"more\":\"" + "x".repeat(10_000_000) + "\"}");

        assertThat(deliver(twilio())).isInstanceOf(InDoubt.class);
        answers(400, "{\"code\":21211,\"more\":\"" + "x".repeat(10_000_000) + "\"}");
        assertThat(deliver(twilio())).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void a_gateway_that_is_busy_for_a_moment_is_asked_once_more() {
        server.stubFor(any(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs("Started")
                .willSetStateTo("idle")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        server.stubFor(any(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs("idle")
                .willReturn(aResponse().withStatus(202).withBody(Messages.fixture("vonage-accepted.json"))));

        assertThat(deliver(vonage())).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "Wed, 01 Apr 2026 09:31:00 GMT", "soon", "99999999999999999999"})
    void a_gateway_that_is_busy_for_longer_is_not_waited_for(String when) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", when)));

        assertThat(deliver(vonage()))
                .isEqualTo(
                        new TemporaryFailure("127.0.0.1 does not take the message now: 503; it asks to wait: " + when));
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void the_timeout_is_not_spent_on_waiting() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "2")));
        try (SmsChannel channel = SmsChannel.create(vonage().build())) {
            long before = System.nanoTime();
            assertThat(channel.deliver(Messages.message(1).build(), Duration.ofSeconds(1)))
                    .isInstanceOf(TemporaryFailure.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1_500));
        }
    }

    @Test
    void what_telephones_do_not_show_is_refused_before_anybody_is_asked() {
        answers(201, Messages.fixture("twilio-accepted.json"));
        try (SmsChannel channel = SmsChannel.create(twilio().maxSegments(2).build())) {
            assertThat(channel.deliver(
                            Messages.message(1)
                                    .attachment(new Attachment("F-1.pdf", "application/pdf", new byte[1]))
                                    .build(),
                            Messages.LONG))
                    .isEqualTo(new PermanentFailure("a text message carries no attachments, and this has 1"));
            assertThat(channel.deliver(Messages.message(1).text("a".repeat(307)).build(), Messages.LONG))
                    .isEqualTo(
                            new PermanentFailure("the text takes 3 segments in the GSM alphabet; at most 2 are sent"));
            assertThat(channel.deliver(
                            Messages.message(1).text("\u00ea".repeat(135)).build(), Messages.LONG))
                    .isEqualTo(new PermanentFailure(
                            "the text takes 3 segments in the alphabet UCS-2; at most 2 are sent"));
            for (String text : new String[] {"\n\n", "a\u0000b", "a\tb", "a\ud83d"}) {
                assertThat(channel.deliver(Messages.message(1).text(text).build(), Messages.LONG))
                        .isInstanceOf(PermanentFailure.class);
            }
            assertThat(channel.deliver(
                            Messages.message(1)
                                    .recipientAddress("06 12 34 56 78")
                                    .build(),
                            Messages.LONG))
                    .isEqualTo(new PermanentFailure(
                            "the address is no telephone number with its country code, such as +33612345678"));
        }
        server.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void words_that_look_like_places_stay_words() {
        answers(200, "");
        try (SmsChannel channel = SmsChannel.create(own().build())) {
            channel.deliver(
                    Messages.message(1).text("{recipient} $1 \\ \" {text}").build(), Messages.LONG);
        }
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/sms"))
                        .withRequestBody(
                                equalToJson("{\"to\":\"+33612345678\",\"text\":\"{recipient} $1 \\\\ \\\" {text}\"}")));
    }

    @Test
    void a_creditor_has_a_sender_of_its_own_and_none_is_no_hand_over() {
        answers(202, Messages.fixture("vonage-accepted.json"));
        SmsGateway.Builder gateway =
                VonageMessages.gateway(() -> "jwt").url(at("/v1/messages")).sender(new CreditorId("other"), "OTHER");

        assertThat(deliver(gateway))
                .isEqualTo(new TemporaryFailure(
                        "no sender is set for the text messages of this creditor; nothing was sent"));
        assertThat(deliver(gateway.sender(new CreditorId("acme"), "ACME"))).isInstanceOf(Accepted.class);
        server.verify(
                1,
                postRequestedFor(anyUrl())
                        .withHeader("Authorization", equalTo("Bearer jwt"))
                        .withRequestBody(matchingJsonPath("$[?(@.from == 'ACME')]")));
    }

    @Test
    void tokens_that_can_not_be_had_are_a_failure_for_now_that_tells_no_secret() {
        SmsGateway.Builder gateway = VonageMessages.gateway(() -> {
                    throw new IllegalStateException("the private key is s3cret");
                })
                .url(at("/v1/messages"))
                .sender("ACME");

        assertThat(deliver(gateway))
                .isEqualTo(new TemporaryFailure(
                        "127.0.0.1 was not asked: no access token could be had (IllegalStateException)"));
        assertThat(deliver(gateway.bearer(() -> "a\r\nX-Added: b"))).isInstanceOf(TemporaryFailure.class);
        server.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void what_an_answer_repeats_of_a_key_is_shown_nowhere() {
        String key = "p+ss/word=1";
        String basic = "QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTpwK3NzL3dvcmQ9MQ==";
        for (String echo : new String[] {key, basic, "p%2Bss%2Fword%3D1"}) {
            for (int status : new int[] {201, 400, 429, 500}) {
                answers(
                        status,
                        "{\"sid\":\"" + echo + "\",\"code\":\"" + echo + "\",\"message\":\"it was " + echo + "\"}");
                DeliveryReceipt receipt = deliver(twilio().basic(ACCOUNT, key));
                assertThat(receipt.toString()).doesNotContain(echo);
            }
        }
        SmsGateway gateway = twilio().basic(ACCOUNT, key)
                .callbacks(TwilioMessaging.callbacks(key, at("/sms")))
                .build();
        assertThat(gateway + " " + SmsChannel.create(gateway) + " "
                        + gateway.callbacks().orElseThrow())
                .isEqualTo("sms over 127.0.0.1 sms over 127.0.0.1 callbacks of Twilio at 127.0.0.1");
    }

    @Test
    void a_key_with_blanks_is_shown_nowhere_either() {
        String key = "two  blanks and one";
        for (String echo : new String[] {key, "two  blanks\\nand one", "two  blanks and\\tone"}) {
            answers(400, "{\"code\":21211,\"message\":\"it was " + echo + "\"}");
            assertThat(deliver(twilio().keyHeader("X-Key", key)).toString()).doesNotContain("blanks");
        }
    }

    @Test
    void words_of_gateways_are_one_line_of_at_most_300_characters() {
        answers(400, "{\"code\":21211,\"message\":\"" + "no\\r\\n\\u2028such ".repeat(100) + "\"}");

        assertThat(((PermanentFailure) deliver(twilio())).reason())
                .startsWith("127.0.0.1 refuses the message: 400, 21211, no such no such")
                .hasSizeLessThan(350)
                .doesNotContain("\n", "\r", "\u2028");
    }

    @Test
    void it_promises_what_the_gateway_does_and_reaches_persons_by_day() {
        assertThat(SmsChannel.create(own().build()).features()).isEmpty();
        assertThat(SmsChannel.create(own().build()).sendingHours()).isEqualTo(SendingHours.PERSONS_8_TO_20);
        assertThat(SmsChannel.create(own().header("Idempotency-Key", "{delivery}")
                                .honoursDeliveryIds()
                                .callbacks(callback -> List.of())
                                .build())
                        .features())
                .containsExactlyInAnyOrder(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.LATE_RECEIPTS);
    }
}
