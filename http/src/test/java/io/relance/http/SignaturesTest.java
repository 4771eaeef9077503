package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    /** RFC 4231, test case 2. */
    @Test
    void the_example_of_the_standard() {
        String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        assertThat(Signatures.hmacSha256("Jefe", bytes("what do ya want for nothing?")))
                .isEqualTo(expected);
        assertThat(Signatures.hmacSha256("Jefe", bytes("what do ya want "), bytes("for nothing?")))
                .as("in parts")
                .isEqualTo(expected);
    }

    @Test
    void texts_are_the_same_or_not() {
        assertThat(Signatures.areSame("abc", "abc")).isTrue();
        assertThat(Signatures.areSame("abc", "abd")).isFalse();
        assertThat(Signatures.areSame("abc", "")).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
