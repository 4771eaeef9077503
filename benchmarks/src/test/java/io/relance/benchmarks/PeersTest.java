package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** The peers give our answers, so that their code can't rot between two measurements. */
class PeersTest {
    @Test
    void drools_and_easy_rules_find_the_same_rules_for_every_account() {
        assertThatCode(() -> new RulesBenchmark().compare()).doesNotThrowAnyException();
    }

    @Test
    void kill_bill_finds_the_same_state_for_every_account() {
        assertThatCode(() -> new OverdueStatesBenchmark().compare()).doesNotThrowAnyException();
    }
}
