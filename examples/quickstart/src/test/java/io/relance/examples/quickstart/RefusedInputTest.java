package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefusedInputTest {
    private static final String HEADER = "invoice,customer,issued,due,amount,currency";

    @TempDir
    Path home;

    Path good;
    Path out;

    @BeforeEach
    void books() {
        good = CommandLineRun.write(
                home,
                "good.csv",
                HEADER,
                "F-100,ACME,2026-01-10,2026-02-09,100.00,EUR",
                "F-101,ACME,2026-03-10,2026-04-09,50.00,EUR",
                "F-102,ACNE,2026-05-10,2026-06-09,50.00,EUR");
        out = home.resolve("out");
    }

    private CommandLineRun report(Path books, String... more) {
        List<String> args = new ArrayList<>(
                List.of("report", "--books", books.toString(), "--as-of", "2026-03-31", "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private CommandLineRun explain(String... more) {
        List<String> args = new ArrayList<>(List.of("explain", "--books", good.toString(), "--as-of", "2026-03-31"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private void refused(CommandLineRun run, String... saying) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(saying).doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_missing_file_of_books() {
        refused(report(home.resolve("nowhere.csv")), "nowhere.csv", "UNREADABLE_FILE");
    }

    @Test
    void a_missing_mapping() {
        refused(report(good, "--mapping", home.resolve("nowhere.yaml").toString()), "nowhere.yaml", "UNREADABLE_FILE");
    }

    @Test
    void a_file_that_cannot_be_read_is_told_in_words() {
        Path missing = home.resolve("nowhere");
        for (CommandLineRun run : List.of(
                report(missing),
                report(good, "--mapping", missing.toString()),
                report(good, "--policy", missing.toString()))) {
            refused(run, "there is no such file");
            assertThat(run.err()).doesNotContain("Exception");
        }
        for (CommandLineRun run : List.of(
                report(home), report(good, "--mapping", home.toString()), report(good, "--policy", home.toString()))) {
            refused(run, "it is a directory");
            assertThat(run.err()).doesNotContain("Exception");
        }
    }

    @Test
    void a_mapping_with_an_unknown_key_names_the_nearest() {
        Path mapping = CommandLineRun.write(home, "m.yaml", "columns:", "  invoise: { column: invoice }");

        refused(report(good, "--mapping", mapping.toString()), "m.yaml:2", "\"invoice\"");
    }

    @Test
    void a_mapping_that_names_an_unknown_column() {
        Path mapping = CommandLineRun.write(
                home,
                "m.yaml",
                "columns:",
                "  invoice: { column: number }",
                "  customer: { column: customer }",
                "  issued: { column: issued }",
                "  due: { column: due }",
                "  amount: { column: amount }",
                "  currency: { column: currency }");

        refused(report(good, "--mapping", mapping.toString()), "UNKNOWN_COLUMN", "number");
    }

    @Test
    void every_bad_row_is_told_with_its_line() {
        Path bad = CommandLineRun.write(
                home,
                "bad.csv",
                HEADER,
                "F-1,A,2026-01-10,2026-02-30,100.00,EUR",
                "F-2,A,2026-01-10,2026-02-09,ten,EUR",
                "F-3,A,2026-01-10,2026-02-09,10.00,EUR");

        refused(report(bad), "bad.csv:2: error UNREADABLE_DATE", "bad.csv:3: error UNREADABLE_AMOUNT");
    }

    @Test
    void problems_as_json_go_to_standard_output_with_every_key() throws Exception {
        Path bad = CommandLineRun.write(home, "bad.csv", HEADER, "F-1,A,2026-01-10,2026-02-30,100.00,EUR");

        CommandLineRun run = report(bad, "--format", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(out).doesNotExist();
        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertThat(root.propertyNames()).containsExactly("problems");
        JsonNode problem = root.get("problems").get(0);
        assertThat(problem.propertyNames())
                .containsExactly("severity", "code", "file", "line", "column", "path", "message", "remedy");
        assertThat(problem.get("code").asString()).isEqualTo("UNREADABLE_DATE");
        assertThat(problem.get("line").asInt()).isEqualTo(2);
        assertThat(root.get("problems").size()).isEqualTo(1);
    }

    @Test
    void text_shows_at_most_100_problems_and_says_how_many_more_there_are() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        IntStream.rangeClosed(1, 250).forEach(i -> lines.add("F-" + i + ",A,never,2026-02-09,1.00,EUR"));
        CommandLineRun run = report(CommandLineRun.write(home, "bad.csv", lines.toArray(new String[0])));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(101);
        assertThat(run.err()).endsWith("and 150 more\n");
    }

    @Test
    void skip_refuses_whole_what_has_no_header() {
        refused(report(CommandLineRun.write(home, "empty.csv", ""), "--on-bad-row", "skip"), "NO_HEADER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACMA", "acme", "ACM"})
    void an_unknown_customer_is_refused_with_the_nearest_ids(String id) {
        refused(explain("--customer", id), "UNKNOWN_CUSTOMER", "\"" + id + "\"", "\"ACME\"");
    }

    @Test
    void an_unknown_customer_that_is_near_to_several_is_told_all() {
        refused(explain("--customer", "ACXE"), "the nearest: \"ACME\", \"ACNE\"");
    }

    @Test
    void an_unknown_invoice_is_refused_with_the_nearest_numbers() {
        refused(explain("--invoice", "F-10"), "UNKNOWN_INVOICE", "F-100", "F-101");
    }

    @Test
    void an_invoice_issued_later_does_not_exist_yet() {
        refused(explain("--invoice", "F-102"), "NOT_YET_ISSUED", "after 2026-03-31");
    }
}
