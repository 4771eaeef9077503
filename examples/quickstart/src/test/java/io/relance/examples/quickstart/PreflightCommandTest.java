package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What would not leave in the days to come, told before. */
class PreflightCommandTest {
    @TempDir
    Path home;

    @BeforeEach
    void files() {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,email,debtorKind,language,address",
                "F-1,A,Brumes SA,2025-06-01,2025-07-31,1000.00,EUR,a@brumes.example,BUSINESS,fr,2 quai|29200 Brest",
                "F-2,B,Anne,2025-06-01,2025-07-31,500.00,EUR,b@anne.example,CONSUMER,fr,1 rue|35000 Rennes",
                "F-3,C,Muette SARL,2025-06-01,2025-08-30,70.00,EUR,,BUSINESS,fr,3 rue|35000 Rennes");
        CommandLineRun.write(
                home,
                "sender.txt",
                "name = Ateliers Mercier SAS",
                "address = 12 rue de la Paix",
                "address = 69002 Lyon",
                "iban = FR76 3000 6000 0112 3456 7890 189");
        CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: letters",
                "claims: { law: FR }",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    allowColdEscalation: true",
                "    steps:",
                "      - { id: reminder, stage: AMICABLE, when: { daysAfterDue: 5 }, send: [ { channel: email, template: reminder } ] }",
                "      - { id: notice, stage: FORMAL_NOTICE, when: { daysAfterDue: 30 }, approval: true, audience: [BILLING],"
                        + " send: [ { channel: letter, template: formal-notice } ] }");
    }

    private CommandLineRun preflight(String... more) {
        List<String> args = new ArrayList<>(
                List.of("preflight", "--books", home + "/books.csv", "--policy", home + "/policy.yaml"));
        if (!List.of(more).contains("--as-of")) {
            args.addAll(List.of("--as-of", "2025-08-25"));
        }
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    @Test
    void people_read_who_when_why_and_what_to_do() {
        CommandLineRun run = preflight("--sender", home + "/sender.txt", "--days", "30");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("from 2025-08-25 to 2025-09-24: 2 messages would not leave\n")
                .contains("  customer B (Anne), step notice: F-2\n  MISSING_MENTION: ")
                .contains("CONSUMER")
                .contains("customer C (Muette SARL), step reminder: F-3\n"
                        + "  NO_CONTACT: no contact of role BILLING can be reached over email\n")
                .doesNotContain("customer A");
        assertThat(CommandLineRun.filesOf(home)).containsOnlyKeys("books.csv", "sender.txt", "policy.yaml");
    }

    @Test
    void programs_read_the_same() {
        CommandLineRun run = preflight("--sender", home + "/sender.txt", "--format", "json", "--days", "30");

        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertThat(root.get("schema").asInt()).isEqualTo(1);
        assertThat(root.get("until").asString()).isEqualTo("2025-09-24");
        assertThat(root.get("findings")).hasSize(2);
        JsonNode nobody = root.get("findings")
                .valueStream()
                .filter(finding -> finding.get("customer").asString().equals("C"))
                .findFirst()
                .orElseThrow();
        assertThat(nobody.get("code").asString()).isEqualTo("NO_CONTACT");
        assertThat(nobody.get("invoices").get(0).asString()).isEqualTo("F-3");
        assertThat(nobody.get("step").asString()).isEqualTo("reminder");
        assertThat(nobody.get("on").asString()).isEqualTo("2025-09-04");
        assertThat(nobody.get("remedy").asString()).isNotBlank();
    }

    @Test
    void a_creditor_without_an_address_can_send_no_notice_at_all() {
        CommandLineRun run = preflight("--days", "30");

        assertThat(run.out())
                .contains("customer A (Brumes SA), step notice: F-1\n  MISSING_MENTION: ")
                .contains("the creditor's address");
    }

    @Test
    void with_days_of_which_nothing_is_due_all_is_well() {
        assertThat(preflight("--days", "0").out())
                .isEqualTo("from 2025-08-25 to 2025-08-25: every message could leave\n");
    }

    @Test
    void what_was_run_before_is_remembered() {
        String sender = home + "/sender.txt";
        assertThat(CommandLineRun.in(
                                home,
                                "run",
                                "--books",
                                home + "/books.csv",
                                "--as-of",
                                "2025-09-01",
                                "--from",
                                "2025-08-05",
                                "--policy",
                                home + "/policy.yaml",
                                "--sender",
                                sender,
                                "--letters",
                                home + "/letters",
                                "--registered",
                                "--out",
                                home + "/out")
                        .exitCode())
                .isZero();

        CommandLineRun run =
                preflight("--sender", sender, "--as-of", "2025-09-02", "--out", home + "/out", "--days", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2025-09-02  customer B (Anne), step notice: F-2\n  MISSING_MENTION: ");
    }

    @Test
    void letters_that_can_not_be_printed_are_told_before() {
        CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: letters",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    steps:",
                "      - { id: one, stage: AMICABLE, when: { daysAfterDue: 5 }, send: [ { channel: letter, template: reminder } ] }");
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,address",
                "F-1,A,2025-06-01,2025-08-25,1000.00,EUR,2 quai|29200 Brest",
                "F-2,B,2025-06-01,2025-08-25,1000.00,EUR,2 " + "quai ".repeat(30) + "|29200 Brest");

        assertThat(preflight("--sender", home + "/sender.txt").out())
                .contains("1 message would not leave", "customer B, step one: F-2\n  REFUSED: letter would refuse it: ")
                .contains("wider than the window");
        assertThat(preflight().out()).contains("2 messages would not leave", "a letter needs the creditor's address");
    }
}
