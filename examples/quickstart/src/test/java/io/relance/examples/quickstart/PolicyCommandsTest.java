package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicyCommandsTest {
    @TempDir
    Path home;

    Path books;

    @BeforeEach
    void books() {
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-02-20,2026-03-25,100.00,EUR",
                "F-2,B,2026-02-20,2026-03-02,100.00,EUR");
    }

    private CommandLineRun run(String out, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "run",
                "--books",
                books.toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                home.resolve(out).toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void the_policy_that_is_printed_is_taken_unchanged_and_decides_the_same(String format) {
        String printed = CommandLineRun.in(home, "policy", "--format", format).out();
        Path policy = CommandLineRun.write(home, "policy." + format, printed);

        CommandLineRun without = run("without");
        CommandLineRun with = run("with", "--policy", policy.toString());

        assertThat(with.exitCode()).as(with.err()).isZero();
        assertThat(with.out()).isEqualTo(without.out());
        assertThat(CommandLineRun.filesOf(home.resolve("with")))
                .isEqualTo(CommandLineRun.filesOf(home.resolve("without")));
    }

    @Test
    void validating_the_standard_policy_shows_the_two_warnings_of_its_notice() {
        Path policy = CommandLineRun.write(
                home, "policy.yaml", CommandLineRun.in(home, "policy").out());

        CommandLineRun validated = CommandLineRun.in(home, "validate", "--policy", policy.toString());

        assertThat(validated.exitCode()).isZero();
        assertThat(validated.out()).isEmpty();
        assertThat(validated.err().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("policy.yaml:") && line.contains(": warning "));
    }

    @Test
    void a_policy_with_an_unknown_key_is_refused_with_its_place_in_both_formats() throws Exception {
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                CommandLineRun.in(home, "policy").out().stripTrailing(),
                "contactCupp: { days: 3 }");

        CommandLineRun text = CommandLineRun.in(home, "validate", "--policy", policy.toString());
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.err()).contains("error UNKNOWN_KEY").contains("contactCupp");

        CommandLineRun json = CommandLineRun.in(home, "validate", "--policy", policy.toString(), "--format", "json");
        assertThat(json.exitCode()).isEqualTo(1);
        JsonNode problems = JsonMapper.shared().readTree(json.out()).get("problems");
        assertThat(problems.valueStream().map(problem -> problem.get("code").asString()))
                .contains("UNKNOWN_KEY");

        CommandLineRun run = run("out", "--policy", policy.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void a_policy_without_problems_validates_to_an_empty_list() {
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: small",
                "defaultScenario: small",
                "scenarios:",
                "  - id: small",
                "    version: 1",
                "    steps:",
                "      - { id: reminder, stage: AMICABLE, when: { daysAfterDue: 5 },"
                        + " send: [ { channel: email, template: reminder } ] }");

        CommandLineRun validated =
                CommandLineRun.in(home, "validate", "--policy", policy.toString(), "--format", "json");

        assertThat(validated.exitCode()).isZero();
        assertThat(validated.out().replaceAll("\\s", "")).isEqualTo("{\"problems\":[]}");
    }

    @Test
    void a_policy_changes_steps_and_buckets() {
        String printed = CommandLineRun.in(home, "policy").out();
        assertThat(printed).contains("daysAfterDue: 5").contains("bounds: [30, 60, 90]");
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                printed.replace("daysAfterDue: 5 ", "daysAfterDue: 7 ").replace("[30, 60, 90]", "[10, 20]"));

        CommandLineRun run = run("out", "--policy", policy.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("11-20").contains("> 20").contains("between steps");
    }

    @Test
    void a_policy_that_names_a_channel_or_template_that_is_not_there_does_not_run() {
        String printed = CommandLineRun.in(home, "policy").out();
        Path policy = CommandLineRun.write(
                home, "policy.yaml", printed.replace("channel: email, template: firm", "channel: sms, template: frim"));

        CommandLineRun run = run("out", "--policy", policy.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("UNKNOWN_CHANNEL", "\"sms\"", "UNKNOWN_TEMPLATE", "did you mean \"firm\"?");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void a_missing_policy_is_refused() {
        assertThat(CommandLineRun.in(home, "validate", "--policy", "none.yaml").exitCode())
                .isEqualTo(1);
        assertThat(run("out", "--policy", "none.yaml").exitCode()).isEqualTo(1);
        assertThat(CommandLineRun.in(home, "validate").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.in(home, "policy", "--format", "xml").exitCode())
                .isEqualTo(2);
    }
}
