package io.relance.json.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWriterTest {
    private static final Node POLICY = new MappingBuilder()
            .text("policy", "standard")
            .mapping("aging", a -> a.text("basis", "DUE_DATE").numbers("bounds", List.of(30, 60, 90)))
            .decimal("tolerance", new BigDecimal("0.00"))
            .date("from", LocalDate.of(2026, 1, 31))
            .list("steps", List.of(step("courtesy", "PREVENTIVE", 3), step("reminder", "AMICABLE", 5)))
            .bool("live", true)
            .list("rules", List.of())
            .build();

    private static Node step(String id, String stage, int days) {
        return new MappingBuilder()
                .text("id", id)
                .text("stage", stage)
                .mapping("when", w -> w.number("daysBeforeDue", days))
                .list(
                        "send",
                        List.of(new MappingBuilder()
                                .text("channel", "email")
                                .text("template", "pre-due")
                                .build()))
                .build();
    }

    @Test
    void yaml_is_written_in_blocks_with_short_inner_mappings_on_one_line() {
        assertThat(TreeWriter.yaml(POLICY)).isEqualTo("""
                        policy: standard
                        aging: { basis: DUE_DATE, bounds: [30, 60, 90] }
                        tolerance: "0.00"
                        from: "2026-01-31"
                        steps:
                          - { id: courtesy, stage: PREVENTIVE, when: { daysBeforeDue: 3 }, send: [{ channel: email, template: pre-due }] }
                          - { id: reminder, stage: AMICABLE, when: { daysBeforeDue: 5 }, send: [{ channel: email, template: pre-due }] }
                        live: true
                        rules: []
                        """);
    }

    @Test
    void canonical_json_is_one_line_without_blanks() {
        Node small = new MappingBuilder()
                .text("a", "x\n\"y\"é")
                .numbers("b", List.of(1, 2))
                .bool("c", false)
                .mapping("d", d -> {})
                .build();
        assertThat(TreeWriter.json(small)).isEqualTo("{\"a\":\"x\\n\\\"y\\\"é\",\"b\":[1,2],\"c\":false,\"d\":{}}");
    }

    @Test
    void json_for_people_is_indented() {
        assertThat(TreeWriter.prettyJson(POLICY)).startsWith("""
                        {
                          "policy": "standard",
                          "aging": { "basis": "DUE_DATE", "bounds": [30, 60, 90] },
                        """).endsWith("  \"rules\": []\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "Null",
                "~",
                "true",
                "Yes",
                "no",
                "on",
                "OFF",
                "y",
                "1",
                "-1",
                "0.00",
                "1e3",
                "0x1F",
                "1_000",
                "12:30",
                "2026-01-31",
                ".inf",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "'a'",
                "\"a\"",
                "[a",
                "{a",
                "a,b",
                "a]",
                "? a",
                "a\nb",
                "\ttab",
                "trailing ",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "é",
                "=",
                "<<",
                "\uD83D\uDE00",
                "..."
            })
    void a_text_that_yaml_would_read_otherwise_is_quoted(String text) {
        Node doc = new MappingBuilder().text("k", text).text(text + "key", text).build();
        for (String yaml : List.of(TreeWriter.yaml(doc), TreeWriter.json(doc))) {
            Problems problems = new Problems("doc.yaml");
            assertThat(TreeReader.read(yaml, Notation.YAML, TreeLimits.DOCUMENT, problems)
                            .map(Node::withoutPlaces))
                    .contains(doc);
            assertThat(problems.list()).isEmpty();
        }
    }

    @Test
    void a_key_is_written_once() {
        MappingBuilder builder = new MappingBuilder().text("a", "x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.bool("a", true))
                .withMessage("the key \"a\" was added before");
    }
}
