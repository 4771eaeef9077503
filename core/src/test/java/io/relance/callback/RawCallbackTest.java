package io.relance.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawCallbackTest {
    @Test
    void headers_of_a_callback_are_found_whatever_their_case() {
        RawCallback callback = new RawCallback(
                Map.of("X-Signature", List.of("one", "two")), "body".getBytes(StandardCharsets.UTF_8), "192.0.2.1");

        assertThat(callback.header("x-signature")).contains("one");
        assertThat(callback.headers("X-SIGNATURE")).containsExactly("one", "two");
        assertThat(callback.header("other")).isEmpty();
        assertThat(callback.headerNames()).containsExactly("x-signature");
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
                        Map.of("X", Collections.nCopies(RawCallback.MAX_HEADERS + 1, "y")), new byte[0], ""))
                .hasMessage("a callback has at most 200 header values, but this has 201");
    }
}
