package io.relance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectTest {
    static Stream<Arguments> effects() {
        return Stream.of(
                Arguments.of(new Effect.AssignScenario("soft"), false, true, "assign the scenario soft"),
                Arguments.of(new Effect.SetSegment("key"), false, true, "set the segment key"),
                Arguments.of(
                        new Effect.SetCreditLimit(Money.parse("EUR 0.00")),
                        false,
                        true,
                        "set the credit limit to EUR 0.00"),
                Arguments.of(new Effect.Notify("sales", "look"), true, false, "notify sales: look"),
                Arguments.of(new Effect.CreateTask("team", "call"), true, false, "create a task for team: call"),
                Arguments.of(
                        new Effect.RequestDeliveryStop("overdue"), true, false, "request a delivery stop: overdue"),
                Arguments.of(new Effect.Hold("merger"), false, false, "hold: merger"),
                Arguments.of(new Effect.RequireApproval(), false, false, "require approval"),
                Arguments.of(new Effect.RecommendTerms("prepaid"), false, false, "recommend the payment terms prepaid"),
                Arguments.of(new Effect.Tag("big"), false, false, "tag big"));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void an_effect_lasts_or_fires_and_may_exclude_others(
            Effect effect, boolean edgeTriggered, boolean exclusive, String sentence) {
        assertThat(effect.edgeTriggered()).isEqualTo(edgeTriggered);
        assertThat(effect.exclusive()).isEqualTo(exclusive);
        assertThat(effect).hasToString(sentence);
        assertThat(new RuleEffect("big", effect)).hasToString("rule big: " + sentence);
    }

    static Stream<Supplier<Effect>> blank() {
        return Stream.of(
                () -> new Effect.AssignScenario(" "),
                () -> new Effect.SetSegment(""),
                () -> new Effect.Notify("", "text"),
                () -> new Effect.Notify("sales", ""),
                () -> new Effect.CreateTask("", "text"),
                () -> new Effect.CreateTask("team", ""),
                () -> new Effect.RequestDeliveryStop(""),
                () -> new Effect.Hold(""),
                () -> new Effect.RecommendTerms(""),
                () -> new Effect.Tag(""));
    }

    @ParameterizedTest
    @MethodSource("blank")
    void blank_words_are_refused(Supplier<Effect> effect) {
        assertThatThrownBy(effect::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is blank");
    }

    @Test
    void a_negative_limit_is_refused() {
        assertThatThrownBy(() -> new Effect.SetCreditLimit(Money.parse("EUR -0.01")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a credit limit is 0 or more, but was EUR -0.01");
    }
}
