package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.json.tree.Node;
import io.relance.json.tree.Notation;
import io.relance.policy.Policy;
import io.relance.rule.Fact;
import io.relance.rule.Facts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/policy.md} says what the reader does. */
class PolicyDocTest {
    private static final String DOC = Docs.read("policy.md");

    @Test
    void every_policy_in_the_doc_loads() {
        List<String> policies = Docs.blocks(DOC, "yaml");
        assertThat(policies).hasSize(2);
        for (String policy : policies) {
            assertThat(PolicyDocuments.read(policy).orThrow().scenarios()).isNotEmpty();
        }
        assertThat(policies.get(0)).isEqualTo(PolicyDocuments.STANDARD);
        assertThat(policies.get(1)).isEqualTo(PolicyDocuments.FULL);
    }

    @Test
    void the_scenario_and_the_rules_in_the_doc_load() {
        byte[] scenario = Docs.blocks(DOC, "yaml scenario").get(0).getBytes(StandardCharsets.UTF_8);
        assertThat(PolicyReader.scenario("s.yaml", scenario).orThrow().id()).isEqualTo("north");
        byte[] rules = Docs.blocks(DOC, "yaml rules").get(0).getBytes(StandardCharsets.UTF_8);
        assertThat(PolicyReader.rules("r.yaml", rules).orThrow().rules()).hasSize(1);
    }

    @Test
    void every_key_is_documented_and_no_other() {
        Node schema = PolicyCodecTest.tree(Docs.read("policy.schema.json"), Notation.JSON);
        Set<String> keys = new TreeSet<>();
        for (String path : Trees.keys(schema)) {
            if (path.matches("(.*\\.)?properties\\.[A-Za-z]+") && !path.contains(".if.") && !path.contains(".then.")) {
                keys.add(path.substring(path.lastIndexOf('.') + 1));
            }
        }
        Set<String> used = new TreeSet<>();
        Trees.keys(PolicyCodecTest.tree(PolicyDocuments.FULL, Notation.YAML)).stream()
                .filter(path -> !path.matches("fields\\.\\w+\\.\\w+|.*\\.(EUR|USD|GBP)"))
                .forEach(path -> used.add(path.substring(path.lastIndexOf('.') + 1)));
        assertThat(used)
                .as("the document with every key has the keys of the schema")
                .isEqualTo(keys);
        for (String key : keys) {
            assertThat(DOC).as(key).contains("`" + key + "`");
        }
        for (String section : List.of("a policy", "a scenario", "a step", "a rule")) {
            assertThat(keys).containsAll(Docs.firstColumn(Docs.section("Keys of " + section)));
        }
        assertThat(keys).containsAll(Docs.firstColumn(Docs.section("Claims of late payment")));
        assertThat(keys).containsAll(Docs.firstColumn(Docs.section("Correspondence")));
    }

    @Test
    void a_default_in_the_doc_is_the_default() {
        String minimal = "policy: p\nscenarios: []\n";
        Policy expected = PolicyDocuments.read(minimal).orThrow();
        Matcher row = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]+)` \\|").matcher(Docs.section("Keys of a policy"));
        int rows = 0;
        while (row.find()) {
            String key = row.group(1);
            String group = switch (key) {
                case "basis", "bounds" -> "aging";
                case "grace", "max", "maxDays" -> "promises";
                case "newBelow", "deterioratingAbove", "promptMeanAtMost", "promptOnTimeAtLeast" -> "segments";
                case "afterReminderAtLeast", "chronicallyLateAbove" -> "segments";
                default -> "";
            };
            String value = key + ": " + row.group(2);
            String text = group.isEmpty() ? value : group + ": { " + value + " }";
            assertThat(PolicyDocuments.read(minimal + text + "\n").orThrow().version())
                    .as(text)
                    .isEqualTo(expected.version());
            rows++;
        }
        assertThat(rows).isGreaterThanOrEqualTo(20);
    }

    @Test
    void every_fact_is_documented_with_its_type() {
        String section = Docs.section("Conditions");
        for (Fact<?> fact : Facts.all()) {
            assertThat(section).contains("| `" + fact.name() + "` | ").contains(fact.description());
        }
    }

    @Test
    void every_warning_is_documented() {
        assertThat(Docs.firstColumn(Docs.section("Warnings")))
                .containsExactly(
                        "RULE_NEVER_FIRES",
                        "RULE_SHADOWED",
                        "SCENARIOS_CONTRADICT",
                        "STEP_UNREACHABLE",
                        "NOTICE_BEFORE_REMINDER",
                        "AMICABLE_NARROWER",
                        "GAP_BELOW_CAP",
                        "NOTICE_AUDIENCE",
                        "NOTICE_APPROVAL",
                        "NOTICE_PROOF",
                        "UNKNOWN_TEAM");
    }
}
