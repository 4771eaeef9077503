package io.relance.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.plan.Truth;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DunningCaseTest {
    private static final AccountId ACCOUNT = new AccountId(new CreditorId("acme"), new CustomerId("C1"));
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    private static Hold hold(String id) {
        return new Hold(id, Optional.empty(), DAY, Optional.empty(), "asked for", "anne");
    }

    private static ReceivableProgress progress(String invoice, int cycle) {
        return ReceivableProgress.builder(new ReceivableId(invoice))
                .cycle(cycle)
                .build();
    }

    @Test
    void what_was_built_stays_as_it_is_when_its_builder_goes_on() {
        DunningCase.Builder builder =
                DunningCase.builder(ACCOUNT).hold(hold("H1")).tag("vip").progress(progress("F1", 1));
        DunningCase first = builder.build();

        DunningCase second = builder.hold(hold("H2"))
                .tag("loud")
                .progress(progress("F1", 2))
                .progress(progress("F2", 1))
                .build();
        DunningCase third = builder.withoutTag("vip").build();

        assertThat(first.holds()).containsExactly(hold("H1"));
        assertThat(first.tags()).containsExactly("vip");
        assertThat(first.progress().values()).containsExactly(progress("F1", 1));
        assertThat(second.holds()).containsExactly(hold("H1"), hold("H2"));
        assertThat(second.tags()).containsExactly("loud", "vip");
        assertThat(second.progress().values()).containsExactly(progress("F1", 2), progress("F2", 1));
        assertThat(third.tags()).containsExactly("loud");
    }

    @Test
    void a_case_stays_as_it_is_when_a_builder_that_starts_from_it_changes() {
        DunningCase before = DunningCase.builder(ACCOUNT)
                .hold(hold("H1"))
                .progress(progress("F1", 1))
                .build();

        DunningCase after =
                before.toBuilder().hold(hold("H2")).progress(progress("F1", 2)).build();

        assertThat(before.holds()).containsExactly(hold("H1"));
        assertThat(before.progressOf(new ReceivableId("F1")).cycle()).isEqualTo(1);
        assertThat(after.holds()).containsExactly(hold("H1"), hold("H2"));
        assertThat(after.progressOf(new ReceivableId("F1")).cycle()).isEqualTo(2);
        assertThat(before.toBuilder().build()).isEqualTo(before);
    }

    @Test
    void nothing_of_a_case_can_be_changed_from_outside() {
        DunningCase.Builder builder =
                DunningCase.builder(ACCOUNT).hold(hold("H1")).tag("vip").progress(progress("F1", 1));
        DunningCase built = builder.build();

        assertThatThrownBy(() -> built.holds().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> built.tags().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> built.progress().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> builder.messages().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rules_stand_under_their_own_ids() {
        RuleState state = new RuleState("big", "0123456789abcdef", Truth.TRUE, Optional.empty());
        DunningCase.Builder builder = DunningCase.builder(ACCOUNT);

        assertThat(builder.ruleStates(List.of(state)).build().ruleStates()).containsExactly(Map.entry("big", state));
        assertThat(builder.ruleStates(Map.of("big", state)).build().ruleStates())
                .containsExactly(Map.entry("big", state));
        assertThatThrownBy(() -> builder.ruleStates(Map.of("small", state)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state of rule big stands under small");
    }
}
