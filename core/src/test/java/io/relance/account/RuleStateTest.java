package io.relance.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.plan.Truth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleStateTest {
    @Test
    void a_state_is_true_or_false() {
        assertThat(new RuleState("big", "hash", Truth.FALSE, Optional.empty()).state())
                .isEqualTo(Truth.FALSE);
        assertThatThrownBy(() -> new RuleState("big", "hash", Truth.UNKNOWN, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule big is TRUE or FALSE");
    }

    @Test
    void only_a_rule_that_is_true_has_a_firing_pending() {
        assertThat(new RuleState("big", "hash", Truth.TRUE, Optional.empty(), true).pending())
                .isTrue();
        assertThat(new RuleState("big", "hash", Truth.TRUE, Optional.empty()).pending())
                .isFalse();
        assertThatThrownBy(() -> new RuleState("big", "hash", Truth.FALSE, Optional.empty(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule big is FALSE");
    }
}
