package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that dies while it hands over, and the same command given again. */
class InterruptedRunTest {
    @TempDir
    Path home;

    private Path books;

    /** What no part of the program survives: as near to a kill as a test in the same process comes. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void books() {
        // F-1 and F-2 are not issued on the first day, and settled before the last; F-3 and F-4 are reminded on the
        // same days
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,settled",
                "F-1,A,2026-02-20,2026-03-10,100.00,EUR,2026-03-20",
                "F-2,B,2026-02-20,2026-03-10,100.00,EUR,2026-03-28",
                "F-3,C,2026-02-20,2026-03-10,100.00,EUR,",
                "F-4,D,2026-02-20,2026-03-10,100.00,EUR,",
                "F-5,E,2025-12-01,2026-01-31,100.00,EUR,");
    }

    private CommandLineRun run(String out, Consumer<Path> afterEachFile, String from, String to) {
        return CommandLineRun.in(
                home,
                afterEachFile,
                "run",
                "--books",
                books.toString(),
                "--from",
                from,
                "--to",
                to,
                "--out",
                home.resolve(out).toString());
    }

    private String told(String out, String... command) {
        String[] args = new String[command.length + 4];
        System.arraycopy(command, 0, args, 0, command.length);
        args[command.length] = "--out";
        args[command.length + 1] = home.resolve(out).toString();
        args[command.length + 2] = "--format";
        args[command.length + 3] = "json";
        return CommandLineRun.in(home, args).out();
    }

    /** Dies as soon as the n-th mail is in its place, before that can be recorded. */
    private void killAtMail(int n, String from, String to) {
        int[] mails = {0};
        assertThatThrownBy(() -> run(
                        "killed",
                        file -> {
                            if (file.toString().endsWith(".eml") && ++mails[0] == n) {
                                throw new Killed();
                            }
                        },
                        from,
                        to))
                .isInstanceOf(Killed.class);
    }

    private void assertSame(String out, String other) {
        assertThat(CommandLineRun.filesOf(home.resolve(out)))
                .isEqualTo(CommandLineRun.filesOf(home.resolve(other)))
                .hasSizeGreaterThan(5);
        assertThat(told(out, "status")).isEqualTo(told(other, "status")).contains("\"IN_DOUBT\": 0");
        for (String customer : new String[] {"A", "B", "C", "D", "E"}) {
            assertThat(told(out, "timeline", "--customer", customer))
                    .isEqualTo(told(other, "timeline", "--customer", customer));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void killed_while_it_sends_the_same_command_again_leaves_what_one_undisturbed_run_leaves(int mail) {
        run("undisturbed", file -> {}, "2026-01-05", "2026-04-20");
        killAtMail(mail, "2026-01-05", "2026-04-20");
        assertThat(told("killed", "status")).containsPattern("\"SENDING\": [1-9]");

        CommandLineRun again = run("killed", file -> {}, "2026-01-05", "2026-04-20");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertSame("killed", "undisturbed");
    }

    @Test
    void what_is_in_doubt_is_named_until_somebody_says_what_became_of_it() {
        String settled = "F-1,A,2026-02-20,2026-03-10,100.00,EUR,";
        killAtMail(3, "2026-03-02", "2026-03-10");
        // the books were changed meanwhile: what was being sent may no longer leave
        CommandLineRun.write(
                home, "books.csv", "invoice,customer,issued,due,amount,currency,settled", settled + "2026-03-01");

        CommandLineRun after = run("killed", file -> {}, "2026-03-02", "2026-03-10");

        assertThat(after.exitCode()).as(after.err()).isEqualTo(4);
        assertThat(after.err()).contains(" message(s) in doubt");
        CommandLineRun again = run("killed", file -> {}, "2026-03-02", "2026-03-10");
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err()).contains(" message(s) in doubt");
        for (JsonNode message :
                JsonMapper.builder().build().readTree(told("killed", "status")).get("inTrouble")) {
            assertThat(message.get("trouble").asString()).isEqualTo("IN_DOUBT");
            String word = message.get("customer").asString().equals("A") ? "--sent" : "--not-sent";
            told(
                    "killed",
                    "approve",
                    "--message",
                    message.get("message").asString(),
                    word,
                    "--by",
                    "jane",
                    "--as-of",
                    "2026-03-10");
        }
        assertThat(run("killed", file -> {}, "2026-03-02", "2026-03-10").exitCode())
                .isZero();
    }

    @Test
    void what_was_being_sent_is_settled_on_its_own_day_when_the_days_after_it_are_run() {
        run("undisturbed", file -> {}, "2026-03-16", "2026-03-16");
        run("undisturbed", file -> {}, "2026-03-30", "2026-04-20");
        killAtMail(5, "2026-03-16", "2026-03-16");

        // by the first of these days A and B have paid what their mails had asked for
        CommandLineRun later = run("killed", file -> {}, "2026-03-30", "2026-04-20");

        assertThat(later.exitCode()).as(later.err()).isZero();
        assertSame("killed", "undisturbed");
    }
}
