package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.json.tree.Notation;
import io.relance.policy.Policy;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class PolicyRoundTripProperties {
    @Property(seed = "20260105", tries = 200)
    void a_policy_comes_back_from_yaml_and_from_json(@ForAll("policies") Policy policy) {
        Policy fromYaml = read("p.yaml", PolicyWriter.yaml(policy));
        Policy fromJson = read("p.json", PolicyWriter.json(policy));
        assertThat(fromYaml)
                .usingRecursiveComparison(PolicyDocuments.sameMeaning())
                .isEqualTo(policy);
        assertThat(fromJson)
                .usingRecursiveComparison(PolicyDocuments.sameMeaning())
                .isEqualTo(policy);
        assertThat(fromYaml.version()).isEqualTo(fromJson.version()).isEqualTo(PolicyWriter.version(policy));
        cover(policy);
    }

    @Property(seed = "20260105", tries = 200)
    void yaml_json_and_canonical_json_are_one_tree(@ForAll("policies") Policy policy) {
        assertThat(PolicyCodecTest.tree(PolicyWriter.yaml(policy), Notation.YAML))
                .isEqualTo(PolicyCodecTest.tree(PolicyWriter.json(policy), Notation.JSON))
                .isEqualTo(PolicyCodecTest.tree(PolicyWriter.canonicalJson(policy), Notation.JSON));
    }

    private static void cover(Policy policy) {
        String text = PolicyWriter.canonicalJson(policy);
        for (String hard : new String[] {"\"fields\"", "\"all\"", "\"not\"", "\"currency\"", "\"minimum\"", "\"in\""}) {
            Statistics.label(hard).collect(text.contains(hard));
            Statistics.label(hard).coverage(c -> c.check(true).percentage(p -> p >= 5));
        }
    }

    private static Policy read(String file, String text) {
        return PolicyReader.policy(file, text.getBytes(StandardCharsets.UTF_8)).orThrow();
    }

    @Provide
    Arbitrary<Policy> policies() {
        return PolicyArbitraries.policies();
    }
}
