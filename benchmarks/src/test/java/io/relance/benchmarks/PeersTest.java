package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peers give our answers, so that their code can't rot between two measurements. */
class PeersTest {
    @Test
    void drools_and_easy_rules_find_the_same_rules_for_every_account() {
        assertThatCode(() -> new RulesBenchmark().compare()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void so_does_drools_in_every_mode(DroolsRules.Mode mode) {
        DroolsModesBenchmark modes = new DroolsModesBenchmark();
        modes.mode = mode;

        assertThatCode(modes::compare).doesNotThrowAnyException();
    }

    @Test
    void kill_bill_finds_the_same_state_for_every_account() {
        assertThatCode(() -> new OverdueStatesBenchmark().compare()).doesNotThrowAnyException();
    }
}
