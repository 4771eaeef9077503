package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void fields_stand_in_the_order_in_which_they_were_given() {
        JsonText json = new JsonText()
                .put("b", "x\"\\\n\u0000")
                .put("a", 12L)
                .put("o", new JsonText().put("c", "\u00e9\ud83d\ude00"))
                .put("e", new JsonText());

        assertThat(json)
                .hasToString(
                        "{\"b\":\"x\\\"\\\\\\u000a\\u0000\",\"a\":12,\"o\":{\"c\":\"\u00e9\ud83d\ude00\"},\"e\":{}}");
    }

    @Property
    void every_text_is_read_again_as_it_was(@ForAll String name, @ForAll String text) {
        String json = new JsonText().put(name, text).toString();

        assertThat(Json.parse(json.getBytes(StandardCharsets.UTF_8))
                        .at(name)
                        .text()
                        .orElse(""))
                .isEqualTo(text.isBlank() ? "" : text);
    }
}
