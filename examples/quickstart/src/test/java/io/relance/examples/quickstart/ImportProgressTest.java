package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportProgressTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_bar_is_drawn_for_a_person_only(boolean terminal) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        try (ImportProgress progress = new ImportProgress(streams)) {
            progress.rows(Path.of("a.csv"), 10_000, 5_000, 10_000);
            progress.rows(Path.of("a.csv"), 20_000, 10_000, 10_000);
            progress.rows(Path.of("b.csv"), 10_000, 10_000, 10_000);
        }

        String drawn = err.toString(StandardCharsets.UTF_8);
        if (terminal) {
            assertThat(drawn).contains("a.csv").contains("b.csv").contains("100%");
        } else {
            assertThat(drawn).isEmpty();
        }
    }
}
