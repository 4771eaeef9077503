package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {
    @TempDir
    Path home;

    private Path books() {
        return CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-100,ACME,2026-01-10,2026-03-20,100.00,EUR");
    }

    @Test
    void a_directory_that_cannot_be_made_exits_with_3_in_one_line() {
        Path file = CommandLineRun.write(home, "taken", "I am a file");
        for (String command : new String[] {"report", "run"}) {
            CommandLineRun run = CommandLineRun.in(
                    home, command, "--books", books().toString(), "--as-of", "2026-03-31", "--out", file.toString());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines().filter(line -> line.startsWith("relance: can't write")))
                    .hasSize(1);
            assertThat(run.err()).doesNotContain("\tat ");
            assertThat(file).hasContent("I am a file");
        }
    }

    @Test
    void a_bug_exits_with_3_in_one_line_without_a_stack_trace() {
        CommandLineRun run = CommandLineRun.in(
                home,
                file -> {
                    throw new IllegalStateException("first\n\tsecond");
                },
                "report",
                "--books",
                books().toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                home.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines().toList())
                .last()
                .isEqualTo("relance: this is a bug: java.lang.IllegalStateException: first second");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void an_error_of_the_machine_exits_with_3_too() {
        CommandLineRun run = CommandLineRun.in(
                home,
                file -> {
                    throw new OutOfMemoryError("heap");
                },
                "report",
                "--books",
                books().toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                home.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("relance: this is a bug: java.lang.OutOfMemoryError: heap");
    }

    @Test
    void a_customer_who_cannot_be_mailed_leaves_messages_and_exits_with_4() {
        Path books = CommandLineRun.write(
                home,
                "mail.csv",
                "invoice,customer,customerName,issued,due,amount,currency,email",
                "F-1,A,Good,2026-01-10,2026-03-20,100.00,EUR,good@a.example",
                "F-2,B,\"Bad\nname\",2026-01-10,2026-03-20,100.00,EUR,bad@b.example");
        CommandLineRun run = CommandLineRun.in(
                home,
                "run",
                "--books",
                books.toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                home.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("1 message(s) could not be handed over");
        assertThat(CommandLineRun.filesOf(home.resolve("out")).keySet())
                .contains("decisions.csv", "report.json")
                .filteredOn(name -> name.endsWith(".eml"))
                .singleElement()
                .asString()
                .startsWith("outbox/2026-03-31_A_");
    }

    @Test
    void a_customer_who_cannot_be_decided_about_exits_with_3_in_one_line_that_names_them() {
        Path books = CommandLineRun.write(
                home,
                "far.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,Good,2026-01-10,2026-03-20,100.00,EUR",
                "F-2,Faraway,2026-01-10,+999999999-12-31,100.00,EUR");
        CommandLineRun run = CommandLineRun.in(
                home,
                "run",
                "--books",
                books.toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                home.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines().toList())
                .last()
                .asString()
                .startsWith("relance: customer Faraway could not be dealt with on 2026-03-31: DateTimeException")
                .doesNotContain("Good");
        assertThat(run.err()).doesNotContain("\tat ");
    }
}
