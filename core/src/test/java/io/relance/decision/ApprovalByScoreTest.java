package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.MessageState;
import io.relance.policy.Policy;
import io.relance.receivable.ContactRole;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Litigation chosen by score or segment for somebody who may be a natural person is proposed to a person (SEMANTICS 7); what
 * anybody else chose goes by itself. F1 was due on 2026-06-01.
 */
class ApprovalByScoreTest {
    private static final Condition SCORED =
            Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE).atMost(100);
    private static final Condition OPEN =
            Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(1);
    private static final Condition TAGGED = Conditions.fact(Facts.ACCOUNT_TAG).is("risky");
    private static final Effect TAG = new Effect.Tag("risky");
    private static final Effect LIMIT = new Effect.SetCreditLimit(Money.parse("EUR 1.00"));
    private static final Effect ASSIGN = new Effect.AssignScenario("court");

    private static Scenario court(String id, Condition condition) {
        return Scenario.named(id)
                .step("r", s -> s.daysAfterDue(5).email("r"))
                .step(
                        "court",
                        s -> s.daysAfterDue(20).litigation().escalate("lawyer").when(condition))
                .build();
    }

    private static final Scenario SOFT =
            Scenario.named("soft").step("r", s -> s.daysAfterDue(5).email("r")).build();

    private static Rule rule(String id, Condition condition, Effect effect) {
        return Rule.builder(id).when(condition).then(effect).build();
    }

    private static FollowUp of(NaturalPerson person, Policy policy) {
        return FollowUp.of(
                Books.of(company().toBuilder().naturalPerson(person).build())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                policy);
    }

    /** A natural person; the step to court asks for {@code condition}. */
    private static FollowUp asking(Condition condition, Rule... rules) {
        return of(
                NaturalPerson.YES,
                policyOf(court("court", condition), SOFT)
                        .rules(RuleSet.of(rules))
                        .build());
    }

    /** A natural person whom the score assigns the scenario that leads to court. */
    private static FollowUp assigned(UnaryOperator<Policy.Builder> change) {
        return of(
                NaturalPerson.YES,
                change.apply(policyOf(SOFT, court("court", OPEN)).rules(RuleSet.of(rule("score", SCORED, ASSIGN))))
                        .build());
    }

    static Stream<Arguments> choices() {
        ReceivableId f1 = new ReceivableId("F1");
        return Stream.of(
                line("the step asks for the score", true, asking(SCORED)),
                line(
                        "the step asks for the segment",
                        true,
                        asking(Conditions.fact(Facts.ACCOUNT_SEGMENT).is("NEW"))),
                line("the step asks for something else", false, asking(OPEN)),
                line("the step asks for a tag that the score gave", true, asking(TAGGED, rule("r", SCORED, TAG))),
                line("the step asks for a tag that something else gave", false, asking(TAGGED, rule("r", OPEN, TAG))),
                line(
                        "the step asks for a tag, and the score set a limit",
                        false,
                        asking(TAGGED, rule("r", SCORED, LIMIT), rule("t", OPEN, TAG))),
                line(
                        "the step asks for a tag, and the score gave another",
                        false,
                        asking(TAGGED, rule("r", SCORED, new Effect.Tag("other")), rule("t", OPEN, TAG))),
                line(
                        "another rule assigned the scenario, and the score would have assigned a third",
                        false,
                        of(
                                NaturalPerson.YES,
                                policyOf(SOFT, court("court", OPEN), court("third", OPEN))
                                        .rules(RuleSet.of(
                                                rule("other", OPEN, ASSIGN),
                                                rule("score", SCORED, new Effect.AssignScenario("third"))))
                                        .build())),
                line(
                        "the step asks for no limit, and the score set one",
                        false,
                        asking(OPEN, rule("r", SCORED, LIMIT))),
                line("the score assigned the scenario", true, assigned(p -> p)),
                line("the score assigned the default scenario", false, assigned(p -> p.defaultScenario("court"))),
                line("effects may be automated", false, assigned(p -> p.automatedEffects(true))),
                line(
                        "a person named the scenario for the customer",
                        false,
                        assigned(p -> p).remember(m -> m.scenario("court"))),
                line(
                        "a person named the scenario for the invoice",
                        false,
                        assigned(p -> p).remember(m -> m.receivableScenario(f1, "court"))),
                line(
                        "the books named the scenario for the invoice",
                        false,
                        assigned(p -> p)
                                .books(b -> Books.of(company().toBuilder()
                                                .naturalPerson(NaturalPerson.YES)
                                                .build())
                                        .invoice(
                                                "F1",
                                                "2026-04-01",
                                                "2026-06-01",
                                                "EUR 1000",
                                                r -> r.scenario("court")))),
                line(
                        "the books named the scenario for the customer",
                        false,
                        assigned(p -> p)
                                .books(b -> Books.of(company().toBuilder()
                                                .naturalPerson(NaturalPerson.YES)
                                                .scenario("court")
                                                .build())
                                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"))),
                line(
                        "the score would have assigned another scenario",
                        false,
                        of(
                                NaturalPerson.YES,
                                policyOf(court("court", OPEN), SOFT)
                                        .rules(RuleSet.of(
                                                rule("other", OPEN, ASSIGN),
                                                rule("score", SCORED, new Effect.AssignScenario("soft"))))
                                        .build())));
    }

    private static Arguments line(String what, boolean proposed, FollowUp account) {
        return Arguments.of(what, proposed, account);
    }

    @ParameterizedTest(name = "{0}: a person decides: {1}")
    @MethodSource("choices")
    void to_court_by_score_only_when_a_person_decides(String what, boolean proposed, FollowUp account) {
        account.daily("2026-06-01", "2026-06-26");

        assertThat(account.notes()).as(what).isEqualTo(proposed ? List.of() : List.of("2026-06-22 F1 goes to lawyer"));
        assertThat(account.tasks())
                .as("a task, exactly when nothing was handed over")
                .isEqualTo(
                        proposed
                                ? List.of("2026-06-22 lawyer: decide whether to hand over, step \"court\" [F1]")
                                : List.of());
    }

    private static Scenario letter(boolean toCourt) {
        return Scenario.named("s")
                .step("r", s -> s.daysAfterDue(5).email("r"))
                .step("l", s -> {
                    var step = s.daysAfterDue(20)
                            .letter("l")
                            .audience(ContactRole.LEGAL_SEAT)
                            .when(SCORED);
                    return (toCourt ? step.litigation() : step.formalNotice()).approval(false);
                })
                .build();
    }

    @Test
    void a_letter_to_court_by_score_waits_for_approval_and_a_formal_notice_does_not() {
        FollowUp court = of(NaturalPerson.YES, FollowUp.policy(letter(true))).daily("2026-06-01", "2026-06-26");
        assertThat(court.sent()).containsExactly("2026-06-08 r: F1");
        assertThat(court.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);

        assertThat(of(NaturalPerson.NO, FollowUp.policy(letter(true)))
                        .daily("2026-06-01", "2026-06-26")
                        .sent())
                .containsExactly("2026-06-08 r: F1", "2026-06-22 l: F1");
        assertThat(of(NaturalPerson.YES, FollowUp.policy(letter(false)))
                        .daily("2026-06-01", "2026-06-26")
                        .sent())
                .containsExactly("2026-06-08 r: F1", "2026-06-22 l: F1");
    }
}
