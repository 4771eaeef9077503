package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServicesBenchmarksTest {
    @Test
    void everybody_is_answered_and_every_callback_is_read() throws Exception {
        ServicesBenchmark services = new ServicesBenchmark();
        assertThatCode(services::compare).doesNotThrowAnyException();
        services.close();
    }

    @Test
    void both_make_the_same_code() {
        SepaCodeBenchmark codes = new SepaCodeBenchmark();
        assertThatCode(codes::compare).doesNotThrowAnyException();
        assertThat(new String(codes.png(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        assertThat(codes.svg()).startsWith("<svg");
    }
}
