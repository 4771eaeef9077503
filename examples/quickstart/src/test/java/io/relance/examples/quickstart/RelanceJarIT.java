package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users start. */
class RelanceJarIT {
    @TempDir
    Path home;

    private int start(String... args) throws IOException, InterruptedException {
        Process process = process(Map.of(), args);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process process(Map<String, String> variables, String... args) throws IOException {
        Path jar = Path.of("target/relance.jar").toAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(home.resolve("out.txt").toFile())
                .redirectError(home.resolve("err.txt").toFile());
        builder.environment().putAll(variables);
        return builder.start();
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
    void who_takes_callbacks_ends_when_the_process_is_told_to_and_leaves_what_is_remembered_free() throws Exception {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-01-10,2026-03-20,1.00,EUR");
        assertThat(start("run", "--books", "books.csv", "--as-of", "2026-03-31", "--out", "work"))
                .isZero();
        Process process = process(
                Map.of(Stripe.KEY, StripeStandIn.KEY, Stripe.WEBHOOK_SECRET, StripeStandIn.SECRET),
                "callbacks",
                "--out",
                "work",
                "--pay-by",
                "stripe");
        try {
            for (int i = 0; i < 600 && process.isAlive() && !text("out.txt").contains("/callbacks/stripe\n"); i++) {
                Thread.sleep(100);
            }
            assertThat(text("out.txt"))
                    .as(text("err.txt"))
                    .matches("listening on http://127\\.0\\.0\\.1:[0-9]+: /callbacks/stripe\n");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(text("err.txt")).isEqualTo("0 callbacks taken\n");
        assertThat(start("status", "--out", "work")).isZero();
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
