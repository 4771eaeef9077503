package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program remembers between invocations, and what it tells of it. */
class DatabaseTest {
    @TempDir
    Path home;

    Path books;
    Path out;

    @BeforeEach
    void books() {
        books = write("");
        out = home.resolve("out");
    }

    private Path write(String settled) {
        return CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,settled",
                "F-1,A,2026-02-20,2026-03-10,100.00,EUR," + settled,
                "F-2,A,2026-02-20,2026-03-26,40.00,EUR,",
                "F-3,B,2026-02-20,2026-04-30,100.00,GBP,");
    }

    private CommandLineRun run(String... more) {
        List<String> args = new ArrayList<>(List.of("run", "--books", books.toString(), "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private CommandLineRun ask(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--out", out.toString()));
        return CommandLineRun.in(home, all.toArray(new String[0]));
    }

    private Set<String> mails() {
        return CommandLineRun.filesOf(out).keySet().stream()
                .filter(name -> name.endsWith(".eml"))
                .collect(Collectors.toSet());
    }

    private static JsonNode json(CommandLineRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    @Test
    void running_twice_on_a_day_decides_nothing_new_and_says_so() {
        assertThat(run("--as-of", "2026-03-31").err()).doesNotContain("nothing new");
        var once = CommandLineRun.filesOf(out);

        CommandLineRun again = run("--as-of", "2026-03-31");

        assertThat(again.exitCode()).isZero();
        assertThat(again.err())
                .contains("nothing new was decided")
                .contains("2026-03-31: 0 decisions, 0 messages handed over");
        assertThat(CommandLineRun.filesOf(out)).isEqualTo(once);
    }

    @Test
    void a_run_says_what_it_has_done_over_all_its_days() {
        assertThat(run("--from", "2026-03-02", "--to", "2026-04-09").err())
                .containsPattern(
                        "2026-03-02 to 2026-04-09: \\d+ decisions, " + mails().size()
                                + " messages handed over, 1 messages proposed for approval, 0 messages cancelled, 0 tasks raised")
                .doesNotContain("nothing new");
    }

    @Test
    void a_run_that_decides_nothing_and_hands_over_what_was_approved_says_so() {
        run(approving("--as-of", "2026-03-18"));
        ask("approve", "--all", "--by", "jane", "--as-of", "2026-03-18");

        CommandLineRun approved = run(approving("--as-of", "2026-03-18"));

        assertThat(approved.err()).doesNotContain("nothing new").contains(", 1 messages handed over, ");
    }

    @Test
    void a_run_a_day_sends_what_one_run_over_all_days_sends() {
        run("--from", "2026-03-02", "--to", "2026-04-20");
        Set<String> atOnce = mails();
        out = home.resolve("bit-by-bit");
        run("--from", "2026-03-02", "--to", "2026-03-12");
        for (int day = 13; day <= 31; day++) {
            run("--as-of", "2026-03-" + day);
        }
        run("--from", "2026-04-01", "--as-of", "2026-04-20");

        assertThat(mails()).isEqualTo(atOnce).hasSizeGreaterThan(4);
    }

    @Test
    void another_day_goes_on_from_what_is_remembered() {
        run("--as-of", "2026-03-17");
        run("--as-of", "2026-03-27");

        assertThat(CommandLineRun.filesOf(out).get("decisions.csv")).contains(",F-1,EUR,100.00,17,standard,firm,");
    }

    @Test
    void an_earlier_day_than_what_is_remembered_is_left_as_it_is_and_said_so() {
        assertThat(run("--as-of", "2026-03-31").err()).doesNotContain("later day");
        Set<String> mails = mails();

        CommandLineRun earlier = run("--as-of", "2026-03-17");

        assertThat(earlier.exitCode()).isZero();
        assertThat(earlier.err()).contains("2 accounts were decided for a later day and are left as they are");
        assertThat(mails()).isEqualTo(mails).isNotEmpty();
    }

    @Test
    void days_of_which_only_the_first_were_decided_before_say_so_once() {
        run("--as-of", "2026-03-17");

        assertThat(run("--from", "2026-03-16", "--to", "2026-03-18").err())
                .containsOnlyOnce("2 accounts were decided for a later day and are left as they are");
    }

    @Test
    void books_that_were_changed_are_noticed_on_the_same_day() {
        run("--as-of", "2026-03-31");
        assertThat(CommandLineRun.filesOf(out).get("decisions.csv")).contains(",F-1,");

        write("2026-03-30");
        CommandLineRun changed = run("--as-of", "2026-03-31");

        assertThat(changed.err()).doesNotContain("nothing new");
        assertThat(CommandLineRun.filesOf(out).get("decisions.csv")).doesNotContain(",F-1,");
    }

    @Test
    void status_tells_what_is_remembered_in_numbers() {
        run("--from", "2026-03-02", "--to", "2026-03-31");

        assertThat(ask("status").out())
                .contains("Creditor default: 2 accounts remembered, 2 with something open")
                .containsPattern("ACCEPTED +5");
        JsonNode status = json(ask("status", "--format", "json"));
        assertThat(status.get("messages").get("ACCEPTED").asInt()).isEqualTo(mails().size());
        assertThat(status.get("messages").get("DEAD").asInt()).isZero();
        assertThat(status.get("openAccounts").asInt()).isEqualTo(2);
        assertThat(status.get("policy").asString()).hasSize(64);
    }

    /** A reminder that must be approved, then work for people. */
    private String[] approving(String... more) {
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: approving",
                "defaultScenario: approving",
                "scenarios:",
                "  - id: approving",
                "    steps:",
                "      - { id: reminder, when: { daysAfterDue: 5 }, approval: true, send: [ { channel: email, template: reminder } ] }",
                "      - { id: visit, when: { daysAfterDue: 20 }, task: { team: field, text: \"call on them\" } }");
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(List.of("--policy", policy.toString()));
        return args.toArray(new String[0]);
    }

    @Test
    void what_was_approved_leaves_with_the_next_run() {
        run(approving("--as-of", "2026-03-18"));
        JsonNode proposal =
                json(ask("approve", "--format", "json")).get("messages").get(0);
        assertThat(proposal.get("customer").asString()).isEqualTo("A");
        assertThat(proposal.get("lines").get(0).get("invoice").asString()).isEqualTo("F-1");
        assertThat(proposal.get("state").asString()).isEqualTo("awaits approval");
        String id = proposal.get("message").asString();

        CommandLineRun approved = ask("approve", "--message", id, "--by", "jane", "--as-of", "2026-03-18");

        assertThat(approved.out()).contains(id.substring(0, 8), "approved", "F-1 EUR 100.00");
        assertThat(ask("approve").out()).isEqualTo("No message awaits approval.\n");
        assertThat(ask("timeline", "--customer", "A").out()).contains("message approved by jane");
        assertThat(mails()).isEmpty();
        run(approving("--as-of", "2026-03-18"));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void what_was_rejected_for_now_is_proposed_again_and_what_was_rejected_for_good_is_not() {
        run(approving("--as-of", "2026-03-18"));
        assertThat(ask("approve", "--all", "--by", "j", "--as-of", "2026-03-18", "--reject", "now", "--why", "a call")
                        .out())
                .contains("rejected");
        assertThat(ask("timeline", "--customer", "A").out())
                .contains("message rejected by j")
                .contains(", a call, for now");
        run(approving("--as-of", "2026-03-19"));
        assertThat(ask("approve").out()).contains("awaits approval  customer A");

        ask("approve", "--all", "--by", "j", "--as-of", "2026-03-19", "--reject", "forever", "--why", "no");
        run(approving("--as-of", "2026-03-20"));

        assertThat(ask("approve").out()).isEqualTo("No message awaits approval.\n");
        assertThat(mails()).isEmpty();
    }

    @Test
    void a_message_without_words_in_this_version_is_not_approved() {
        run("--from", "2026-03-02", "--to", "2026-04-09");

        CommandLineRun refused = ask("approve", "--all", "--by", "jane", "--as-of", "2026-04-09");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("NOT_POSSIBLE").contains("formal-notice");
        assertThat(ask("approve").out()).contains("awaits approval  customer A");
    }

    @Test
    void of_several_messages_those_are_approved_that_can_be_and_the_exit_code_is_that_of_what_may_be_repeated() {
        Path two = CommandLineRun.write(
                home,
                "two.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-02-01,2026-03-03,100.00,EUR",
                "F-2,B,2026-01-01,2026-02-01,100.00,EUR");
        Path policy = CommandLineRun.write(
                home,
                "two.yaml",
                "policy: two",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    entry: AT_AGE",
                "    allowColdEscalation: true",
                "    steps:",
                "      - { id: reminder, when: { daysAfterDue: 5 }, approval: true, send: [ { channel: email, template: reminder } ] }",
                "      - { id: notice, stage: FORMAL_NOTICE, when: { daysAfterDue: 30 }, approval: true, audience: [BILLING], proofOfDispatch: NOT_REQUIRED, send: [ { channel: email, template: formal-notice } ] }");
        String out = home.resolve("two").toString();
        CommandLineRun.in(
                home,
                "run",
                "--books",
                two.toString(),
                "--policy",
                policy.toString(),
                "--as-of",
                "2026-03-18",
                "--out",
                out);

        CommandLineRun some =
                CommandLineRun.in(home, "approve", "--out", out, "--all", "--by", "jane", "--as-of", "2026-03-18");

        assertThat(some.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(some.err())
                .contains("approved  customer A")
                .contains("NOT_POSSIBLE")
                .contains("formal-notice");
        CommandLineRun again =
                CommandLineRun.in(home, "approve", "--out", out, "--all", "--by", "jane", "--as-of", "2026-03-18");
        assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(CommandLineRun.in(home, "approve", "--out", out).out())
                .contains("awaits approval  customer B")
                .doesNotContain("customer A");
    }

    @Test
    void tasks_are_listed_by_day_with_their_texts() {
        run(approving("--as-of", "2026-03-18"));
        ask("approve", "--all", "--by", "jane", "--as-of", "2026-03-18");
        run(approving("--from", "2026-03-18", "--to", "2026-04-10"));

        JsonNode task = json(ask("tasks", "--format", "json")).get("tasks").get(0);

        assertThat(task.get("text").asString()).contains("call on them");
        assertThat(task.get("invoices").get(0).asString()).isEqualTo("F-1");
        assertThat(ask("tasks").out())
                .startsWith(task.get("raised").asString() + "  field  customer A")
                .contains("(F-1");
        assertThat(ask("tasks", "--team", "nobody").out()).isEqualTo("No task is open.\n");
        assertThat(json(ask("status", "--format", "json"))
                        .get("openTasks")
                        .get("field")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void the_timeline_tells_everything_oldest_first() {
        run("--from", "2026-03-02", "--to", "2026-03-31");

        JsonNode events =
                json(ask("timeline", "--customer", "A", "--format", "json")).get("events");

        assertThat(events.get(0).get("day").asString()).isEqualTo("2026-03-02");
        assertThat(events.valueStream().map(event -> event.get("type").asString()))
                .contains("MessagePlanned", "MessageAccepted", "ReasonChanged");
        assertThat(ask("timeline", "--customer", "A").out()).contains("2026-03-06  message planned by engine: ");
        CommandLineRun unknown = ask("timeline", "--customer", "Z");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("UNKNOWN_CUSTOMER");
    }

    private CommandLineRun explain(String asOf, String... more) {
        List<String> args = new ArrayList<>(List.of("explain", "--books", books.toString(), "--as-of", asOf));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    @Test
    void with_a_database_explain_tells_what_was_decided_from_what_is_remembered() {
        run("--from", "2026-03-02", "--to", "2026-03-27");

        // F-1 had its reminder on 03-16 and the next on 03-25, which a first run would not know of
        CommandLineRun remembered = explain("2026-03-27", "--invoice", "F-1", "--out", out.toString());

        assertThat(remembered.exitCode()).as(remembered.err()).isZero();
        assertThat(remembered.err()).contains("decided last on 2026-03-27").doesNotContain("no decision is stored");
        assertThat(remembered.out()).contains("its step notice: 2026-04-09");
        assertThat(explain("2026-03-27", "--invoice", "F-1", "--db", Database.in(out))
                        .out())
                .isEqualTo(remembered.out());
        assertThat(explain("2026-03-27", "--invoice", "F-1").out()).isNotEqualTo(remembered.out());
        assertThat(explain("2026-03-20", "--invoice", "F-1", "--out", out.toString())
                        .err())
                .contains("DECIDED_LATER", "ask as of 2026-03-27 or later");
        assertThat(explain(
                                "2026-03-27",
                                "--invoice",
                                "F-1",
                                "--out",
                                home.resolve("typo").toString())
                        .err())
                .contains("NO_DATABASE");
    }

    @Test
    void the_timeline_is_a_line_an_event_for_people() {
        run("--from", "2026-03-02", "--to", "2026-03-31");

        List<String> lines = ask("timeline", "--customer", "A").out().lines().toList();

        assertThat(lines)
                .contains("2026-03-02  reason changed by engine: F-1, NOT_YET_DUE: due on 2026-03-10")
                .anySatisfy(line -> assertThat(line)
                        .matches("2026-03-16  message accepted by engine: [0-9a-f]{16} reminder to billing by email:"
                                + " F-1 EUR 100\\.00"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(160).doesNotContain("{", "[", "template"));
    }

    @Test
    void an_event_altered_in_the_database_is_found() throws SQLException {
        run("--from", "2026-03-02", "--to", "2026-03-31");
        assertThat(ask("verify").out()).contains("2 accounts: all as they were recorded");
        try (Connection connection = DriverManager.getConnection(Database.in(out));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update relance_event set kind = 'Other' where number = 2"))
                    .isEqualTo(1);
        }

        CommandLineRun text = ask("verify");

        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.out()).contains("customer A: event 2 (Other of ").contains("1 accounts are not as recorded");
        CommandLineRun json = ask("verify", "--format", "json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.out()).contains("\"customer\": \"A\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "tasks", "approve", "verify"})
    void a_directory_without_a_database_is_refused(String command) {
        CommandLineRun refused = ask(command);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("NO_DATABASE").contains("relance.mv.db");
        assertThat(ask(command, "--format", "json").out()).contains("\"NO_DATABASE\"");
    }

    @Test
    void a_formal_notice_sent_as_a_letter_is_said_so_and_its_step_is_done() {
        run("--from", "2026-03-02", "--to", "2026-04-09");
        String id = json(ask("approve", "--format", "json"))
                .get("messages")
                .get(0)
                .get("message")
                .asString();

        CommandLineRun sent =
                ask("approve", "--message", id.substring(0, 8), "--sent", "--by", "jane", "--as-of", "2026-04-09");

        assertThat(sent.out()).startsWith(id.substring(0, 16) + "  sent  customer A  notice");
        assertThat(ask("approve").out()).isEqualTo("No message awaits approval.\n");
        assertThat(ask("timeline", "--customer", "A").out()).contains("message accepted by jane");
        assertThat(ask("approve", "--message", id, "--sent", "--by", "jane", "--as-of", "2026-04-09")
                        .err())
                .contains("UNKNOWN_MESSAGE", "0 messages that are in doubt or still to go");
        assertThat(run("--as-of", "2026-04-10").exitCode()).isZero();
    }

    @Test
    void a_proposal_that_was_postponed_leaves_on_that_day_at_the_earliest() {
        run(approving("--as-of", "2026-03-18"));
        ask("approve", "--all", "--by", "jane", "--as-of", "2026-03-18");
        CommandLineRun postponed =
                ask("approve", "--all", "--postpone", "2026-03-25", "--by", "jane", "--as-of", "2026-03-18");

        assertThat(postponed.out()).contains("  postponed to 2026-03-25  customer A");
        run(approving("--from", "2026-03-18", "--to", "2026-03-24"));
        assertThat(mails()).isEmpty();
        run(approving("--as-of", "2026-03-25"));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void a_task_is_completed_with_its_result_and_is_open_no_more() {
        run(approving("--as-of", "2026-03-18"));
        ask("approve", "--all", "--by", "jane", "--as-of", "2026-03-18");
        run(approving("--from", "2026-03-18", "--to", "2026-04-10"));
        String id = json(ask("tasks", "--format", "json"))
                .get("tasks")
                .get(0)
                .get("task")
                .asString();
        assertThat(ask("tasks").out()).contains("id " + id);

        CommandLineRun done =
                ask("tasks", "--complete", id, "--result", "REACHED", "--by", "jane", "--as-of", "2026-04-10");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("call on them");
        assertThat(ask("tasks").out()).isEqualTo("No task is open.\n");
        assertThat(ask("timeline", "--customer", "A").out()).contains("task completed by jane", "REACHED");
        assertThat(ask("tasks", "--complete", id, "--result", "R", "--by", "j", "--as-of", "2026-04-10")
                        .err())
                .contains("UNKNOWN_TASK");
        assertThat(ask("tasks", "--complete", id).exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "tasks", "approve", "verify", "timeline --customer A"})
    void a_command_that_reads_makes_no_database(String command) {
        Path typo = home.resolve("typo");
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of("--db", "jdbc:h2:file:" + typo));

        CommandLineRun refused = CommandLineRun.in(home, args.toArray(new String[0]));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("command line")
                .contains("NO_DATABASE", "no run has left anything in jdbc:h2:file:" + typo);
        assertThat(home.resolve("typo.mv.db")).doesNotExist();
        assertThat(CommandLineRun.in(home, "status", "--db", "jdbc:h2:mem:x").exitCode())
                .isEqualTo(1);
        assertThat(CommandLineRun.in(home, "status", "--db", "none").exitCode()).isEqualTo(1);
    }

    @Test
    void a_database_of_somebody_else_is_left_as_it_is() throws SQLException {
        String url = "jdbc:h2:file:" + home.resolve("theirs");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table theirs (id int)");
        }

        assertThat(CommandLineRun.in(home, "status", "--db", url).err()).contains("NO_DATABASE");
        try (Connection connection = DriverManager.getConnection(url);
                var tables = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_NAME")).isEqualTo("THEIRS");
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void a_file_that_is_no_database_is_one_clear_line() {
        CommandLineRun.write(out, "relance.mv.db", "I am no database".repeat(1000));

        CommandLineRun failed = ask("status");

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err().lines())
                .singleElement()
                .asString()
                .contains("can't be used: its file can't be read or written");
    }

    @Test
    void a_file_that_another_program_has_open_is_said_to_be_in_use() throws IOException {
        run("--as-of", "2026-03-31");

        try (FileChannel other = FileChannel.open(out.resolve("relance.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            for (CommandLineRun refused : List.of(ask("status"), run("--as-of", "2026-03-31"))) {
                assertThat(refused.exitCode()).isEqualTo(3);
                assertThat(refused.err()).contains("another relance is at work on it; try again when that has ended");
            }
        }
    }

    @Test
    void a_database_that_ends_with_the_program_remembers_nothing_and_says_so() {
        assertThat(run("--as-of", "2026-03-31", "--db", "jdbc:h2:mem:x").err())
                .containsOnlyOnce("nothing is remembered between invocations");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:memory/x, jdbc:h2:file:./memory/x",
        "jdbc:h2:memory, jdbc:h2:file:./memory",
        "jdbc:h2:x;MODE=PostgreSQL, jdbc:h2:file:./x"
    })
    void a_relative_path_that_does_not_say_so_is_a_mistake_of_the_command_line(String url, String right) {
        CommandLineRun misused = run("--as-of", "2026-03-31", "--db", url);

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).contains("write it as in " + right);
    }

    @Test
    void a_creditor_that_was_never_run_is_refused() {
        run("--as-of", "2026-03-31");

        assertThat(ask("status", "--creditor", "other").err()).contains("UNKNOWN_CREDITOR");
    }

    @Test
    void a_database_that_is_away_is_one_line_without_the_password() {
        CommandLineRun away =
                run("--as-of", "2026-03-31", "--db", "jdbc:postgresql://localhost:1/relance?user=me&password=secret");

        assertThat(away.exitCode()).isEqualTo(3);
        JsonNode problem = JsonMapper.builder()
                .build()
                .readTree(run("--as-of", "2026-03-31", "--db", "jdbc:postgresql://localhost:1/r", "--format", "json")
                        .out())
                .get("problems")
                .get(0);
        assertThat(problem.get("code").asString()).isEqualTo("FAILED");
        assertThat(problem.get("message").asString()).contains("jdbc:postgresql://localhost:1/r can't be used");
        assertThat(away.err())
                .contains("the database jdbc:postgresql://localhost:1/relance can't be used: ")
                .doesNotContain("secret")
                .doesNotContain("\tat ");
    }

    @Test
    void an_address_of_no_database_is_a_mistake_of_the_command_line() {
        CommandLineRun misused = run("--as-of", "2026-03-31", "--db", "mysql:password");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err())
                .contains("jdbc:postgresql://localhost/relance")
                .doesNotContain("mysql:password");
    }

    @Test
    void approvals_need_a_name_and_a_day() {
        run("--as-of", "2026-03-31");

        assertThat(ask("approve", "--all").exitCode()).isEqualTo(2);
        assertThat(ask("approve", "--all", "--by", "j", "--as-of", "2026-03-31", "--reject", "now")
                        .exitCode())
                .isEqualTo(2);
        assertThat(ask("approve", "--message", "ff", "--by", "j", "--as-of", "2026-03-31")
                        .err())
                .contains("UNKNOWN_MESSAGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:s3cret@localhost:1/db",
                "jdbc:postgresql://me:s3cret@localhost/db",
                "jdbc:postgresql://me:s3/cret@localhost:1/db",
                "jdbc:h2:;PASSWORD=s3cret",
                "jdbc:h2:other:kind;USER=sa;PASSWORD=s3cret"
            })
    void an_address_that_no_driver_takes_is_refused_without_its_password(String url) {
        for (CommandLineRun refused :
                List.of(CommandLineRun.in(home, "status", "--db", url), run("--as-of", "2026-03-31", "--db", url))) {
            assertThat(refused.exitCode()).isEqualTo(url.startsWith("jdbc:h2") ? 3 : 2);
            assertThat(refused.err()).isNotBlank().doesNotContain("s3cret", "cret@");
        }
    }

    @Test
    void a_reason_without_a_rejection_is_no_approval() {
        run(approving("--as-of", "2026-03-18"));

        CommandLineRun misused =
                ask("approve", "--all", "--by", "jane", "--as-of", "2026-03-18", "--why", "the amount is wrong");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).contains("--why belongs to --reject");
        assertThat(ask("approve").out()).contains("awaits approval");
    }

    @Test
    void a_message_that_is_named_twice_is_settled_once() {
        run(approving("--as-of", "2026-03-18"));
        String id = json(ask("approve", "--format", "json"))
                .get("messages")
                .get(0)
                .get("message")
                .asString();

        CommandLineRun sent = ask(
                "approve",
                "--message",
                id,
                "--message",
                id.substring(0, 16),
                "--sent",
                "--by",
                "jane",
                "--as-of",
                "2026-03-18");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out().lines()).hasSize(1);
    }

    @Test
    void nobody_does_anything_about_a_message_before_it_was_planned() {
        run(approving("--as-of", "2026-03-18"));

        for (String word : List.of("--sent", "--postpone=2026-03-30")) {
            String id = json(ask("approve", "--format", "json"))
                    .get("messages")
                    .get(0)
                    .get("message")
                    .asString();
            CommandLineRun early = ask("approve", "--message", id, word, "--by", "jane", "--as-of", "2020-03-18");

            assertThat(early.exitCode()).isEqualTo(1);
            assertThat(early.err())
                    .contains("DAY_TOO_EARLY", "was planned on 2026-03-18, and --as-of is 2020-03-18")
                    .contains("2026-03-18 or later");
        }
        assertThat(ask("approve").out()).contains("awaits approval");
    }

    @Test
    void nobody_completes_a_task_before_it_was_raised_or_in_the_engines_name() {
        run(approving("--as-of", "2026-03-18"));
        ask("approve", "--all", "--by", "jane", "--as-of", "2026-03-18");
        run(approving("--from", "2026-03-18", "--to", "2026-04-10"));
        JsonNode task = json(ask("tasks", "--format", "json")).get("tasks").get(0);
        String id = task.get("task").asString();

        CommandLineRun early = ask("tasks", "--complete", id, "--result", "R", "--by", "j", "--as-of", "2026-03-18");
        CommandLineRun engine =
                ask("tasks", "--complete", id, "--result", "R", "--by", "engine", "--as-of", "2026-04-10");

        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.err())
                .contains("DAY_TOO_EARLY", "was raised on " + task.get("raised").asString());
        assertThat(engine.exitCode()).isEqualTo(2);
        assertThat(engine.err()).contains("\"engine\" is no person");
        assertThat(ask("tasks").out()).contains("call on them");
    }
}
