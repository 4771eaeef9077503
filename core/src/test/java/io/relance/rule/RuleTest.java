package io.relance.rule;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static final Condition BIG = overdue("EUR").atLeast("5000.00");

    @Test
    void a_rule_has_priority_0_no_cool_down_and_does_not_fire_on_start_by_default() {
        Rule rule = Rule.builder("big").when(BIG).then(new Effect.Tag("big")).build();

        assertThat(rule.id()).isEqualTo("big");
        assertThat(rule.priority()).isZero();
        assertThat(rule.cooldownDays()).isEmpty();
        assertThat(rule.fireOnStart()).isFalse();
        assertThat(rule.condition()).isEqualTo(BIG);
        assertThat(rule.effects()).containsExactly(new Effect.Tag("big"));
        assertThat(rule).hasToString("big: when account.overdue at least EUR 5000.00, tag big");
    }

    @Test
    void a_builder_starts_from_a_rule() {
        Rule rule = Rule.builder("big")
                .priority(10)
                .when(BIG)
                .then(new Effect.Tag("big"), new Effect.Notify("sales", "look"))
                .cooldownDays(30)
                .fireOnStart(true)
                .build();
        Rule copy = rule.toBuilder().then(new Effect.RequireApproval()).build();

        assertThat(copy.priority()).isEqualTo(10);
        assertThat(copy.cooldownDays()).hasValue(30);
        assertThat(copy.fireOnStart()).isTrue();
        assertThat(copy.effects()).hasSize(3);
        assertThat(rule.effects()).hasSize(2);
        assertThat(copy.condition()).isEqualTo(BIG);
    }

    @Test
    void a_rule_sees_no_invoice() {
        Condition condition = all(BIG, not(fact(Facts.INVOICE_DAYS_LATE).above(30)));
        assertThatThrownBy(() -> Rule.builder("late").when(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule late asks invoice.daysLate, but a rule sees an account as a whole;"
                        + " facts of an invoice are for the conditions of steps");
    }

    @Test
    void a_rule_without_a_condition_or_an_effect_is_refused() {
        assertThatThrownBy(() -> Rule.builder("big").then(new Effect.Tag("big")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule big has no condition; it needs one");
        assertThatThrownBy(() -> Rule.builder("big").when(BIG).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule big has no effect; it needs at least one");
    }

    @Test
    void a_cool_down_and_fire_on_start_need_something_that_fires() {
        Rule.Builder tag = Rule.builder("big").when(BIG).then(new Effect.Tag("big"));
        assertThatThrownBy(() -> tag.cooldownDays(7).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule big has a cool-down, but no notification, task or delivery stop that could fire");
        Rule.Builder hold = Rule.builder("big").when(BIG).then(new Effect.Hold("x"));
        assertThatThrownBy(() -> hold.fireOnStart(true).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule big has fireOnStart, but no");
    }

    @Test
    void two_exclusive_effects_of_one_kind_are_refused() {
        Rule.Builder two = Rule.builder("big")
                .when(BIG)
                .then(
                        new Effect.AssignScenario("soft"),
                        new Effect.SetSegment("key"),
                        new Effect.AssignScenario("hard"));
        assertThatThrownBy(two::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule big would assign the scenario hard and has another effect of that kind;"
                        + " only one can hold");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3661})
    void a_cool_down_is_1_to_3660_days(int days) {
        assertThatThrownBy(() -> Rule.builder("big").cooldownDays(days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the cool-down of rule big is 1 to 3660 days, but was " + days);
        assertThat(Rule.builder("big").cooldownDays(1).cooldownDays(3660)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a;b", "a=b", "-a", "é"})
    void an_id_is_letters_digits_dots_hyphens_and_underscores(String id) {
        assertThatThrownBy(() -> Rule.builder(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but was \"" + id + "\"");
        assertThat(Rule.builder("1.a-b_C")).isNotNull();
        assertThatThrownBy(() -> Rule.builder("a".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    }
}
