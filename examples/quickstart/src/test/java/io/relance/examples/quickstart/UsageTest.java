package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate | Unmatched argument
                    --verbose | Unknown option
                    report | Missing required options
                    report --as-of 2026-03-31 --out d | --books
                    report --books b.csv --out d | --as-of
                    report --books b.csv --as-of 2026-03-31 | --out
                    report --books b.csv --as-of 2026-02-30 --out d | "2026-02-30" is no date
                    report --books b.csv --as-of 31/03/2026 --out d | "31/03/2026" is no date
                    report --books b.csv --as-of 26-3-1 --out d | "26-3-1" is no date
                    report --books b.csv --as-of 2026-03-31 --as-of 2026-03-30 --out d | should be specified only once
                    report --books b.csv --as-of 2026-03-31 --out d --on-bad-row maybe | "maybe" is neither fail nor skip
                    report --books b.csv --as-of 2026-03-31 --out d --format xml | "xml" is neither text nor json
                    report --books b.csv --as-of 2026-03-31 --out d --time-zone Europe/Paname | "Europe/Paname" is no time zone
                    report --books b.csv --as-of 2026-03-31 --out d --creditor-country ZZ | "ZZ" is no country
                    report --books b.csv --as-of 2026-03-31 --out d --language french | "french" is no language
                    report --books b.csv --as-of 2026-03-31 --out d --payments-mapping m.yaml | --payments-mapping needs --payments
                    report --books b.csv --as-of 2026-03-31 --out d --frm 2026-03-01 | Unknown option
                    report --books | Missing required parameter
                    run --books b.csv --as-of 2026-03-31 --out d --from 2026-04-01 | --from 2026-04-01 is after --as-of 2026-03-31
                    run --books b.csv --as-of 2026-03-31 --out d --from yesterday | "yesterday" is no date
                    run --books b.csv --as-of 2026-03-31 --out d --sms gateway.example | it is no gateway
                    run --books b.csv --as-of 2026-03-31 --out d --sms http://gateway.example/messages | it is no gateway
                    run --books b.csv --as-of 2026-03-31 --out d --sms https://key@gateway.example/messages | it is no gateway
                    run --books b.csv --as-of 2026-03-31 --out d --sms https://gateway.example/messages?from=a;b | it is no gateway
                    run --books b.csv --as-of 2026-03-31 --out d --sms twilio://AC1?from=Atelier | it is no gateway
                    run --books b.csv --as-of 2026-03-31 --out d --sms twilio://AC0123456789abcdef0123456789abcdef | it is no gateway
                    run --books b.csv --as-of 2026-03-31 --out d --sms https://gateway.example/messages | --sms needs the gateway's key in the environment variable RELANCE_SMS_TOKEN
                    run --books b.csv --as-of 2026-03-31 --out d --pay-by paypal | "paypal" is none of stripe, sepa and none
                    run --books b.csv --as-of 2026-03-31 --out d --pay-by stripe | in the environment variable RELANCE_STRIPE_KEY
                    run --books b.csv --as-of 2026-03-31 --out d --pay-by stripe --paid-page http://vendor.example | is no page
                    run --books b.csv --as-of 2026-03-31 --out d --db none --pay-by stripe | --pay-by stripe needs a --db that remembers
                    callbacks --port 0 --pay-by stripe | --db
                    explain --books b.csv --as-of 2026-03-31 | --customer
                    explain --books b.csv --as-of 2026-03-31 --customer a --invoice b | mutually exclusive
                    explain --books b.csv --as-of 2026-03-31 --customer a --out d --db none | mutually exclusive
                    preflight --books b.csv --as-of 2026-03-31 --days 91 | --days is 0 to 90, and not 91
                    """)
    void a_wrong_command_line_exits_with_2_and_says_what_is_wrong(String command, String saying) {
        CommandLineRun run = CommandLineRun.in(home, command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains(saying.strip().replace("\"\"", "\"")).contains("--help");
        assertThat(CommandLineRun.filesOf(home)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report --format json",
                "status --format=json",
                "run --books b.csv --as-of 2026-02-30 --out d --format json"
            })
    void a_wrong_command_line_that_asks_for_json_is_answered_on_standard_output(String command) {
        CommandLineRun run = CommandLineRun.in(home, command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("{\n  \"problems\": [")
                .contains("\"code\": \"USAGE\"", "\"remedy\": \"try: relance ");
    }

    @Test
    void a_blank_directory_is_refused() {
        for (String command : List.of("report", "run")) {
            CommandLineRun run =
                    CommandLineRun.in(home, command, "--books", "b.csv", "--as-of", "2026-03-31", "--out", "");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--out").contains("it is blank");
        }
    }

    @Test
    void a_blank_creditor_is_refused() {
        CommandLineRun run = CommandLineRun.in(
                home, "report", "--books", "b.csv", "--as-of", "2026-03-31", "--out", "d", "--creditor", " ");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--creditor").contains("it is blank");
    }

    @Test
    void an_argument_that_begins_with_an_at_sign_is_no_file_of_arguments() {
        Path file = CommandLineRun.write(home, "args", "--version");

        assertThat(CommandLineRun.in(home, "@" + file).exitCode()).isEqualTo(2);
    }

    @Test
    void help_and_version_are_results_and_exit_with_0() {
        for (String command : List.of("", "report", "run", "explain", "preflight", "callbacks", "validate", "policy")) {
            CommandLineRun help =
                    CommandLineRun.in(home, (command + " --help").strip().split(" "));
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).startsWith("Usage: relance " + command).doesNotContain("\u001b");
            assertThat(help.err()).isEmpty();
        }
        assertThat(CommandLineRun.in(home, "help").out()).startsWith("Usage: relance");
        assertThat(CommandLineRun.in(home, "help", "run").out())
                .startsWith("Usage: relance run")
                .contains("--to, --as-of=YYYY-MM-DD");
        CommandLineRun version = CommandLineRun.in(home, "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("relance \\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(Files.exists(home.resolve(SampleJob.DIRECTORY))).isFalse();
    }
}
