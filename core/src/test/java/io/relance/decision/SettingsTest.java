package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.plan.AccountSettings;
import io.relance.policy.Policy;
import io.relance.receivable.NaturalPerson;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules and people set for an account (SEMANTICS 8): a person's word first, then the first rule in force. */
class SettingsTest {
    private static final Condition OPEN =
            Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(1);
    private static final Condition SCORED =
            Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE).atMost(100);
    private static final Condition NEVER =
            Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(9);

    /** The reminder leaves only while the account uses more than its limit. */
    private static final Scenario WATCHING_THE_LIMIT = Scenario.named("s")
            .step(
                    "r",
                    s -> s.daysAfterDue(5)
                            .email("r")
                            .when(Conditions.fact(Facts.ACCOUNT_CREDIT_USAGE).above(1)))
            .build();

    private static Rule rule(String id, Condition condition, Effect... effects) {
        return Rule.builder(id).when(condition).then(effects).build();
    }

    private static FollowUp account(NaturalPerson person, boolean automated, Rule... rules) {
        Policy policy = policyOf(WATCHING_THE_LIMIT)
                .automatedEffects(automated)
                .rules(RuleSet.of(rules))
                .build();
        return FollowUp.of(
                Books.of(company().toBuilder().naturalPerson(person).build())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                policy);
    }

    private static FollowUp account(Rule... rules) {
        return account(NaturalPerson.NO, false, rules);
    }

    private static AccountSettings settings(FollowUp account) {
        return account.look("2026-06-10").settings();
    }

    private static Effect limit(String amount) {
        return new Effect.SetCreditLimit(Money.parse(amount));
    }

    @Test
    void where_nothing_is_set_nothing_is() {
        assertThat(settings(account(rule("never", NEVER, new Effect.Tag("t"), limit("EUR 500.00")))))
                .isEqualTo(new AccountSettings(Set.of(), Optional.empty(), Optional.empty(), false, List.of()));
    }

    @Test
    void what_rules_in_force_set_is_the_first_segment_and_limit_and_every_tag_and_term() {
        FollowUp account = account(
                rule("off", NEVER, new Effect.SetSegment("off"), limit("EUR 1.00"), new Effect.RecommendTerms("never")),
                rule("a", OPEN, new Effect.SetSegment("small"), limit("EUR 500.00"), new Effect.Tag("x")),
                rule("b", OPEN, new Effect.SetSegment("big"), limit("EUR 900.00"), new Effect.Tag("y")),
                rule("c", OPEN, new Effect.RecommendTerms("prepaid"), new Effect.Tag("x")),
                rule("d", OPEN, new Effect.RecommendTerms("30 days")));

        assertThat(settings(account))
                .isEqualTo(new AccountSettings(
                        Set.of("x", "y"),
                        Optional.of("small"),
                        Optional.of(Money.parse("EUR 500.00")),
                        false,
                        List.of("prepaid", "30 days")));
    }

    @Test
    void a_persons_word_goes_before_a_rules() {
        FollowUp account = account(
                        NaturalPerson.YES,
                        false,
                        rule("a", SCORED, new Effect.SetSegment("small"), limit("EUR 500.00")))
                .remember(m -> m.segment("friends").creditLimit(Money.parse("EUR 2000.00")));

        assertThat(settings(account))
                .isEqualTo(new AccountSettings(
                        Set.of(), Optional.of("friends"), Optional.of(Money.parse("EUR 2000.00")), false, List.of()));
        assertThat(account.run("2026-06-10").actions()).as("1000 of 2000 used").isEmpty();
    }

    @ParameterizedTest(
            name = "natural person {0}, rule asks for the score: {1}, effects automated: {2} -> proposal: {3}")
    @CsvSource({
        "YES,     true,  false, true",
        "UNKNOWN, true,  false, true",
        "NO,      true,  false, false",
        "YES,     false, false, false",
        "YES,     true,  true,  false",
    })
    void a_limit_that_the_score_chose_for_a_natural_person_is_a_proposal_and_not_in_force(
            NaturalPerson person, boolean byScore, boolean automated, boolean proposal) {
        FollowUp account = account(person, automated, rule("a", byScore ? SCORED : OPEN, limit("EUR 500.00")));

        assertThat(settings(account).creditLimit()).contains(Money.parse("EUR 500.00"));
        assertThat(settings(account).creditLimitNeedsApproval()).isEqualTo(proposal);
        assertThat(account.daily("2026-06-10", "2026-06-10").sent())
                .as("the limit counts where it is in force: 1000 of 500 used")
                .hasSize(proposal ? 0 : 1);
    }

    @Test
    void another_rule_that_reads_the_score_makes_no_proposal_of_a_limit_that_it_did_not_set() {
        FollowUp account = account(
                NaturalPerson.YES,
                false,
                rule("score", SCORED, new Effect.Tag("scored")),
                rule("limit", OPEN, limit("EUR 500.00")));

        assertThat(settings(account).creditLimitNeedsApproval()).isFalse();
    }
}
