package io.relance.decision;

import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.money.MoneyBag;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What rules set is seen by the conditions of steps (SEMANTICS 8), and what they do once is done once. */
class RulesInDecisionTest {
    private static final Condition SOMETHING_OPEN =
            Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(1);

    private static FollowUp account(Condition ofStep, Effect... effects) {
        Scenario scenario = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(5).email("r").when(ofStep))
                .build();
        return oneInvoice("2026-06-01", scenario)
                .policy(policyOf(scenario)
                        .rules(RuleSet.of(Rule.builder("rule")
                                .when(SOMETHING_OPEN)
                                .then(effects)
                                .fireOnStart(List.of(effects).stream().anyMatch(Effect::edgeTriggered))
                                .build()))
                        .build());
    }

    @Test
    void a_segment_set_by_a_rule_counts_in_place_of_the_computed_one() {
        Condition strategic = Conditions.fact(Facts.ACCOUNT_SEGMENT).is("PROMPT");

        assertThat(account(strategic, new Effect.SetSegment("PROMPT"))
                        .daily("2026-06-08", "2026-06-08")
                        .sent())
                .containsExactly("2026-06-08 r: F1");
        assertThat(account(strategic, new Effect.Tag("other"))
                        .daily("2026-06-08", "2026-06-08")
                        .sent())
                .as("computed: NEW")
                .isEmpty();
    }

    @Test
    void so_do_a_tag_and_a_credit_limit() {
        assertThat(account(Conditions.fact(Facts.ACCOUNT_TAG).is("big"), new Effect.Tag("big"))
                        .daily("2026-06-08", "2026-06-08")
                        .sent())
                .hasSize(1);
        assertThat(account(
                                Conditions.fact(Facts.ACCOUNT_CREDIT_USAGE).atLeast("2"),
                                new Effect.SetCreditLimit(Money.parse("EUR 500.00")))
                        .daily("2026-06-08", "2026-06-08")
                        .sent())
                .as("1000 of 500")
                .hasSize(1);
    }

    @Test
    void what_a_rule_does_once_is_done_once_and_what_it_demands_of_messages_holds() {
        FollowUp account = account(
                        SOMETHING_OPEN,
                        new Effect.Notify("sales", "look at this one"),
                        new Effect.CreateTask("phone", "call"),
                        new Effect.RequireApproval())
                .daily("2026-06-08", "2026-06-12");

        assertThat(account.notes()).containsExactly("2026-06-08 tell sales: look at this one");
        assertThat(account.tasks()).containsExactly("2026-06-08 phone: call []");
        assertThat(account.sent()).isEmpty();
        assertThat(account.approve("2026-06-12")
                        .daily("2026-06-12", "2026-06-12")
                        .sent())
                .containsExactly("2026-06-12 r: F1");
        assertThat(account.lastMessage().claimed()).isEqualTo(MoneyBag.of(Money.parse("EUR 1000.00")));
    }
}
