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

/** A formal notice that a person sent by other means has claimed what the program's own would have. */
class SentNoticeTest {
    @TempDir
    Path home;

    @BeforeEach
    void aProposal() {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,email,debtorKind,language,address",
                "F-1,A,Brumes SA,2025-06-01,2025-07-31,1000.00,EUR,a@brumes.example,BUSINESS,fr,2 quai|29200 Brest");
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
                        + " send: [ { channel: email, template: formal-notice } ], proofOfDispatch: NOT_REQUIRED }");
        CommandLineRun run = relance(
                "run",
                "--books",
                home + "/books.csv",
                "--from",
                "2025-08-05",
                "--as-of",
                "2025-09-01",
                "--policy",
                home + "/policy.yaml",
                "--out",
                home + "/out");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private CommandLineRun relance(String... args) {
        return CommandLineRun.in(home, args);
    }

    private String proposal() {
        return relance("approve", "--out", home + "/out").out().substring(0, 16);
    }

    private CommandLineRun sent(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "approve",
                "--out",
                home + "/out",
                "--message",
                proposal(),
                "--sent",
                "--by",
                "jane",
                "--as-of",
                "2025-09-02"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private CommandLineRun claims(String format) {
        return relance(
                "claims",
                "--books",
                home + "/books.csv",
                "--as-of",
                "2025-09-12",
                "--policy",
                home + "/policy.yaml",
                "--out",
                home + "/out",
                "--format",
                format);
    }

    @Test
    void without_books_it_is_refused_and_stays_a_proposal() {
        CommandLineRun sent = sent();

        assertThat(sent.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(sent.err())
                .contains("asks for claims of late payment")
                .contains("--books")
                .contains("NOT_POSSIBLE");
        assertThat(relance("approve", "--out", home + "/out").out()).contains("awaits approval");
    }

    @Test
    void with_books_its_claims_are_raised_as_of_the_day_and_the_next_are_told_apart() {
        CommandLineRun sent = sent("--books", home + "/books.csv");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        // 1 000 x 12 % x 33 / 365 = 10.85; x 43: 14.14, x 10: 3.29
        assertThat(claims("text").out())
                .contains("of that asked for on 2025-09-02: interest EUR 10.85 until 2025-09-02, open EUR 10.85\n")
                .contains("of that asked for on 2025-09-02: flat sum EUR 40.00, open EUR 40.00\n")
                .contains("not asked for yet: interest EUR 3.29 from 2025-09-03 until 2025-09-12\n")
                .contains("asked for in all: EUR 50.85, paid EUR 0.00, waived EUR 0.00, open EUR 50.85;"
                        + " not asked for yet: EUR 3.29\n");
        JsonNode root = JsonMapper.shared().readTree(claims("json").out());
        JsonNode total = root.get("totals").get(0);
        assertThat(total.get("raised").asString()).isEqualTo("50.85");
        assertThat(total.get("open").asString()).isEqualTo("50.85");
        assertThat(total.get("notRaised").asString()).isEqualTo("3.29");
        JsonNode invoice = root.get("invoices").get(0);
        assertThat(invoice.get("newInterest").get("amount").asString()).isEqualTo("3.29");
        assertThat(invoice.get("newFlatSum").isNull()).isTrue();
    }

    @Test
    void books_belong_to_this_word_alone() {
        CommandLineRun approved = relance(
                "approve",
                "--out",
                home + "/out",
                "--all",
                "--by",
                "jane",
                "--as-of",
                "2025-09-02",
                "--books",
                home + "/books.csv");

        assertThat(approved.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(approved.err()).contains("go with --sent");
    }
}
