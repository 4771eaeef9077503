package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.json.DocumentProblem.Severity;
import io.relance.json.tree.Node;
import io.relance.json.tree.Notation;
import io.relance.json.tree.Problems;
import io.relance.json.tree.TreeLimits;
import io.relance.json.tree.TreeReader;
import io.relance.policy.Policy;
import io.relance.policy.StandardPolicy;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Facts;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PolicyCodecTest {
    @Test
    void the_standard_policy_is_written_with_the_keys_and_values_of_its_contract() {
        Policy standard = StandardPolicy.create();
        assertThat(tree(PolicyWriter.yaml(standard), Notation.YAML))
                .isEqualTo(tree(PolicyDocuments.STANDARD, Notation.YAML));
        assertThat(tree(PolicyWriter.json(standard), Notation.JSON))
                .isEqualTo(tree(PolicyDocuments.STANDARD, Notation.YAML));
    }

    @Test
    void the_contract_of_the_standard_policy_is_read_as_the_standard_policy() {
        Policy read = PolicyDocuments.read(PolicyDocuments.STANDARD).orThrow();
        assertThat(read).usingRecursiveComparison(PolicyDocuments.sameMeaning()).isEqualTo(StandardPolicy.create());
    }

    @Test
    void validating_the_standard_policy_shows_the_two_warnings_of_its_notice_with_their_places() {
        assertThat(PolicyDocuments.read(PolicyDocuments.STANDARD).problems())
                .extracting(
                        DocumentProblem::severity,
                        DocumentProblem::code,
                        DocumentProblem::line,
                        DocumentProblem::column,
                        DocumentProblem::path)
                .containsExactly(
                        tuple(Severity.WARNING, "NOTICE_AUDIENCE", 15, 102, "scenarios[0].steps[3].audience"),
                        tuple(Severity.WARNING, "NOTICE_PROOF", 15, 130, "scenarios[0].steps[3].proofOfDispatch"));
    }

    @Test
    void a_document_with_every_key_is_written_back_as_it_was() {
        DocumentReading<Policy> reading = PolicyDocuments.read(PolicyDocuments.FULL);
        assertThat(reading.problems()).extracting(DocumentProblem::code).containsExactly("NOTICE_AUDIENCE");
        assertThat(tree(PolicyWriter.yaml(reading.orThrow()), Notation.YAML))
                .isEqualTo(tree(PolicyDocuments.FULL, Notation.YAML));
    }

    @Test
    void the_version_is_the_hash_of_the_canonical_json() throws Exception {
        Policy read = PolicyDocuments.read(PolicyDocuments.STANDARD).orThrow();
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(PolicyWriter.canonicalJson(read).getBytes(StandardCharsets.UTF_8));
        assertThat(read.version())
                .hasSize(64)
                .isEqualTo(java.util.HexFormat.of().formatHex(hash));
        assertThat(PolicyWriter.canonicalJson(read)).startsWith("{\"policy\":\"standard\",\"aging\":{\"basis\":");
    }

    @Test
    void the_version_follows_the_meaning_and_not_the_writing() {
        String version =
                PolicyDocuments.read(PolicyDocuments.STANDARD).orThrow().version();
        String other = PolicyDocuments.STANDARD
                .replace("tolerance: \"0.00\"", "# nothing is left unasked\ntolerance: 0")
                .replace("stage: AMICABLE, ", "")
                .replace("rules: []", "approvalPatience: 2");
        assertThat(PolicyDocuments.read(other).orThrow().version()).isEqualTo(version);
        assertThat(PolicyDocuments.read(PolicyDocuments.STANDARD.replace("daysAfterDue: 15", "daysAfterDue: 16"))
                        .orThrow()
                        .version())
                .isNotEqualTo(version);
        Policy elsewhere = StandardPolicy.create().toBuilder()
                .timeZone(ZoneId.of("Europe/Paris"))
                .build();
        assertThat(PolicyWriter.version(elsewhere)).isNotEqualTo(version);
        assertThat(PolicyWriter.version(StandardPolicy.create())).isEqualTo(version);
    }

    @Test
    void a_rule_set_is_written_by_priority_and_its_findings_stand_where_the_rule_was_written() {
        String yaml = PolicyDocuments.STANDARD.replace("rules: []", """
                rules:
                  - { id: second, priority: 2, if: { fact: account.overdueCount, above: 5 }, then: [ { setSegment: B } ] }
                  - { id: first, priority: 1, if: { fact: account.overdueCount, above: 3 }, then: [ { setSegment: A } ] }
                """);
        DocumentReading<Policy> reading = PolicyDocuments.read(yaml);
        assertThat(reading.orThrow().rules().rules())
                .extracting(rule -> rule.id())
                .containsExactly("first", "second");
        assertThat(reading.problems())
                .filteredOn(problem -> problem.code().equals("RULE_SHADOWED"))
                .extracting(DocumentProblem::path, DocumentProblem::line)
                .containsExactly(tuple("rules[0].then[0]", 18));
    }

    @Test
    void the_deepest_condition_allowed_is_read_back() {
        Condition deep = Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).above(3);
        while (deep.depth() < Condition.MAX_DEPTH) {
            deep = new Condition.All(java.util.List.of(deep));
        }
        RuleSet rules = RuleSet.of(io.relance.rule.Rule.builder("deep")
                .when(deep)
                .then(new io.relance.rule.Effect.Tag("t"))
                .build());
        Policy policy = StandardPolicy.create().toBuilder().rules(rules).build();
        assertThat(PolicyDocuments.read(PolicyWriter.yaml(policy))
                        .orThrow()
                        .rules()
                        .rules()
                        .get(0)
                        .condition())
                .isEqualTo(deep);
    }

    @Test
    void a_scenario_and_rules_are_documents_of_their_own_too() {
        Policy full = PolicyDocuments.read(PolicyDocuments.FULL).orThrow();
        Scenario scenario = full.scenarios().get(0);
        for (String text : new String[] {PolicyWriter.yaml(scenario), PolicyWriter.json(scenario)}) {
            assertThat(PolicyReader.scenario("", text.getBytes(StandardCharsets.UTF_8))
                            .orThrow())
                    .usingRecursiveComparison(PolicyDocuments.sameMeaning())
                    .isEqualTo(scenario);
        }
        for (String text : new String[] {PolicyWriter.yaml(full.rules()), PolicyWriter.json(full.rules())}) {
            assertThat(PolicyReader.rules("", text.getBytes(StandardCharsets.UTF_8))
                            .orThrow())
                    .usingRecursiveComparison(PolicyDocuments.sameMeaning())
                    .isEqualTo(full.rules());
        }
        assertThat(PolicyReader.scenario("s.yaml", "id: a\nsteps: []\n".getBytes(StandardCharsets.UTF_8))
                        .problems())
                .extracting(DocumentProblem::code, DocumentProblem::line, DocumentProblem::column)
                .containsExactly(tuple("NO_STEPS", 2, 8));
    }

    @Test
    void a_refused_document_throws_all_its_problems() {
        DocumentReading<Policy> reading = PolicyDocuments.read("policy: p\nscenaros: []\n");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(reading::orThrow)
                .withMessage(
                        "p.yaml:2:1: error UNKNOWN_KEY: unknown key \"scenaros\" in the policy (at scenaros); did you"
                                + " mean \"scenarios\"?");
    }

    static Node tree(String text, Notation notation) {
        return TreeReader.read(text, notation, TreeLimits.DOCUMENT, new Problems(""))
                .orElseThrow()
                .withoutPlaces();
    }
}
