package io.relance.docs;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.AccountSnapshot;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The programs of the page about concepts. */
class ConceptsTest {
    private static final Scenario REMINDERS = Scenario.named("reminders")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("firm", s -> s.daysAfterDue(15).email("firm"))
            .build();

    private static AccountLedger ledger(String amount) {
        return AccountLedger.builder(
                        new CreditorId("atelier"),
                        Customer.builder("C-1")
                                .contact(Contact.billing("compta@port.example"))
                                .build())
                .receivable(Receivable.invoice(
                                "F-1", LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 5), Money.parse(amount))
                        .build())
                .build();
    }

    private static Policy policy() {
        // shown in docs/guide/concepts.md
        Rule big = Rule.builder("big")
                .when(all(
                        overdue("EUR").atLeast("5000.00"),
                        not(fact(Facts.ACCOUNT_TAG).is("vip"))))
                .then(new Effect.RequireApproval())
                .build();
        Policy policy = Policy.named("house-rules")
                .scenario(REMINDERS) // a mail 5 days after the due date, a firmer one after 15
                .defaultScenario("reminders")
                .rules(RuleSet.of(big))
                .build();
        // until here
        return policy;
    }

    @Test
    void a_decision_remembers_and_says_when_to_look_again() {
        AccountLedger ledger = ledger("EUR 1250.00");
        Policy policy = policy();
        // shown in docs/guide/concepts.md
        LocalDate today = LocalDate.of(2026, 3, 6);
        Decision first = DunningDecider.decide(AccountSnapshot.fresh(ledger), policy, today);
        System.out.println(
                first.item(new ReceivableId("F-1")).orElseThrow().reason().orElseThrow());
        // BETWEEN_STEPS: the next step, "reminder", is due on 2026-03-10

        LocalDate review = first.nextReview().orElseThrow(); // 2026-03-10
        AccountSnapshot then = new AccountSnapshot(ledger, first.memory());
        Decision second = DunningDecider.decide(then, policy, review); // plans the reminder
        // until here
        assertThat(first.actions()).isEmpty();
        assertThat(first.item(new ReceivableId("F-1"))
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .code())
                .isEqualTo(ReasonCode.BETWEEN_STEPS);
        assertThat(review).isEqualTo(LocalDate.of(2026, 3, 10));
        assertThat(second.actions()).hasSize(1);
    }

    @Test
    void the_rule_has_a_person_approve_what_is_said_about_much_money() {
        LocalDate today = LocalDate.of(2026, 3, 10);
        ReceivableId id = new ReceivableId("F-1");

        Decision much = DunningDecider.decide(AccountSnapshot.fresh(ledger("EUR 5000.00")), policy(), today);
        Decision less = DunningDecider.decide(AccountSnapshot.fresh(ledger("EUR 4999.99")), policy(), today);

        assertThat(much.item(id).orElseThrow().reason().orElseThrow().code()).isEqualTo(ReasonCode.AWAITING_APPROVAL);
        assertThat(less.item(id).orElseThrow().reason()).isEmpty();
    }
}
