package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policyOf;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.action.ScenarioRef;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.Customer;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which scenario an invoice follows (SEMANTICS 6): its own, else the customer's, else what rules assign, else the policy's; what a
 * person chose goes before what the books say.
 */
class ScenarioChoiceTest {
    private static final ReceivableId F1 = new ReceivableId("F1");

    private static Scenario scenario(String id) {
        return Scenario.named(id).step("r", s -> s.daysAfterDue(5).email("r")).build();
    }

    private static Policy.Builder policy() {
        return policyOf(
                scenario("default"),
                scenario("person-invoice"),
                scenario("invoice"),
                scenario("person-customer"),
                scenario("customer"),
                scenario("rule"));
    }

    private static Policy.Builder assigning(String... scenarios) {
        List<Rule> rules = new ArrayList<>();
        for (String id : scenarios) {
            rules.add(Rule.builder("assign-" + id)
                    .when(Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(1))
                    .then(new Effect.AssignScenario(id))
                    .build());
        }
        return policy().rules(RuleSet.of(rules.toArray(Rule[]::new)));
    }

    /** The scenario is named in each of {@code places}. */
    private static FollowUp account(String places) {
        Customer.Builder customer = company().toBuilder();
        if (places.contains("c")) {
            customer.scenario("customer");
        }
        FollowUp account = FollowUp.of(
                Books.of(customer.build())
                        .invoice(
                                "F1",
                                "2026-04-01",
                                "2026-06-01",
                                "EUR 1000",
                                r -> places.contains("i") ? r.scenario("invoice") : r),
                (places.contains("r") ? assigning("rule") : policy()).build());
        account.remember(m -> places.contains("I") ? m.receivableScenario(F1, "person-invoice") : m);
        return account.remember(m -> places.contains("C") ? m.scenario("person-customer") : m);
    }

    @ParameterizedTest(name = "named in {0}: {1}")
    @CsvSource({
        "IiCcr, person-invoice",
        "iCcr,  invoice",
        "Ccr,   person-customer",
        "cr,    customer",
        "r,     rule",
        "-,     default",
    })
    void the_first_that_names_one_wins(String places, String expected) {
        FollowUp account = account(places).daily("2026-06-10", "2026-06-10");

        assertThat(account.progress("F1").scenario()).map(ScenarioRef::id).contains(expected);
    }

    @Test
    void of_several_rules_the_first_assigns() {
        FollowUp account =
                account("-").policy(assigning("rule", "customer").build()).daily("2026-06-10", "2026-06-10");

        assertThat(account.progress("F1").scenario()).map(ScenarioRef::id).contains("rule");
    }

    private static final Scenario ONLY = scenario("only");

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a person's choice for the invoice",
                "the invoice",
                "a person's choice for the customer",
                "the customer"
            })
    void one_that_the_policy_does_not_have_is_named_with_who_asked_for_it(String source) {
        FollowUp account = account(
                        switch (source) {
                            case "a person's choice for the invoice" -> "I";
                            case "the invoice" -> "i";
                            case "a person's choice for the customer" -> "C";
                            default -> "c";
                        })
                .policy(policyOf(ONLY).build());

        Reason reason = FollowUp.item(account.look("2026-06-10"), "F1").reason().orElseThrow();

        assertThat(reason.code()).isEqualTo(ReasonCode.NO_SCENARIO);
        assertThat(reason.text())
                .startsWith(source + " names the scenario \"")
                .endsWith("\", which the policy does not have");
    }

    @Test
    void an_invoice_whose_scenario_is_gone_with_the_policys_default_follows_none() {
        FollowUp account = account("-").daily("2026-06-10", "2026-06-10");
        Policy without =
                Policy.named("test").country("FR").scenario(scenario("default")).build();

        assertThat(reason(account.policy(without).look("2026-06-15"), "F1")).isEqualTo(ReasonCode.NO_SCENARIO);
    }

    @Test
    void an_invoice_whose_scenario_the_policy_dropped_changes_to_the_default() {
        FollowUp account = account("-").daily("2026-06-01", "2026-06-02");

        account.policy(policyOf(ONLY).build()).daily("2026-06-08", "2026-06-08");

        assertThat(account.progress("F1").scenario()).map(ScenarioRef::id).contains("only");
        assertThat(account.sent()).containsExactly("2026-06-08 r: F1");
    }

    @Test
    void while_a_step_is_planned_an_invoice_stays_with_its_scenario() {
        Scenario asking = Scenario.named("asking")
                .step("a", s -> s.daysAfterDue(5).email("a").needsApproval())
                .build();
        FollowUp account = account("-").policy(policyOf(asking, ONLY).build()).daily("2026-06-10", "2026-06-10");

        account.remember(m -> m.receivableScenario(F1, "only")).daily("2026-06-11", "2026-06-11");
        assertThat(account.progress("F1").scenario()).map(ScenarioRef::id).contains("asking");
        assertThat(reason(account.look("2026-06-11"), "F1")).isEqualTo(ReasonCode.AWAITING_APPROVAL);
        assertThat(account.sent()).isEmpty();
    }
}
