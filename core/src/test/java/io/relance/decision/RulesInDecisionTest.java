package io.relance.decision;

import static io.relance.decision.FollowUp.oneInvoice;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.TaskState;
import io.relance.money.MoneyBag;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
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
    void a_task_of_a_rule_is_for_the_next_business_day_and_a_word_goes_at_once() {
        FollowUp account = account(
                SOMETHING_OPEN, new Effect.Notify("sales", "look at this one"), new Effect.CreateTask("phone", "call"));

        account.run("2026-06-06"); // a Saturday

        assertThat(account.notes()).containsExactly("2026-06-06 tell sales: look at this one");
        assertThat(account.memory().tasks())
                .singleElement()
                .extracting(TaskState::raised)
                .isEqualTo(LocalDate.of(2026, 6, 8));
    }

    /** The rule "score" does something when the score is known; the step to court asks for {@code ofStep}. */
    private static FollowUp court(NaturalPerson person, Condition ofStep, Effect ofScore, String... tags) {
        Scenario plain = Scenario.named("plain")
                .step("r", s -> s.daysAfterDue(5).email("r"))
                .step(
                        "court",
                        s -> s.daysAfterDue(20)
                                .litigation()
                                .task("collections", "prepare")
                                .escalate("lawyer")
                                .when(ofStep))
                .build();
        Scenario harsh = Scenario.named("harsh")
                .step("r", s -> s.daysAfterDue(5).email("r"))
                .step("court", s -> s.daysAfterDue(20).litigation().escalate("lawyer"))
                .build();
        Customer.Builder customer = FollowUp.company().toBuilder().naturalPerson(person);
        List.of(tags).forEach(customer::tag);
        return FollowUp.of(
                        Books.of(customer.build()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                        policyOf(plain, harsh)
                                .rules(RuleSet.of(Rule.builder("score")
                                        .when(Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE)
                                                .atMost(100))
                                        .then(ofScore)
                                        .build()))
                                .build())
                .daily("2026-06-01", "2026-06-26");
    }

    private static final Condition TAGGED = Conditions.fact(Facts.ACCOUNT_TAG).in("risky", "lawyer");

    @Test
    void to_court_by_score_is_proposed_to_a_person_whatever_way_the_score_takes() {
        // SEMANTICS 7: litigation chosen by score or segment becomes a proposal for natural persons, or unknown ones
        for (NaturalPerson person : List.of(NaturalPerson.YES, NaturalPerson.UNKNOWN)) {
            assertThat(court(person, TAGGED, new Effect.Tag("risky")).notes())
                    .as("by a tag that the score set")
                    .isEmpty();
            assertThat(court(person, TAGGED, new Effect.AssignScenario("harsh")).notes())
                    .as("by a scenario that the score assigned")
                    .isEmpty();
            assertThat(court(
                                    person,
                                    Conditions.fact(Facts.ACCOUNT_CREDIT_USAGE).atLeast("2"),
                                    new Effect.SetCreditLimit(Money.parse("EUR 1.00")))
                            .notes())
                    .as("by a credit limit that the score set")
                    .isEmpty();
        }
        assertThat(court(NaturalPerson.YES, TAGGED, new Effect.AssignScenario("harsh"))
                        .tasks())
                .singleElement()
                .asString()
                .contains("lawyer: decide whether to hand over");
    }

    @Test
    void a_company_or_a_tag_that_the_books_gave_goes_without_asking() {
        assertThat(court(NaturalPerson.NO, TAGGED, new Effect.Tag("risky")).notes())
                .containsExactly("2026-06-22 F1 goes to lawyer");
        assertThat(court(NaturalPerson.YES, TAGGED, new Effect.Tag("other"), "lawyer")
                        .notes())
                .containsExactly("2026-06-22 F1 goes to lawyer");
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
