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

class ExplainCommandTest {
    @TempDir
    Path home;

    Path books;

    @BeforeEach
    void books() {
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,disputed,settled",
                "F-1,A,Alpha,2026-02-20,2026-03-10,100.00,EUR,,",
                "F-2,A,Alpha,2026-02-20,2026-03-15,40.00,EUR,true,",
                "F-3,A,Alpha,2026-02-20,2026-04-20,60.00,EUR,,",
                "F-4,A,Alpha,2026-01-20,2026-02-20,60.00,EUR,,2026-02-19");
    }

    private CommandLineRun explain(String... more) {
        List<String> args = new ArrayList<>(List.of("explain", "--books", books.toString(), "--as-of", "2026-03-31"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    @Test
    void a_customer_is_explained_invoice_by_invoice_and_nothing_is_written() {
        CommandLineRun run = explain("--customer", "A");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("no decision is stored").contains("on that day alone");
        assertThat(run.out())
                .startsWith("Alpha (A) on 2026-03-31\nnext look on ")
                .contains("F-1: EUR 100.00, 21 days late\n  in message ")
                .contains("which takes its step reminder")
                .contains("F-2: EUR 40.00, of which EUR 0.00 may be asked for, 16 days late\n  left alone, DISPUTED: ")
                .contains("F-3: EUR 60.00, due in 20 days\n  left alone, NOT_YET_DUE: ")
                .doesNotContain("F-4");
        assertThat(CommandLineRun.filesOf(home)).containsOnlyKeys("books.csv");
    }

    @Test
    void an_invoice_is_explained_even_when_it_is_paid() {
        assertThat(explain("--invoice", "F-4").out()).contains("F-4: EUR 0.00").contains("PAID");
    }

    @Test
    void the_json_has_every_key() throws Exception {
        CommandLineRun run = explain("--customer", "A", "--format", "json");

        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertThat(root.propertyNames()).containsExactly("schema", "asOf", "account", "invoices");
        assertThat(root.get("invoices").size()).isEqualTo(3);
        JsonNode disputed = root.get("invoices").get(1);
        assertThat(disputed.propertyNames())
                .contains(
                        "invoice",
                        "open",
                        "dunnable",
                        "outcome",
                        "reason",
                        "alsoReasons",
                        "until",
                        "scenario",
                        "step",
                        "stepDate",
                        "nextReview",
                        "trace");
        assertThat(disputed.get("open").asString()).isEqualTo("40.00");
        assertThat(disputed.get("dunnable").asString()).isEqualTo("0.00");
        assertThat(disputed.get("outcome").asString()).isEqualTo("LEFT_ALONE");
        assertThat(disputed.get("reason").asString()).isEqualTo("DISPUTED");
        assertThat(disputed.get("until").isNull()).isTrue();
    }

    @Test
    void day_by_day_it_knows_what_was_sent_before() {
        // the reminder left on 03-16, the next step comes 15 days after the due date and left on 03-25
        assertThat(explain("--invoice", "F-1", "--from", "2026-03-02").out())
                .contains("BETWEEN_STEPS")
                .contains("its step notice: 2026-04-09");
    }
}
