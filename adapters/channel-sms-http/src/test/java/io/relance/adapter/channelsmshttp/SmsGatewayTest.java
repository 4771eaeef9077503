package io.relance.adapter.channelsmshttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.receivable.CreditorId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsGatewayTest {
    private static final URI URL = URI.create("https://api.gateway.example/sms");

    private static SmsGateway.Builder gateway() {
        return SmsGateway.builder(URL).form("to", "{recipient}").form("text", "{text}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.gateway.example",
                "http://127.0.0.1.example.com",
                "https://user:secret@api.gateway.example",
                "https://api.gateway.example/#x",
                "ftp://127.0.0.1",
                "/sms"
            })
    void keys_are_sent_over_https_alone_or_to_this_machine(String url) {
        assertThatThrownBy(() -> SmsGateway.builder(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void what_can_not_be_meant_is_refused_where_it_is_said() {
        List<Consumer<SmsGateway.Builder>> wrong = List.of(
                builder -> builder.method("GET"),
                builder -> builder.json("[]"),
                builder -> builder.json("{\"a\":"),
                builder -> builder.json("{\"a\": \"{amount}\"}"),
                builder -> builder.form("a", "{amount}"),
                builder -> builder.header("X", "a\r\nb"),
                builder -> builder.header("X", "{text}"),
                builder -> builder.header("X y", "a"),
                builder -> builder.header("Content-Length", "1"),
                builder -> builder.header("content-type", "text/plain"),
                builder -> builder.keyHeader("X-Api-Key", "a\nb"),
                builder -> builder.bearer(""),
                builder -> builder.basic("a:b", "c"),
                builder -> builder.sender("twelve chars"),
                builder -> builder.sender("\u00c9cole"),
                builder -> builder.sender(""),
                builder -> builder.reference("id"),
                builder -> builder.code("/a~2"),
                builder -> builder.maxSegments(0));
        for (Consumer<SmsGateway.Builder> one : wrong) {
            assertThatThrownBy(() -> one.accept(gateway())).isInstanceOf(IllegalArgumentException.class);
        }
        for (SmsGateway.Builder without : List.of(
                SmsGateway.builder(URL),
                SmsGateway.builder(URL).form("to", "{recipient}"),
                SmsGateway.builder(URL).form("text", "{text}"),
                gateway().honoursDeliveryIds())) {
            assertThatThrownBy(without::build).isInstanceOf(IllegalStateException.class);
        }
        assertThat(gateway().build()).hasToString("sms over api.gateway.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+33755000001", "33755000001", "36105", "Atelier", "A & B", "ATELIER-1"})
    void numbers_and_short_names_are_senders(String sender) {
        assertThat(gateway().sender(sender).build().sender(new CreditorId("acme")))
                .contains(sender);
    }

    @ParameterizedTest
    @CsvSource({"AC1, x", "MG00000000000000000000000000000001, x", "../../x, x"})
    void names_of_twilio_are_checked(String account, String token) {
        assertThatThrownBy(() -> TwilioMessaging.gateway(account, token)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host.example/sms",
                "https://host.example",
                "https://host.example/\u00e9",
                "https://host.example/#x"
            })
    void an_address_for_callbacks_is_one_that_providers_sign_as_it_is(String url) {
        assertThatThrownBy(() -> TwilioMessaging.callbacks("t0ken", URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void json_keeps_its_shape_and_leaves_out_what_has_nothing_to_say() {
        Body body = new JsonBody(
                "{\"to\": [\"{digits}\"], \"hook\": {\"url\": \"{callback}\", \"on\": true}, \"none\": \"\","
                        + " \"n\": 1.50, \"list\": [{\"text\": \"{sender}: {text}\"}, \"{callback}\", null]}");

        assertThat(new String(
                        body.filled(Map.of("digits", "336", "text", "a\"b\n\u00e9", "sender", "{text}")),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"to\":[\"336\"],\"hook\":{\"on\":true},\"none\":\"\",\"n\":1.50,"
                        + "\"list\":[{\"text\":\"{text}: a\\\"b\\n\u00e9\"},\"\",null]}");
    }
}
