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

class ClaimsCommandTest {
    @TempDir
    Path home;

    Path books;

    @BeforeEach
    void books() {
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,debtorKind,issued,due,amount,currency,settled",
                "F-1,A,Alpha,BUSINESS,2025-01-02,2025-01-31,10000.00,EUR,",
                "F-2,A,Alpha,BUSINESS,2024-11-16,2024-12-16,10000.00,EUR,2025-01-15",
                "F-3,A,Alpha,BUSINESS,2025-01-02,2025-04-30,70.00,EUR,",
                "F-4,T,Town,PUBLIC_BODY,2025-01-02,2025-01-31,10000.00,EUR,",
                "F-5,X,Somebody,UNKNOWN,2025-01-02,2025-01-31,90.00,EUR,",
                "F-6,P,Person,CONSUMER,2025-01-02,2025-01-31,90.00,EUR,");
    }

    private CommandLineRun claims(String asOf, String... more) {
        List<String> args = new ArrayList<>(List.of("claims", "--books", books.toString(), "--as-of", asOf));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    @Test
    void what_the_law_grants_is_told_by_invoice_with_the_computation() {
        CommandLineRun run = claims("2025-03-02");

        assertThat(run.exitCode()).isZero();
        // 10 000 x 13.15 % x 30 / 365; 10 000 x (14.25 % + 13.15 %) x 15 / 365; 10 000 x 11.15 % x 30 / 365
        assertThat(run.out())
                .startsWith("claims of late payment as of 2025-03-02, law of FR\n")
                .contains("Alpha (A), BUSINESS\n")
                .contains("""
                          F-1: EUR 10000.00, due 2025-01-31 (Code de commerce L441-10 et D441-5)
                            2025-02-01 to 2025-03-02: 30 days of EUR 10000.00 at 13.15 % (ecb-refinancing 3.15 % from 2025-01-01): 108.0822
                            interest EUR 108.08, accrued until 2025-03-02
                            flat sum EUR 40.00
                        """.indent(0))
                .contains("2024-12-17 to 2024-12-31: 15 days of EUR 10000.00 at 14.25 %")
                .contains("2025-01-01 to 2025-01-15: 15 days of EUR 10000.00 at 13.15 %")
                .contains("interest EUR 112.60, accrued until 2025-01-15\n")
                .contains("at 11.15 % (ecb-refinancing 3.15 % from 2025-01-01): 91.6438\n    interest EUR 91.64,")
                .contains("interest in all: EUR 312.32\n")
                .contains("flat sums in all: EUR 120.00\n")
                .contains("nothing is claimed for 1 invoice: whether the customer is a business is not known\n")
                .contains(
                        "nothing is claimed for 1 invoice: interest runs from the formal notice, and there was none\n")
                .doesNotContain("F-3");
        assertThat(CommandLineRun.filesOf(home)).containsOnlyKeys("books.csv");
    }

    @Test
    void one_customer_or_one_invoice_may_be_asked_about() {
        assertThat(claims("2025-03-02", "--customer", "T").out())
                .contains("F-4")
                .doesNotContain("F-1")
                .contains("interest in all: EUR 91.64\n");
        assertThat(claims("2025-03-02", "--invoice", "F-2").out())
                .contains("interest in all: EUR 112.60\n")
                .doesNotContain("F-1");
        assertThat(claims("2025-03-02", "--invoice", "F-3").out()).contains("nothing is or was late\n");
        assertThat(claims("2025-03-02", "--invoice", "F-33").err()).contains("the nearest: \"F-3\"");
    }

    @Test
    void the_policy_says_which_law_which_rate_and_which_rounding() {
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: p",
                "scenarios: []",
                "claims:",
                "  law: FR",
                "  agreedRate: \"18\"",
                "  flatSums: false",
                "  rounding: { mode: DOWN }");
        CommandLineRun run = claims("2025-03-02", "--customer", "A", "--policy", policy.toString());

        // 10 000 x 18 % x 30 / 365 = 147.945..., twice
        assertThat(run.out())
                .contains("at 18 %, as agreed: 147.9452\n    interest EUR 147.94,")
                .contains("interest in all: EUR 295.88\n")
                .doesNotContain("flat sum");
    }

    @Test
    void a_rate_that_is_not_known_is_named_and_can_be_given_in_the_policy() {
        CommandLineRun missing = claims("2026-07-01", "--customer", "A");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(missing.err())
                .contains("ecb-refinancing")
                .contains("2026-07-01")
                .contains("\"rates\"");

        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: p",
                "scenarios: []",
                "claims:",
                "  law: FR",
                "  rates:",
                "    - { series: ecb-refinancing, from: 2026-07-01, to: 2026-12-31, percent: \"2.15\", source: the bank }");
        assertThat(claims("2026-07-01", "--customer", "A", "--policy", policy.toString())
                        .out())
                .contains("2026-07-01 to 2026-07-01: 1 day of EUR 10000.00 at 12.15 %");
    }

    @Test
    void a_country_without_terms_is_refused_with_those_that_have_some() {
        CommandLineRun run = claims("2025-03-02", "--creditor-country", "CH");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("no terms of \"CH\"").contains("BE, DE, ES, EU, FR, GB, IT, NL");
    }

    @Test
    void the_json_has_every_figure_as_text() {
        CommandLineRun run = claims("2025-03-02", "--format", "json");

        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertThat(root.propertyNames()).containsExactly("schema", "asOf", "law", "invoices", "totals");
        assertThat(root.get("invoices").size()).isEqualTo(5);
        JsonNode first = root.get("invoices").get(1);
        assertThat(first.propertyNames())
                .containsExactly(
                        "customer",
                        "debtorKind",
                        "invoice",
                        "currency",
                        "amount",
                        "due",
                        "source",
                        "interest",
                        "flatSum",
                        "raised",
                        "newInterest",
                        "newFlatSum",
                        "caution",
                        "none");
        assertThat(first.get("invoice").asString()).isEqualTo("F-1");
        JsonNode interest = first.get("interest");
        assertThat(interest.get("amount").asString()).isEqualTo("108.08");
        JsonNode period = interest.get("periods").get(0);
        assertThat(period.get("percent").asString()).isEqualTo("13.15");
        assertThat(period.get("reference").get("series").asString()).isEqualTo("ecb-refinancing");
        assertThat(first.get("none").isNull()).isTrue();
        assertThat(root.get("totals").get(0).get("interest").asString()).isEqualTo("312.32");
    }

    @Test
    void with_a_memory_interest_against_a_consumer_runs_from_the_formal_notice_that_was_sent() throws Exception {
        String out = home.resolve("out").toString();
        CommandLineRun.in(
                home,
                "run",
                "--books",
                books.toString(),
                "--from",
                "2025-02-01",
                "--as-of",
                "2025-03-14",
                "--out",
                out);
        JsonNode proposals = JsonMapper.shared()
                .readTree(CommandLineRun.in(home, "approve", "--out", out, "--format", "json")
                        .out());
        String notice = "";
        for (JsonNode proposal : proposals.get("messages")) {
            if (proposal.get("customer").asString().equals("P")) {
                notice = proposal.get("message").asString();
            }
        }
        String[] memory = {"--customer", "P", "--out", out};
        assertThat(claims("2025-04-13", memory).out())
                .contains("interest runs from the formal notice, and there was none");

        assertThat(CommandLineRun.in(
                                home,
                                "approve",
                                "--out",
                                out,
                                "--message",
                                notice,
                                "--sent",
                                "--by",
                                "jane",
                                "--as-of",
                                "2025-03-14")
                        .exitCode())
                .isZero();

        CommandLineRun without = claims("2025-04-13", memory);
        assertThat(without.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(without.err()).contains("fr-legal").contains("2025-03-15");
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: p",
                "scenarios: []",
                "claims:",
                "  law: FR",
                "  rates:",
                "    - { series: fr-legal, from: 2025-01-01, to: 2025-06-30, percent: \"7.21\", source: the gazette }");
        // 90 x 7.21 % x 30 / 365 = 0.5333...
        assertThat(claims("2025-04-13", "--customer", "P", "--out", out, "--policy", policy.toString())
                        .out())
                .contains("2025-03-15 to 2025-04-13: 30 days of EUR 90.00 at 7.21 %")
                .contains("interest EUR 0.53, accrued until 2025-04-13")
                .doesNotContain("flat sum");
    }
}
