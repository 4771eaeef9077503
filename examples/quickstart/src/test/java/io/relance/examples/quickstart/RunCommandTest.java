package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    Path home;

    Path books;
    Path out;

    @BeforeEach
    void books() {
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,settled",
                "F-1,A/1,2026-02-20,2026-03-10,100.00,EUR,",
                "F-2,A/1,2026-02-20,2026-03-26,40.00,EUR,",
                "F-3,B,2026-02-20,2026-03-10,100.00,GBP,2026-03-24",
                "F-4,C,2026-02-20,2026-04-30,100.00,GBP,");
        out = home.resolve("out");
    }

    private CommandLineRun run(Consumer<Path> afterEachFile, String asOf, String... more) {
        List<String> args =
                new ArrayList<>(List.of("run", "--books", books.toString(), "--as-of", asOf, "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, afterEachFile, args.toArray(new String[0]));
    }

    private CommandLineRun run(String asOf, String... more) {
        return run(file -> {}, asOf, more);
    }

    @Test
    void a_first_run_reminds_of_everything_overdue_in_one_mail_and_explains_the_rest() throws Exception {
        CommandLineRun run = run("2026-03-31");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).doesNotContain("nothing is remembered");
        List<String> lines = Files.readAllLines(out.resolve("decisions.csv"));
        assertThat(lines.get(0))
                .isEqualTo("creditor,customer,invoice,currency,open,daysLate,scenario,step,stage,outcome,reason,until,"
                        + "messageId,nextReview,ruleTrace");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1))
                .matches(
                        "default,A/1,F-1,EUR,100.00,21,standard,reminder,AMICABLE,MESSAGE,,,[0-9a-f]{64},2026-0\\d-\\d\\d,");
        assertThat(lines.get(2))
                .matches(
                        "default,A/1,F-2,EUR,40.00,5,standard,reminder,AMICABLE,MESSAGE,,,[0-9a-f]{64},2026-0\\d-\\d\\d,");
        assertThat(lines.get(3))
                .startsWith("default,C,F-4,GBP,100.00,-30,standard,courtesy,PREVENTIVE,LEFT_ALONE,NOT_YET_DUE,");
        String id = lines.get(1).split(",")[12];
        assertThat(lines.get(2)).contains(id);
        assertThat(out.resolve("outbox/2026-03-31_A%2F1_" + id.substring(0, 16) + ".eml"))
                .exists();
    }

    @Test
    void without_a_database_nothing_is_remembered_and_that_is_said_once() {
        CommandLineRun run = run("2026-03-31", "--db", "none");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).containsOnlyOnce("nothing is remembered between invocations");
        assertThat(out.resolve("relance.mv.db")).doesNotExist();
    }

    @Test
    void day_by_day_the_outbox_holds_every_day_and_the_decisions_are_those_of_the_last() throws Exception {
        run("2026-03-31", "--from", "2026-03-02");

        List<String> days = CommandLineRun.filesOf(out).keySet().stream()
                .filter(name -> name.endsWith(".eml"))
                .map(name -> name.substring("outbox/".length()).replaceFirst("_[0-9a-f]{16}\\.eml", ""))
                .toList();
        // F-1 and F-3: 3 days before 03-10 is a Saturday, so 03-06; + 5 is 03-15, a Sunday, so 03-16; + 15 is 03-25.
        // F-3 is settled on 03-24. F-2: 03-23, and 03-31.
        assertThat(days)
                .containsExactly(
                        "2026-03-06_A%2F1",
                        "2026-03-06_B",
                        "2026-03-16_A%2F1",
                        "2026-03-16_B",
                        "2026-03-23_A%2F1",
                        "2026-03-26_A%2F1",
                        "2026-03-31_A%2F1");
        assertThat(Files.readAllLines(out.resolve("decisions.csv")).get(1))
                .contains(",F-1,EUR,100.00,21,standard,,,MESSAGE,");
    }

    @Test
    void without_an_email_column_the_mails_go_to_an_address_that_cannot_exist() throws Exception {
        CommandLineRun run = run("2026-03-31");

        assertThat(run.err()).containsOnlyOnce("@customer.invalid");
        try (var mails = Files.list(out.resolve("outbox"))) {
            assertThat(mails.toList())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail).content().contains("A%2F1@customer.invalid"));
        }
    }

    @Test
    void the_same_command_twice_leaves_the_same_bytes_and_adds_no_file() {
        run("2026-03-31", "--from", "2026-03-02");
        SortedMap<String, String> once = CommandLineRun.filesOf(out);
        run("2026-03-31", "--from", "2026-03-02");

        assertThat(CommandLineRun.filesOf(out)).isEqualTo(once);
    }

    @Test
    void a_day_off_leaves_an_empty_outbox_and_says_why_nothing_was_sent() throws Exception {
        assertThat(run("2026-03-29").exitCode()).as("a Sunday").isZero();

        assertThat(out.resolve("outbox")).isEmptyDirectory();
        assertThat(Files.readString(out.resolve("decisions.csv"))).contains(",LEFT_ALONE,NOT_A_SENDING_DAY,");
    }

    @Test
    void the_outbox_is_added_to_and_the_rest_replaced() {
        run("2026-03-17");
        SortedMap<String, String> before = CommandLineRun.filesOf(out);
        run("2026-03-31");
        SortedMap<String, String> after = CommandLineRun.filesOf(out);

        assertThat(after.keySet()).containsAll(before.keySet());
        assertThat(after).hasSizeGreaterThan(before.size());
        assertThat(after.get("report.json")).isNotEqualTo(before.get("report.json"));
    }

    @Test
    void stopped_after_any_file_each_file_is_the_old_or_the_new_one() {
        run("2026-03-17", "--db", "none");
        SortedMap<String, String> old = CommandLineRun.filesOf(out);
        Path first = out;
        out = home.resolve("fresh");
        run("2026-03-31", "--from", "2026-03-02", "--on-bad-row", "skip", "--db", "none");
        SortedMap<String, String> fresh = CommandLineRun.filesOf(out);
        assertThat(first).isNotEqualTo(out);

        for (int stop = 1; stop <= fresh.size(); stop++) {
            int last = stop;
            int[] seen = {0};
            out = home.resolve("stopped-" + stop);
            run("2026-03-17", "--db", "none");
            CommandLineRun stopped = run(
                    file -> {
                        seen[0]++;
                        if (seen[0] == last) {
                            throw new IllegalStateException("stopped");
                        }
                    },
                    "2026-03-31",
                    "--from",
                    "2026-03-02",
                    "--on-bad-row",
                    "skip",
                    "--db",
                    "none");

            assertThat(stopped.exitCode()).isEqualTo(3);
            assertThat(seen[0]).isEqualTo(stop);
            CommandLineRun.filesOf(out)
                    .forEach((name, text) -> assertThat(text).as(name).isIn(old.get(name), fresh.get(name)));
        }
    }
}
