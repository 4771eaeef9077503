package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static Json json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_gives_what_is_asked_for() {
        Json json = json("{\"a\":{\"b\":[1,\"x\",true,null,{\"c\":2.5}]},\"n\":12345678901234}");

        assertThat(json.at("a", "b").items()).hasSize(5);
        assertThat(json.at("a", "b").items().get(0).whole()).contains(1L);
        assertThat(json.at("a", "b").items().get(1).text()).contains("x");
        assertThat(json.at("a", "b").items().get(2).text()).contains("true");
        assertThat(json.at("n").whole()).contains(12345678901234L);
    }

    @Test
    void it_says_nothing_of_what_is_not_there_or_something_else() {
        Json json = json("{\"a\":\"\",\"n\":1.5,\"big\":99999999999999999999,\"nothing\":null,\"t\":\"12\"}");

        assertThat(json.at("x", "y").text()).isEmpty();
        assertThat(json.at("a").text()).as("blank").isEmpty();
        assertThat(json.at("n").whole()).isEmpty();
        assertThat(json.at("big").whole()).isEmpty();
        assertThat(json.at("nothing").text()).isEmpty();
        assertThat(json.at("t").whole()).isEmpty();
        assertThat(json.at("t").items()).isEmpty();
        assertThat(json.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "{\"a\":1,\"a\":2}", "nul", "[1,]", "{'a':1}", "\"secret"})
    void what_is_no_document_is_refused_without_a_word_of_it(String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOf(UnreadableJsonException.class)
                .hasMessage("this is no JSON that can be read")
                .hasNoCause();
    }

    @Test
    void documents_have_bounds() {
        assertThat(json("[".repeat(40) + "]".repeat(40)).items()).hasSize(1);
        assertThatThrownBy(() -> json("[".repeat(41) + "]".repeat(41))).isInstanceOf(UnreadableJsonException.class);
        assertThatThrownBy(() -> json("9".repeat(41))).isInstanceOf(UnreadableJsonException.class);
    }
}
