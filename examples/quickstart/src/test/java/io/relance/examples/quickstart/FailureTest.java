package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {
    /** No label of a domain has more than 63 characters (RFC 1035). */
    private static final String UNMAILABLE = "bad@" + "b".repeat(64) + ".example";

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
                "F-2,B,Bad,2026-01-10,2026-03-20,100.00,EUR," + UNMAILABLE);
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
        assertThat(run.err().lines().dropWhile(line -> !line.contains("could not be handed over")))
                .hasSize(2)
                .first()
                .isEqualTo("1 message(s) could not be handed over; when the cause is gone: approve --message ID"
                        + " --release");
        assertThat(run.err().lines().toList())
                .last()
                .asString()
                .startsWith("  2026-03-31, customer B, email " + UNMAILABLE + ": ")
                .contains("its domain can't be written in DNS", "; task raised: ");
        assertThat(CommandLineRun.filesOf(home.resolve("out")).keySet())
                .contains("decisions.csv", "report.json")
                .filteredOn(name -> name.endsWith(".eml"))
                .singleElement()
                .asString()
                .startsWith("outbox/2026-03-31_A_");
    }

    @Test
    void a_message_that_could_not_be_handed_over_is_told_by_every_run_until_a_person_has_seen_to_it() {
        Path books = CommandLineRun.write(
                home,
                "mail.csv",
                "invoice,customer,customerName,issued,due,amount,currency,email",
                "F-2,B,Bad,2026-01-10,2026-03-20,100.00,EUR," + UNMAILABLE);
        String out = home.resolve("out").toString();
        String[] run = {"run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", out};
        assertThat(CommandLineRun.in(home, run).exitCode()).isEqualTo(4);

        CommandLineRun again = CommandLineRun.in(home, run);
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err()).contains("1 message(s) could not be handed over", "customer B");
        CommandLineRun status = CommandLineRun.in(home, "status", "--out", out);
        assertThat(status.out()).containsPattern("[0-9a-f]{16}  REFUSED since 2026-03-31  customer B  ");
        String id = status.out().replaceFirst("(?s).*\\n([0-9a-f]{16})  REFUSED .*", "$1");

        CommandLineRun released = CommandLineRun.in(
                home, "approve", "--out", out, "--message", id, "--release", "--by", "jane", "--as-of", "2026-03-31");

        assertThat(released.out()).startsWith(id + "  released  customer B");
        assertThat(CommandLineRun.in(home, "status", "--out", out).out()).doesNotContain("REFUSED since");
    }

    @Test
    void at_most_20_messages_that_could_not_be_handed_over_are_named() {
        List<String> lines = new ArrayList<>(List.of("invoice,customer,issued,due,amount,currency,email"));
        for (int i = 1; i <= 23; i++) {
            lines.add("F-" + i + ",C-" + i + ",2026-01-10,2026-03-20,100.00,EUR," + UNMAILABLE);
        }
        Path books = CommandLineRun.write(home, "many.csv", lines.toArray(new String[0]));
        CommandLineRun run = CommandLineRun.in(
                home, "run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/out");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err().lines().filter(line -> line.startsWith("  2026-03-31, customer C-")))
                .hasSize(20);
        assertThat(run.err()).contains("23 message(s) could not be handed over").endsWith("  and 3 more\n");
    }

    @Test
    void names_with_line_breaks_and_ids_with_dots_at_odd_places_are_mailed_all_the_same() {
        Path books = CommandLineRun.write(
                home,
                "odd.csv",
                "invoice,customer,customerName,issued,due,amount,currency",
                "F-1,A,\"Brasserie\n\tdu Port\",2026-01-10,2026-03-20,100.00,EUR",
                "F-2,ACME Inc.,,2026-01-10,2026-03-20,100.00,EUR",
                "F-3,.5,,2026-01-10,2026-03-20,100.00,EUR",
                "F-4,A..B,,2026-01-10,2026-03-20,100.00,EUR",
                "F-5,.,,2026-01-10,2026-03-20,100.00,EUR",
                "F-6,..,,2026-01-10,2026-03-20,100.00,EUR");
        CommandLineRun run = CommandLineRun.in(
                home, "run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/out");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(CommandLineRun.filesOf(home.resolve("out/outbox")).values())
                .hasSize(6)
                .anySatisfy(mail -> assertThat(mail).contains("To: Brasserie du Port <A@customer.invalid>"))
                .anySatisfy(mail -> assertThat(mail).contains("ACME%20Inc%2E@customer.invalid"))
                .anySatisfy(mail -> assertThat(mail).contains("%2E%2E@customer.invalid"));
    }

    @Test
    void the_reasons_of_the_file_system_are_words_and_no_names_of_classes() {
        Path file = home.resolve("x");
        assertThat(FileTrouble.of(file, new AccessDeniedException("x"))).isEqualTo("permission denied");
        assertThat(FileTrouble.of(file, new NoSuchFileException("x"))).isEqualTo("there is no such file");
        assertThat(FileTrouble.of(file, new FileAlreadyExistsException("x")))
                .isEqualTo("a file of that name is in the way");
        assertThat(FileTrouble.of(file, new FileSystemException("x", null, "No space left on device")))
                .isEqualTo("no space left on device");
        assertThat(FileTrouble.of(file, new IOException())).isEqualTo("the file system refused");
        assertThat(FileTrouble.of(home, new IOException("Is a directory"))).isEqualTo("it is a directory");
    }

    @Test
    void what_keeps_a_file_from_being_written_is_told_in_words() throws Exception {
        Path out = home.resolve("out");
        Files.createDirectories(out.resolve("report.json").resolve("full"));
        CommandLineRun directory = CommandLineRun.in(
                home, "report", "--books", books().toString(), "--as-of", "2026-03-31", "--out", out.toString());
        Path file = CommandLineRun.write(home, "taken", "I am a file");
        CommandLineRun taken = CommandLineRun.in(
                home, "report", "--books", books().toString(), "--as-of", "2026-03-31", "--out", file.toString());
        CommandLineRun outbox = CommandLineRun.in(
                home,
                "run",
                "--books",
                books().toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                CommandLineRun.write(home.resolve("o2"), "outbox", "I am a file")
                        .getParent()
                        .toString());

        assertThat(directory.err()).contains("report.json: it is a directory").doesNotContain("Exception");
        assertThat(taken.err())
                .contains("taken/report.json: ")
                .contains("in the way")
                .doesNotContain("Exception");
        assertThat(outbox.err()).contains(": a file of that name is in the way").doesNotContain("Exception");
        assertThat(List.of(directory.exitCode(), taken.exitCode(), outbox.exitCode()))
                .containsOnly(3);
    }

    @Test
    void a_customer_who_cannot_be_decided_about_exits_with_3_in_one_line_that_names_them() {
        Path books = CommandLineRun.write(
                home,
                "far.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,Good,2026-01-10,2026-03-20,100.00,EUR",
                "F-2,Faraway,2026-01-10,+999999999-12-31,100.00,EUR");
        Path mapping = CommandLineRun.write(
                home,
                "far.yaml",
                "dates: uuuu-MM-dd",
                "columns:",
                "  invoice: { column: invoice }",
                "  customer: { column: customer }",
                "  issued: { column: issued }",
                "  due: { column: due }",
                "  amount: { column: amount }",
                "  currency: { column: currency }");
        CommandLineRun run = CommandLineRun.in(
                home,
                "run",
                "--books",
                books.toString(),
                "--mapping",
                mapping.toString(),
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
