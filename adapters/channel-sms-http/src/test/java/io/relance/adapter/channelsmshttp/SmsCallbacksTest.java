package io.relance.adapter.channelsmshttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.channel.LateReceipt.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsCallbacksTest {
    private static final String KEY = "12345";
    private static final String SID = "SM00000000000000000000000000000007";
    private static final String QUERY = "delivery=" + Messages.delivery(7) + "&at=1775035800";

    private static SmsCallbacks twilio(String url) {
        return TwilioMessaging.callbacks(KEY, URI.create(url));
    }

    private static SmsCallbacks vonage() {
        return VonageMessages.callbacks(
                KEY, Optional.empty(), Duration.ofMinutes(10), InstantSource.fixed(Messages.NOW));
    }

    /** The example of Twilio's documentation: a genuine request, which is no status of a message. */
    @Test
    void the_signature_of_the_documented_example_holds() {
        String form =
                "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212";
        SmsCallbacks callbacks = twilio("https://mycompany.com/myapp.php");

        assertThatThrownBy(() ->
                        callbacks.read(Callbacks.twilioSigned("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", "foo=1&bar=2", form)))
                .hasMessage("a callback of Twilio's that is no status of a message");
        assertThatThrownBy(() ->
                        callbacks.read(Callbacks.twilioSigned("1/KCTR6DLpKmkAf8muzZqo1nDgQ=", "foo=1&bar=2", form)))
                .hasMessage("the signature of a callback of Twilio's does not hold");
    }

    @Test
    void what_twilio_delivered_is_told_with_its_delivery_id_and_the_second_of_the_hand_over() {
        RawCallback callback =
                Callbacks.twilio(KEY, "https://host.example/sms", QUERY, Messages.fixture("twilio-delivered.txt"));

        assertThat(twilio("https://host.example/sms").read(callback))
                .containsExactly(new LateReceipt(
                        SID + " delivered",
                        Optional.of(Messages.delivery(7)),
                        Optional.of(SID),
                        Outcome.DELIVERED,
                        Instant.ofEpochSecond(1775035800),
                        "Twilio: delivered"));
    }

    @ParameterizedTest
    @CsvSource({
        "undelivered, 30005, BOUNCED",
        "undelivered, 30006, BOUNCED",
        "undelivered, 30004, BOUNCED",
        "failed, 21610, BOUNCED",
        "undelivered, 30003, NOT_DELIVERED_NOW",
        "undelivered, 30007, NOT_DELIVERED_NOW",
        "undelivered, 30008, NOT_DELIVERED_NOW",
        "failed, 30001, NOT_DELIVERED_NOW"
    })
    void what_twilio_could_not_deliver_is_told_with_its_cause(String status, String code, Outcome outcome) {
        String form = Messages.fixture("twilio-undelivered.txt")
                .replace("undelivered", status)
                .replace("30005", code);

        assertThat(twilio("https://host.example/sms")
                        .read(Callbacks.twilio(KEY, "https://host.example/sms", QUERY, form)))
                .singleElement()
                .satisfies(late -> {
                    assertThat(late.outcome()).isEqualTo(outcome);
                    assertThat(late.detail()).isEqualTo("Twilio: " + status + ", " + code);
                    assertThat(late.id()).isEqualTo(SID + " " + status);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "sending", "sent", "accepted", "something-new"})
    void a_message_on_its_way_is_no_report(String status) {
        String form = Messages.fixture("twilio-delivered.txt").replace("delivered", status);

        assertThat(twilio("https://host.example/sms")
                        .read(Callbacks.twilio(KEY, "https://host.example/sms", QUERY, form)))
                .isEmpty();
        String body = Messages.fixture("vonage-delivered.json").replace("\"delivered\"", "\"" + status + "\"");
        assertThat(vonage().read(Callbacks.vonage(KEY, body, Messages.NOW))).isEmpty();
    }

    /** Twilio signs the address with its port or without. */
    @ParameterizedTest
    @CsvSource({
        "https://host.example:8443/sms, https://host.example:8443/sms, true",
        "https://host.example:8443/sms, https://host.example/sms, true",
        "https://host.example/sms, https://host.example:443/sms, true",
        "https://host.example/sms, https://other.example/sms, false",
        "https://host.example/sms, https://host.example/other, false",
        "https://host.example/sms, http://host.example/sms, false"
    })
    void the_signature_is_over_the_address_that_twilio_was_given(String ours, String signed, boolean genuine) {
        RawCallback callback = Callbacks.twilio(KEY, signed, QUERY, Messages.fixture("twilio-delivered.txt"));

        if (genuine) {
            assertThat(twilio(ours).read(callback)).hasSize(1);
        } else {
            assertThatThrownBy(() -> twilio(ours).read(callback)).isInstanceOf(CallbackRefusedException.class);
        }
    }

    @Test
    void another_delivery_in_the_address_is_a_forgery() {
        String form = Messages.fixture("twilio-delivered.txt");
        String signature = Callbacks.twilioSignature(KEY, "https://host.example/sms?" + QUERY, form);
        SmsCallbacks callbacks = twilio("https://host.example/sms");

        assertThat(callbacks.read(Callbacks.twilioSigned(signature, QUERY, form)))
                .hasSize(1);
        for (String query : List.of(
                QUERY.replace("at=1", "at=2"),
                QUERY + "&delivery=" + Messages.delivery(8),
                "",
                QUERY.replace("07.", "08."))) {
            assertThatThrownBy(() -> callbacks.read(Callbacks.twilioSigned(signature, query, form)))
                    .isInstanceOf(CallbackRefusedException.class);
        }
    }

    @Test
    void a_form_that_can_not_be_read_is_refused() {
        RawCallback broken = new RawCallback(
                "/sms?%zz", Map.of("X-Twilio-Signature", List.of("x")), "a=%".getBytes(StandardCharsets.UTF_8), "");

        assertThatThrownBy(() -> twilio("https://host.example/sms").read(broken))
                .isInstanceOf(CallbackRefusedException.class)
                .hasMessage("a callback of Twilio's that can't be read");
    }

    @Test
    void what_vonage_delivered_is_told_with_its_delivery_id_and_time() {
        String body = Messages.fixture("vonage-delivered.json")
                .replace("DELIVERY", Messages.delivery(7).toString());

        assertThat(vonage().read(Callbacks.vonage(KEY, body, Messages.NOW)))
                .containsExactly(new LateReceipt(
                        "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab delivered",
                        Optional.of(Messages.delivery(7)),
                        Optional.of("aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"),
                        Outcome.DELIVERED,
                        Instant.parse("2026-04-01T09:29:30Z"),
                        "Vonage: delivered"));
    }

    @ParameterizedTest
    @CsvSource({
        "rejected, 1190, BOUNCED",
        "rejected, 1240, BOUNCED",
        "undeliverable, 1300, BOUNCED",
        "rejected, 1180, NOT_DELIVERED_NOW",
        "rejected, 1120, NOT_DELIVERED_NOW",
        "undeliverable, 1330, NOT_DELIVERED_NOW"
    })
    void what_vonage_could_not_deliver_is_told_with_its_cause(String status, String code, Outcome outcome) {
        String body = Messages.fixture("vonage-rejected.json")
                .replace("rejected", status)
                .replace("1190", code);

        assertThat(vonage().read(Callbacks.vonage(KEY, body, Messages.NOW)))
                .singleElement()
                .satisfies(late -> {
                    assertThat(late.outcome()).isEqualTo(outcome);
                    assertThat(late.delivery())
                            .as("a reference of somebody else's")
                            .isEmpty();
                    assertThat(late.detail())
                            .isEqualTo("Vonage: " + status + ", " + code + ", Absent Subscriber Permanent");
                });
    }

    @Test
    void a_token_of_another_time_is_refused_and_one_at_the_edges_is_not() {
        String body = Messages.fixture("vonage-delivered.json");

        for (Duration age : List.of(Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(-5))) {
            assertThat(vonage().read(Callbacks.vonage(KEY, body, Messages.NOW.minus(age))))
                    .hasSize(1);
        }
        for (Duration age : List.of(Duration.ofSeconds(601), Duration.ofSeconds(-301))) {
            assertThatThrownBy(() -> vonage().read(Callbacks.vonage(KEY, body, Messages.NOW.minus(age))))
                    .hasMessage("a callback of Vonage's is from another time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"none\"}", "{\"alg\":\"HS512\"}", "{}", "x"})
    void a_token_does_not_choose_how_it_is_checked(String header) {
        String body = Messages.fixture("vonage-delivered.json");

        assertThatThrownBy(
                        () -> vonage().read(Callbacks.vonage(KEY, header, Callbacks.claims(body, Messages.NOW), body)))
                .hasMessage("the signature of a callback of Vonage's does not hold");
    }

    @Test
    void a_token_without_its_claims_or_of_another_key_or_body_is_refused() {
        String body = Messages.fixture("vonage-delivered.json");
        String header = "{\"alg\":\"HS256\"}";
        String claims = Callbacks.claims(body, Messages.NOW);
        for (RawCallback callback : List.of(
                Callbacks.vonage("54321", body, Messages.NOW),
                Callbacks.vonage(KEY, header, claims.replace("payload_hash", "other"), body),
                Callbacks.vonage(KEY, header, claims.replace("iat", "other"), body),
                Callbacks.vonage(KEY, header, "[]", body),
                Callbacks.vonage(KEY, header, claims, body + " "),
                Callbacks.vonage(KEY, "{\"no\":\"status\"}", Messages.NOW),
                new RawCallback(
                        Map.of("Authorization", List.of("Bearer a.b.c")), body.getBytes(StandardCharsets.UTF_8), ""))) {
            assertThatThrownBy(() -> vonage().read(callback)).isInstanceOf(CallbackRefusedException.class);
        }
    }
}
