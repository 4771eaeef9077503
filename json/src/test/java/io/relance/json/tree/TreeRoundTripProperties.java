package io.relance.json.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class TreeRoundTripProperties {
    @Property(seed = "20260105", tries = 250)
    void a_tree_written_as_yaml_reads_back_equal(@ForAll("trees") Node tree) {
        Statistics.label("shape")
                .collect(JsonText.isScalar(tree) ? "scalar" : "structure")
                .coverage(c -> c.check("structure").percentage(p -> p > 20));
        assertThat(reread(TreeWriter.yaml(tree), "t.yaml")).isEqualTo(tree);
    }

    @Property(seed = "20260105", tries = 250)
    void a_tree_written_as_json_reads_back_equal_and_writes_the_same_again(@ForAll("trees") Node tree) {
        String json = TreeWriter.json(tree);
        Node again = reread(json, "t.json");
        assertThat(again).isEqualTo(tree);
        assertThat(TreeWriter.json(again)).isEqualTo(json);
        assertThat(reread(TreeWriter.prettyJson(tree), "t.json")).isEqualTo(tree);
    }

    private static Node reread(String text, String file) {
        Problems problems = new Problems(file);
        Node read = TreeReader.read(text.getBytes(StandardCharsets.UTF_8), TreeLimits.DOCUMENT, problems)
                .orElseThrow(() -> new AssertionError(problems.list() + "\n" + text));
        assertThat(problems.list()).isEmpty();
        return read.withoutPlaces();
    }

    @Provide
    Arbitrary<Node> trees() {
        return trees(4);
    }

    private static Arbitrary<Node> trees(int depth) {
        Arbitrary<Node> scalars = Arbitraries.oneOf(
                texts().map(t -> new Node.Text(t, Place.NONE)),
                Arbitraries.bigDecimals().ofScale(3).map(d -> new Node.Num(d.toString(), Place.NONE)),
                Arbitraries.longs().map(n -> new Node.Num(Long.toString(n), Place.NONE)),
                Arbitraries.of(true, false).map(b -> new Node.Bool(b, Place.NONE)),
                Arbitraries.just(new Node.Null(Place.NONE)));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Node> inner = trees(depth - 1);
        return Arbitraries.oneOf(scalars, scalars, lists(inner), mappings(inner), mappings(inner));
    }

    private static Arbitrary<Node> lists(Arbitrary<Node> inner) {
        return inner.list().ofMaxSize(4).map(v -> new Node.Items(v, Place.NONE));
    }

    private static Arbitrary<Node> mappings(Arbitrary<Node> inner) {
        return inner.list()
                .ofMaxSize(4)
                .flatMap(values -> texts().list().ofSize(values.size()).map(keys -> mapping(keys, values)));
    }

    private static Node mapping(List<String> keys, List<Node> values) {
        Map<String, Node> unique = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            unique.put(keys.get(i), values.get(i));
        }
        MappingBuilder builder = new MappingBuilder();
        unique.forEach(builder::node);
        return builder.build();
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> wild = Arbitraries.strings().all().ofMaxLength(12).map(TreeRoundTripProperties::wellFormed);
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars(" :#-,[]{}'\"\n\t&*!|>%@`?aNy01.~=")
                .ofMaxLength(8);
        Arbitrary<String> words = Arbitraries.of("true", "no", "null", "0.00", "id", "daysAfterDue", "a b c", "x/y");
        return Arbitraries.oneOf(wild, tricky, words);
    }

    /** UTF-8 has no halves of surrogate pairs. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
