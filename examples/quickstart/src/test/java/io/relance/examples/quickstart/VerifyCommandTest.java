package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What verify found once and somebody kept shows what was done to the database since. */
class VerifyCommandTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    Path home;

    private Path books;
    private Path out;
    private Path kept;

    @BeforeEach
    void three_days_are_sealed() throws IOException {
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-02-20,2026-03-10,100.00,EUR",
                "F-2,B,2026-02-20,2026-03-08,100.00,EUR");
        out = home.resolve("out");
        kept = home.resolve("kept.json");
        run("2026-03-14", "2026-03-16");
        Files.writeString(kept, verify("--format", "json").out());
    }

    private void run(String from, String to) {
        CommandLineRun run = CommandLineRun.in(
                home, "run", "--books", books.toString(), "--out", out.toString(), "--from", from, "--to", to);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private CommandLineRun verify(String... more) {
        List<String> args = new ArrayList<>(List.of("verify", "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private CommandLineRun against(String... more) {
        List<String> args = new ArrayList<>(List.of("--against", kept.toString()));
        args.addAll(List.of(more));
        return verify(args.toArray(new String[0]));
    }

    private void change(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Database.in(out));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        }
    }

    @Test
    void one_hash_is_printed_and_every_seal_given() throws IOException {
        JsonNode found = JsonMapper.builder().build().readTree(Files.readString(kept));

        assertThat(found.get("creditor").asString()).isEqualTo("default");
        assertThat(found.get("seals")
                        .valueStream()
                        .map(seal -> seal.get("customer").asString()))
                .containsExactly("A", "B");
        assertThat(found.get("seals")
                        .valueStream()
                        .mapToLong(seal -> seal.get("events").asLong())
                        .sum())
                .isEqualTo(found.get("events").asLong());
        assertThat(verify().out()).endsWith("\nhash " + found.get("hash").asString() + "\n");
    }

    @Test
    void what_happens_later_changes_nothing_that_was_sealed() {
        run("2026-03-23", "2026-03-25");

        CommandLineRun found = against();

        assertThat(found.exitCode()).isZero();
        assertThat(found.out()).contains(" events of 2 accounts: all as they were recorded and sealed\nhash ");
    }

    @Test
    void an_account_removed_whole_is_found_against_its_seal_alone() throws SQLException {
        change(
                "delete from relance_event where customer = stringtoutf8('A')",
                "delete from relance_account where customer = stringtoutf8('A')");

        assertThat(verify().exitCode()).isZero();
        CommandLineRun text = against();
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.out())
                .matches("(?s)customer A: \\d+ events were sealed, and none is there\n.*")
                .endsWith("1 accounts are not as recorded and sealed\n");
        CommandLineRun json = against("--format", "json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.out()).contains("\"problems\": [\n    {\n      \"customer\": \"A\"");
    }

    @Test
    void events_cut_off_together_with_the_head_are_found_against_the_seal_alone() throws SQLException {
        change(
                "delete from relance_event where customer = stringtoutf8('A') and number > 2",
                "update relance_account set events = 2, chain = (select hash from relance_event"
                        + " where customer = stringtoutf8('A') and number = 2) where customer = stringtoutf8('A')");

        assertThat(verify().exitCode()).isZero();
        CommandLineRun found = against();
        assertThat(found.exitCode()).isEqualTo(3);
        assertThat(found.out()).contains("events were sealed, and only 2 are there");
    }

    @Test
    void seals_that_somebody_altered_in_the_file_are_refused() throws IOException {
        String altered = Files.readString(kept)
                .replaceFirst("\"hash\": \"[0-9a-f]{64}\"\n    }", "\"hash\": \"" + HASH + "\"\n    }");
        assertThat(altered).contains(HASH);
        Files.writeString(kept, altered);

        assertThat(against().err()).contains("ALTERED_FILE").contains("they were altered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "accounts"})
    void a_number_that_somebody_altered_in_the_file_is_refused(String key) throws IOException {
        Files.writeString(kept, Files.readString(kept).replaceFirst("\"" + key + "\": \\d+", "\"" + key + "\": 1"));

        CommandLineRun refused = against();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("ALTERED_FILE", "the file was altered");
    }
}
