package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleJobTest {
    @TempDir
    static Path home;

    static CommandLineRun run;
    static SortedMap<String, String> files;
    static List<NamedCsvRecord> decisions;

    @BeforeAll
    static void without_arguments() {
        run = CommandLineRun.in(home);
        files = CommandLineRun.filesOf(home.resolve("relance-sample"));
        decisions = CsvReader.builder().ofNamedCsvRecord(files.get("decisions.csv")).stream()
                .toList();
    }

    private static Set<String> values(String column) {
        Set<String> values = new HashSet<>();
        decisions.forEach(row -> values.add(row.getField(column)));
        return values;
    }

    private static List<String> mails(String end) {
        return files.keySet().stream()
                .filter(name -> name.startsWith("outbox/" + end) && name.endsWith(".eml"))
                .toList();
    }

    @Test
    void it_ends_well_and_says_where_everything_is() {
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Decided for 2026-03-31").contains("relance-sample");
        assertThat(files.keySet()).contains("invoices.csv", "payments.csv", "decisions.csv", "report.json");
    }

    @Test
    void its_decisions_show_what_can_happen_to_an_invoice() {
        assertThat(values("outcome")).containsExactlyInAnyOrder("MESSAGE", "TASK", "LEFT_ALONE");
        assertThat(values("reason"))
                .contains(
                        "AWAITING_APPROVAL",
                        "DISPUTED",
                        "COVERED_BY_CREDIT",
                        "NOT_YET_DUE",
                        "BETWEEN_STEPS",
                        "CONTACT_CAP",
                        "ON_HOLD",
                        "PROMISED",
                        "NO_CONTACT");
        assertThat(values("currency")).containsExactlyInAnyOrder("EUR", "GBP");
    }

    @Test
    void its_books_have_credit_notes_payments_in_part_and_in_full_and_a_public_body() {
        assertThat(files.get("invoices.csv")).contains("CREDIT_NOTE", "PUBLIC_BODY", ",true,");
        assertThat(decisions)
                .filteredOn(row -> row.getField("invoice").equals("F-2602-012"))
                .singleElement()
                // 3900.00 - 1500.00
                .satisfies(row -> assertThat(row.getField("open")).isEqualTo("2400.00"));
        assertThat(decisions).noneMatch(row -> row.getField("invoice").equals("F-2601-020"));
    }

    @Test
    void it_writes_to_french_and_english_customers_in_their_language() {
        assertThat(mails("2026-03-31_C1003_"))
                .singleElement()
                .satisfies(name -> assertThat(files.get(name)).contains("Content-Language: fr"));
        assertThat(mails("2026-03-31_C1005_"))
                .singleElement()
                .satisfies(name -> assertThat(files.get(name))
                        .contains("Content-Language: en")
                        .contains("Atelier Lumen"));
        assertThat(mails("2026-03-27_C1011_"))
                .as("no words in German")
                .singleElement()
                .satisfies(name -> assertThat(files.get(name)).contains("Content-Language: en"));
    }

    @Test
    void no_formal_notice_leaves_while_it_awaits_approval() {
        NamedCsvRecord waiting = decisions.stream()
                .filter(row -> row.getField("reason").equals("AWAITING_APPROVAL"))
                .findFirst()
                .orElseThrow();

        assertThat(waiting.getField("messageId")).matches("[0-9a-f]{64}");
        assertThat(files.keySet())
                .noneMatch(name -> name.contains(waiting.getField("messageId").substring(0, 16)));
    }

    @Test
    void the_counts_of_the_report_are_those_of_the_lines() throws Exception {
        JsonNode counts = JsonMapper.shared().readTree(files.get("report.json")).get("decisions");
        Set<String> messages = new HashSet<>();
        int alone = 0;
        for (NamedCsvRecord row : decisions) {
            if (row.getField("outcome").equals("MESSAGE")) {
                messages.add(row.getField("messageId"));
            } else if (row.getField("outcome").equals("LEFT_ALONE")) {
                alone++;
            }
        }
        int sum = 0;
        for (Map.Entry<String, JsonNode> reason : counts.get("leftAlone").properties()) {
            sum += reason.getValue().asInt();
        }

        assertThat(counts.get("messages").asInt()).isEqualTo(messages.size());
        assertThat(mails("2026-03-31_")).hasSize(messages.size());
        assertThat(sum).isEqualTo(alone);
        assertThat(counts.get("tasks").asInt()).isEqualTo(1);
        assertThat(counts.get("awaitingApproval").asInt()).isEqualTo(1);
    }

    @Test
    void the_lines_are_by_customer_due_date_and_number() {
        assertThat(decisions).extracting(row -> row.getField("customer")).isSorted();
        assertThat(decisions)
                .filteredOn(row -> row.getField("customer").equals("C1001"))
                .extracting(row -> row.getField("invoice"))
                .containsExactly("F-2601-014", "F-2602-031");
    }

    @Test
    void the_same_again_leaves_the_same_bytes_and_adds_no_file() {
        assertThat(CommandLineRun.in(home).out()).isEqualTo(run.out());
        assertThat(CommandLineRun.filesOf(home.resolve("relance-sample"))).isEqualTo(files);
    }

    @Test
    void stopped_after_any_file_it_can_be_done_again(@TempDir Path other) {
        for (int stop : List.of(1, 2, 3, files.size() - 2, files.size() - 1, files.size())) {
            Path place = other.resolve("stop-" + stop);
            CommandLineRun stopped = CommandLineRun.in(place, stoppingAfter(stop));

            assertThat(stopped.exitCode()).isEqualTo(3);
            SortedMap<String, String> left = CommandLineRun.filesOf(place.resolve("relance-sample"));
            assertThat(left).hasSize(stop);
            assertThat(files.entrySet()).containsAll(left.entrySet());
            assertThat(CommandLineRun.in(place).exitCode()).isZero();
            assertThat(CommandLineRun.filesOf(place.resolve("relance-sample"))).isEqualTo(files);
        }
    }

    private static Consumer<Path> stoppingAfter(int count) {
        int[] seen = {0};
        return file -> {
            seen[0]++;
            if (seen[0] == count) {
                throw new IllegalStateException("stopped after " + file);
            }
        };
    }
}
