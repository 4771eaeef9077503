package io.relance.json.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.json.DocumentProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeReaderTest {
    private static final TreeLimits LIMITS = TreeLimits.DOCUMENT;

    private final Problems problems = new Problems("doc");

    private Optional<Node> read(String text, Notation notation) {
        return TreeReader.read(text, notation, LIMITS, problems);
    }

    private static List<String> places(Node node) {
        List<String> all = new ArrayList<>();
        collect(node, all);
        return all;
    }

    private static void collect(Node node, List<String> all) {
        all.add(node.place().line() + ":" + node.place().column() + " "
                + node.place().path());
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                all.add("key " + entry.keyPlace().line() + ":"
                        + entry.keyPlace().column() + " " + entry.keyPlace().path());
                collect(entry.value(), all);
            }
        } else if (node instanceof Node.Items items) {
            items.values().forEach(v -> collect(v, all));
        }
    }

    @Test
    void yaml_knows_line_column_and_path_of_every_key_and_value() {
        Node root = read("""
                        policy: standard
                        steps:
                          - { id: a, days: [1, 22] }
                          - id: b
                        field.NAME: "x"
                        """, Notation.YAML).orElseThrow();
        assertThat(places(root))
                .containsExactly(
                        "1:1 ",
                        "key 1:1 policy",
                        "1:9 policy",
                        "key 2:1 steps",
                        "3:3 steps",
                        "3:5 steps[0]",
                        "key 3:7 steps[0].id",
                        "3:11 steps[0].id",
                        "key 3:14 steps[0].days",
                        "3:20 steps[0].days",
                        "3:21 steps[0].days[0]",
                        "3:24 steps[0].days[1]",
                        "4:5 steps[1]",
                        "key 4:5 steps[1].id",
                        "4:9 steps[1].id",
                        "key 5:1 [\"field.NAME\"]",
                        "5:13 [\"field.NAME\"]");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void json_knows_line_column_and_path_of_every_key_and_value() {
        Node root = read("""
                        {
                          "policy": "standard",
                          "steps": [ {"id": "a", "days": [1, 22]},
                            {"on": true, "off" : null} ]
                        }
                        """, Notation.JSON).orElseThrow();
        assertThat(places(root))
                .containsExactly(
                        "1:1 ",
                        "key 2:3 policy",
                        "2:13 policy",
                        "key 3:3 steps",
                        "3:12 steps",
                        "3:14 steps[0]",
                        "key 3:15 steps[0].id",
                        "3:21 steps[0].id",
                        "key 3:26 steps[0].days",
                        "3:34 steps[0].days",
                        "3:35 steps[0].days[0]",
                        "3:38 steps[0].days[1]",
                        "4:5 steps[1]",
                        "key 4:6 steps[1].on",
                        "4:12 steps[1].on",
                        "key 4:18 steps[1].off",
                        "4:26 steps[1].off");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void both_notations_give_the_same_tree() {
        Node yaml = read("a: [1.50, text, '1', true, null, ~, yes]\nb: {}\n", Notation.YAML)
                .orElseThrow();
        Node json = read("{\"a\":[1.50,\"text\",\"1\",true,null,\"~\",\"yes\"],\"b\":{}}", Notation.JSON)
                .orElseThrow();
        assertThat(yaml.withoutPlaces()).isEqualTo(json.withoutPlaces());
    }

    @Test
    void every_duplicate_key_is_reported_in_yaml() {
        read("a: 1\nb: 2\na: 3\nc: { d: 1, d: 2 }\n", Notation.YAML);
        assertThat(problems.list())
                .extracting(
                        DocumentProblem::code, DocumentProblem::line, DocumentProblem::column, DocumentProblem::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("DUPLICATE_KEY", 3, 1, "a"),
                        org.assertj.core.groups.Tuple.tuple("DUPLICATE_KEY", 4, 12, "c.d"));
    }

    @Test
    void every_duplicate_key_is_reported_in_json() {
        read("{\"a\": 1, \"a\": {\"x\": 1,\n \"x\": 2}, \"a\": 3}", Notation.JSON);
        assertThat(problems.list())
                .extracting(
                        DocumentProblem::code, DocumentProblem::line, DocumentProblem::column, DocumentProblem::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("DUPLICATE_KEY", 1, 10, "a"),
                        org.assertj.core.groups.Tuple.tuple("DUPLICATE_KEY", 2, 2, "a.x"),
                        org.assertj.core.groups.Tuple.tuple("DUPLICATE_KEY", 2, 11, "a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &x 1~b: 2                | ANCHOR            | 1 | 4 | a",
                "a: &x [1]~b: *x             | ALIAS             | 2 | 4 | b",
                "a: !!str 1                  | TAG               | 1 | 4 | a",
                "a: !x {}                    | TAG               | 1 | 4 | a",
                "? [1]~: 2                   | KEY_NOT_TEXT      | 1 | 3 | ''",
                "a: 1~---~b: 2               | SEVERAL_DOCUMENTS | 2 | 1 | ''",
                "a: [1                       | SYNTAX            | 2 | 1 | ''",
                "a: b: c                     | SYNTAX            | 1 | 5 | ''"
            })
    void what_yaml_may_not_have_is_refused(String text, String code, int line, int column, String path) {
        read(text.replace('~', '\n') + "\n", Notation.YAML);
        assertThat(problems.list()).anySatisfy(p -> {
            assertThat(p.code()).isEqualTo(code);
            assertThat(p.line() + ":" + p.column() + " " + p.path()).isEqualTo(line + ":" + column + " " + path);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": }          | SYNTAX            | 1 | 7",
                "{'a': 1}           | SYNTAX            | 1 | 2",
                "{\"a\": 01}        | SYNTAX            | 1 | 7",
                "{} {}              | SEVERAL_DOCUMENTS | 1 | 4",
                "[1, 2              | SYNTAX            | 1 | 7",
                "{\"a\": NaN}       | SYNTAX            | 1 | 9"
            })
    void what_json_may_not_have_is_refused(String text, String code, int line, int column) {
        read(text, Notation.JSON);
        assertThat(problems.list())
                .singleElement()
                .extracting(DocumentProblem::code, DocumentProblem::line)
                .containsExactly(code, line);
        assertThat(problems.list().get(0).column()).isBetween(column - 1, column + 1);
    }

    @ParameterizedTest
    @EnumSource(Notation.class)
    void a_document_deeper_than_the_limit_is_refused_at_the_first_level_too_many(Notation notation) {
        read("[".repeat(64) + "]".repeat(64), notation);
        assertThat(problems.list()).isEmpty();
        assertThat(read("[".repeat(100_000), notation)).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .extracting(DocumentProblem::code, DocumentProblem::column)
                .containsExactly("TOO_DEEP", 65);
    }

    @ParameterizedTest
    @EnumSource(Notation.class)
    void a_document_larger_than_the_limits_is_refused(Notation notation) {
        TreeLimits small = new TreeLimits(30, 5, 4);
        assertThat(TreeReader.read("[1, 2, 3]", notation, small, problems)).isPresent();
        assertThat(problems.list()).isEmpty();
        assertThat(TreeReader.read("[1, 2, 3, 4]", notation, small, problems)).isEmpty();
        assertThat(TreeReader.read("[" + " ".repeat(30) + "]", notation, small, problems))
                .isEmpty();
        assertThat(problems.list()).extracting(DocumentProblem::code).containsExactly("TOO_LARGE", "TOO_MANY_VALUES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "# only a comment\n"})
    void an_empty_document_says_so(String text) {
        assertThat(read(text, Notation.YAML)).isEmpty();
        assertThat(problems.list()).extracting(DocumentProblem::code).containsExactly("EMPTY_DOCUMENT");
    }

    @Test
    void a_byte_order_mark_is_skipped_and_other_encodings_are_refused() {
        byte[] marked = "\uFEFF{\"a\": \"é\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(TreeReader.read(marked, LIMITS, problems).map(Node::withoutPlaces))
                .contains(new MappingBuilder().text("a", "é").build());
        byte[] latin = "a: é".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TreeReader.read(latin, LIMITS, problems)).isEmpty();
        assertThat(problems.list()).extracting(DocumentProblem::code).containsExactly("NOT_UTF8");
    }
}
