package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users start. */
class RelanceJarIT {
    @TempDir
    Path home;

    private int start(String... args) throws IOException, InterruptedException {
        Path jar = Path.of("target/relance.jar").toAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(home.resolve("out.txt").toFile())
                .redirectError(home.resolve("err.txt").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String text(String name) throws IOException {
        return Files.readString(home.resolve(name), StandardCharsets.UTF_8);
    }

    @Test
    void without_arguments_it_does_the_main_job_and_says_nothing_on_standard_error() throws Exception {
        assertThat(start()).isZero();

        assertThat(text("err.txt")).isEmpty();
        assertThat(text("out.txt")).contains("Decided for 2026-03-31").doesNotContain("\u001b");
        assertThat(home.resolve("relance-sample/report.json")).isNotEmptyFile();
    }

    @Test
    void its_exit_code_is_that_of_the_command() throws Exception {
        assertThat(start("report", "--as-of", "tomorrow")).isEqualTo(2);
        assertThat(start("report", "--books", "none.csv", "--as-of", "2026-03-31", "--out", "d"))
                .isEqualTo(1);
        assertThat(text("err.txt")).contains("none.csv").doesNotContain("Exception in");
        assertThat(start("--version")).isZero();
        assertThat(text("out.txt")).startsWith("relance ");
    }
}
