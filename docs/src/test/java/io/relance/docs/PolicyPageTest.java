package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.json.DocumentReading;
import io.relance.json.PolicyReader;
import io.relance.json.PolicyWriter;
import io.relance.policy.Policy;
import io.relance.policy.StandardPolicy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The program of the page about policy documents. */
class PolicyPageTest {
    @Test
    void a_policy_that_was_read_is_written_as_it_was() {
        String document = PolicyWriter.yaml(StandardPolicy.create());
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        // shown in docs/policy.md
        DocumentReading<Policy> reading =
                PolicyReader.policy("policy.yaml", bytes); // policy, or problems; warnings either way
        Policy policy = reading.orThrow(); // DocumentException with all problems
        String yaml = PolicyWriter.yaml(policy); // reads back as the same policy
        // until here
        assertThat(yaml).isEqualTo(document);
    }
}
