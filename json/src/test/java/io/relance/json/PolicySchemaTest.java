package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.relance.json.DocumentProblem.Severity;
import io.relance.json.tree.Node;
import io.relance.json.tree.Notation;
import io.relance.json.tree.Place;
import io.relance.json.tree.TreeWriter;
import io.relance.rule.Fact;
import io.relance.rule.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors and the reader judge alike, but for what {@code docs/policy.md} lists. */
class PolicySchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Docs.read("policy.schema.json"));
    private static final Set<String> EXCEPTIONS =
            new TreeSet<>(Docs.firstColumn(Docs.section("What the schema can't see")));
    private static final List<Node> OTHER_VALUES = List.of(
            new Node.Text("x", Place.NONE),
            new Node.Num("7", Place.NONE),
            new Node.Bool(true, Place.NONE),
            new Node.Null(Place.NONE),
            new Node.Items(List.of(), Place.NONE),
            new Node.Mapping(List.of(), Place.NONE));

    private final Set<String> met = new TreeSet<>();

    @Test
    void every_single_change_of_the_document_with_every_key_is_judged_alike() {
        Node full = PolicyCodecTest.tree(PolicyDocuments.FULL, Notation.YAML);
        List<Mutation> mutations = mutations(full);
        assertThat(mutations).hasSizeGreaterThan(1000);
        mutations.forEach(mutation -> judge(mutation));
        assertThat(met).contains("UNKNOWN_STEP", "UNKNOWN_SCENARIO", "UNKNOWN_FACT");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void single_changes_of_a_generated_document_are_judged_alike(long seed) {
        Node document = PolicyWriter.tree(PolicyArbitraries.policy(seed));
        judge(new Mutation("nothing changed", document));
        List<Mutation> mutations = mutations(document);
        Collections.shuffle(mutations, new Random(seed));
        mutations.stream().limit(60).forEach(this::judge);
    }

    @Test
    void the_schema_accepts_the_standard_policy() {
        assertThat(schemaAccepts(PolicyCodecTest.tree(PolicyDocuments.STANDARD, Notation.YAML)))
                .isTrue();
    }

    @Test
    void the_schema_knows_every_fact_and_no_other() {
        Node schema = PolicyCodecTest.tree(Docs.read("policy.schema.json"), Notation.JSON);
        Node names = Trees.at(schema, "$defs.condition.properties.fact.anyOf[0].enum")
                .orElseThrow();
        assertThat(((Node.Items) names).values())
                .extracting(node -> ((Node.Text) node).value())
                .isEqualTo(Facts.all().stream().map(Fact::name).toList());
    }

    private record Mutation(String what, Node document) {}

    private static List<Mutation> mutations(Node document) {
        List<Mutation> mutations = new ArrayList<>();
        for (String path : Trees.keys(document)) {
            String key = path.substring(path.lastIndexOf('.') + 1);
            mutations.add(new Mutation("rename " + path, Trees.renamed(document, path, key + "x")));
        }
        for (String path : Trees.values(document)) {
            mutations.add(new Mutation("drop " + path, Trees.without(document, path)));
            Node value = Trees.at(document, path).orElse(null);
            for (Node other : OTHER_VALUES) {
                if (value == null || !value.getClass().equals(other.getClass())) {
                    mutations.add(
                            new Mutation("retype " + path + " as " + other.what(), Trees.with(document, path, other)));
                }
            }
        }
        return mutations;
    }

    private void judge(Mutation mutation) {
        List<DocumentProblem> errors = PolicyReader.policy(
                        "p.json", TreeWriter.json(mutation.document()).getBytes(StandardCharsets.UTF_8))
                .problems()
                .stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        boolean accepted = schemaAccepts(mutation.document());
        if (errors.isEmpty()) {
            assertThat(accepted).as(mutation.what() + ": the reader accepts it").isTrue();
        } else if (accepted) {
            assertThat(errors).as(mutation.what() + ": the schema accepts it").allSatisfy(error -> {
                if (!isOwnField(mutation.document(), error.path())) {
                    assertThat(EXCEPTIONS).contains(error.code());
                    met.add(error.code());
                }
            });
        }
    }

    /** Whether it is about what a host's own field is compared with; the doc lists that too. */
    private static boolean isOwnField(Node document, String path) {
        if (path.endsWith(".fact")) {
            return false;
        }
        int end = path.lastIndexOf(path.endsWith("]") && path.contains(".in[") ? ".in[" : ".");
        return end > 0
                && Trees.at(document, path.substring(0, end) + ".fact").orElse(null) instanceof Node.Text fact
                && fact.value().contains(".field.");
    }

    private static boolean schemaAccepts(Node document) {
        return SCHEMA.validate(TreeWriter.json(document), InputFormat.JSON).isEmpty();
    }
}
