package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters in a folder, previews, formal notices with their claims, and how the creditor appears. */
class LettersTest {
    @TempDir
    Path home;

    @BeforeEach
    void files() {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,email,debtorKind,language,address",
                "F-1,A,Brumes SA,2025-06-01,2025-07-31,1000.00,EUR,a@brumes.example,BUSINESS,fr,2 quai|29200 Brest");
        CommandLineRun.write(
                home,
                "sender.txt",
                "# how we appear",
                "name = Ateliers Mercier SAS",
                "address = 12 rue de la Paix",
                "address=69002 Lyon",
                "",
                "email = compta@mercier.example",
                "iban = FR76 3000 6000 0112 3456 7890 189");
        CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: letters",
                "claims: { law: FR, agreedRate: \"12\" }",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    allowColdEscalation: true",
                "    steps:",
                "      - { id: reminder, stage: AMICABLE, when: { daysAfterDue: 5 }, send: [ { channel: email, template: reminder } ] }",
                "      - { id: notice, stage: FORMAL_NOTICE, when: { daysAfterDue: 30 }, approval: true, audience: [BILLING],"
                        + " send: [ { channel: letter, template: formal-notice } ] }");
    }

    private List<String> inputs(String asOf, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--books",
                home + "/books.csv",
                "--as-of",
                asOf,
                "--policy",
                home + "/policy.yaml",
                "--sender",
                home + "/sender.txt"));
        args.addAll(List.of(more));
        return args;
    }

    private CommandLineRun relance(String command, List<String> args) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(args);
        return CommandLineRun.in(home, all.toArray(new String[0]));
    }

    private CommandLineRun run(String asOf, String... more) {
        List<String> args = inputs(asOf, "--out", home + "/out", "--letters", home + "/letters", "--registered");
        args.addAll(List.of(more));
        return relance("run", args);
    }

    private byte[] preview(String asOf, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> args = new ArrayList<>(List.of("preview"));
        args.addAll(inputs(asOf, "--customer", "A", "--out", home + "/out", "--format", format));
        int code = new Program(
                        new Streams(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                                false),
                        home,
                        Environment.EMPTY,
                        file -> {})
                .run(args.toArray(new String[0]));
        assertThat(code).isZero();
        return out.toByteArray();
    }

    private byte[] onlyLetter() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("letters"))) {
            List<Path> letters =
                    files.filter(file -> file.toString().endsWith(".pdf")).toList();
            assertThat(letters).hasSize(1);
            return Files.readAllBytes(letters.get(0));
        }
    }

    @Test
    void an_approved_notice_becomes_a_letter_of_the_previewed_bytes_and_its_claims_are_told() throws IOException {
        assertThat(run("2025-09-01", "--from", "2025-08-05").exitCode()).isZero();
        assertThat(home.resolve("letters"))
                .as("a proposal is no letter")
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
        CommandLineRun approved =
                relance("approve", List.of("--out", home + "/out", "--all", "--by", "anne", "--as-of", "2025-09-01"));
        assertThat(approved.exitCode()).isZero();
        byte[] shown = preview("2025-09-02", "pdf");

        assertThat(run("2025-09-02").exitCode()).isZero();

        assertThat(new String(shown, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(onlyLetter()).isEqualTo(shown);
        // 1 000 x 12 % x 33 / 365 = 10.85
        assertThat(relance("timeline", List.of("--out", home + "/out", "--customer", "A"))
                        .out())
                .contains("claims raised by engine: ")
                .contains("F-1 interest EUR 10.85 until 2025-09-02, F-1 flat sum EUR 40.00");
        CommandLineRun claims = relance("claims", claimsInputs("text"));
        assertThat(claims.out())
                .contains("of that asked for on 2025-09-02: interest EUR 10.85 until 2025-09-02")
                .contains("of that asked for on 2025-09-02: flat sum EUR 40.00");
        assertThat(relance("claims", claimsInputs("json")).out())
                .contains("F-1:INTEREST:2025-09-02")
                .contains("FLAT_SUM");
    }

    private List<String> claimsInputs(String format) {
        return List.of(
                "--books",
                home + "/books.csv",
                "--as-of",
                "2025-09-12",
                "--policy",
                home + "/policy.yaml",
                "--customer",
                "A",
                "--out",
                home + "/out",
                "--format",
                format);
    }

    @Test
    void without_memory_it_shows_what_a_first_run_would_send_and_writes_nothing() {
        CommandLineRun shown = relance("preview", inputs("2025-08-05", "--customer", "A"));

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains(", to be sent", "email: a@brumes.example", "subject: Rappel", "F-1", "Ateliers Mercier SAS");
        assertThat(CommandLineRun.filesOf(home)).containsOnlyKeys("books.csv", "policy.yaml", "sender.txt");
    }

    @Test
    void the_mail_is_shown_byte_for_byte_and_is_what_the_run_writes() {
        CommandLineRun shown = relance("preview", inputs("2025-08-05", "--customer", "A", "--format", "eml"));

        assertThat(run("2025-08-05").exitCode()).isZero();

        assertThat(CommandLineRun.filesOf(home.resolve("out/outbox")).values()).containsExactly(shown.out());
        assertThat(relance("preview", inputs("2025-08-05", "--customer", "A", "--format", "html"))
                        .out())
                .startsWith("<!DOCTYPE html");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({"no such form, --format, pdf, NO_SUCH_FORM", "no such message, --message, ffffffff, UNKNOWN_MESSAGE"})
    void what_there_is_not_is_said_with_what_there_is(String name, String option, String value, String code) {
        CommandLineRun refused = relance("preview", inputs("2025-08-05", "--customer", "A", option, value));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(code);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void a_statement_of_account_is_shown_out_of_the_books() {
        CommandLineRun shown =
                relance("preview", inputs("2025-08-05", "--customer", "A", "--statement-from", "2025-01-01"));

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("ready", "email: a@brumes.example", "Relevé de compte", "Solde final", "F-1");
        assertThat(CommandLineRun.filesOf(home)).containsOnlyKeys("books.csv", "policy.yaml", "sender.txt");
        assertThat(relance("preview", inputs("2025-05-05", "--customer", "A", "--statement-from", "2025-01-01"))
                        .err())
                .contains("NO_STATEMENT");
        assertThat(relance(
                                "preview",
                                inputs(
                                        "2025-08-05",
                                        "--customer",
                                        "A",
                                        "--statement-from",
                                        "2025-01-01",
                                        "--out",
                                        home + "/out"))
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_customer_to_whom_nothing_goes_is_told_so() {
        CommandLineRun refused = relance("preview", inputs("2025-07-01", "--customer", "A"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("NO_MESSAGE", "explain says why");
    }

    @Test
    void a_policy_that_sends_letters_needs_a_folder_for_them() {
        CommandLineRun refused = relance("run", inputs("2025-08-05", "--out", home + "/out"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("UNKNOWN_CHANNEL", "name one with --letters");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void letters_need_the_address_of_the_sender() {
        CommandLineRun.write(home, "sender.txt", "name = Ateliers Mercier SAS");

        CommandLineRun refused = run("2025-08-05");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("LETTERS_NEED_SENDER", "lines of address");
    }

    @Test
    void every_problem_of_the_senders_file_is_told_at_once_with_its_line() {
        CommandLineRun.write(
                home, "sender.txt", "name = A", "name = B", "adress = 1 rue", "mainColour = red", "no sign", "email =");

        CommandLineRun refused = run("2025-08-05");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("sender.txt:2: error DUPLICATE_KEY: \"name\" stands in line 1 already")
                .contains("sender.txt:3: error UNKNOWN_KEY: there is no key \"adress\"")
                .contains("\"address\"")
                .contains("sender.txt:4: error INVALID_VALUE")
                .contains("sender.txt:5: error INVALID_LINE")
                .contains("sender.txt:6: error INVALID_VALUE: \"email\" says nothing");
        assertThat(home.resolve("out")).doesNotExist();
    }
}
