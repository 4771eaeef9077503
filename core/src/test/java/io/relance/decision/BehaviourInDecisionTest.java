package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.ExternalScore;
import io.relance.account.FrozenBehaviour;
import io.relance.account.PayerBehaviour;
import io.relance.policy.Policy;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a decision knows of the payer's behaviour (SEMANTICS 5): frozen as of the last change of the books or the first of the
 * month, whichever is later, with reminders, promises and disputes from the case. F1 was due on Monday 2026-06-01.
 */
class BehaviourInDecisionTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("courtesy", s -> s.daysBeforeDue(3).email("c"))
            .step("reminder", s -> s.daysAfterDue(2).email("r"))
            .build();

    private static Policy asking(String version) {
        return policyOf(SCENARIO)
                .version(version)
                .rules(RuleSet.of(Rule.builder("score")
                        .when(Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE).below(1))
                        .then(new Effect.Tag("bad"))
                        .build()))
                .build();
    }

    private static FollowUp account() {
        return FollowUp.of(Books.of(company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"), asking("1"));
    }

    private static FrozenBehaviour frozen(FollowUp account, String day) {
        return account.look(day).memory().behaviour().orElseThrow();
    }

    private static PayerBehaviour behaviour(FollowUp account, String day) {
        return frozen(account, day).behaviour();
    }

    @ParameterizedTest(name = "with a payment on {0}, decided on {1}: as of {2}")
    @CsvSource({
        "2026-06-05, 2026-06-10, 2026-06-05",
        "2026-05-20, 2026-06-10, 2026-06-01",
        "2026-06-05, 2026-07-02, 2026-07-01",
        "2026-06-11, 2026-06-10, 2026-06-01", // tomorrow's books have not changed yet
    })
    void it_is_as_of_the_last_change_of_the_books_or_the_first_of_the_month(String paid, String day, String asOf) {
        FollowUp account = account().books(b -> b.paid("Z", paid, "EUR 10", "F1"));

        assertThat(behaviour(account, day).asOf()).isEqualTo(LocalDate.parse(asOf));
    }

    @Test
    void in_between_it_stays_as_it_was_until_the_books_the_month_or_the_policy_change() {
        FollowUp account = account();
        account.run("2026-06-02");
        FrozenBehaviour before = account.memory().behaviour().orElseThrow();
        account.remember(m -> m.externalScore(
                new ExternalScore("bureau", 0, LocalDate.parse("2026-06-01"), LocalDate.parse("2026-12-31"))));

        assertThat(frozen(account, "2026-06-10")).as("constant in between").isEqualTo(before);
        assertThat(frozen(account, "2026-07-01").score()).as("another month").isNotEqualTo(before.score());
        FollowUp sameBooks = account.policy(asking("2"));
        assertThat(frozen(sameBooks, "2026-06-10").score())
                .as("another policy, which may judge otherwise")
                .isNotEqualTo(before.score());
    }

    @Test
    void without_a_rule_or_condition_that_asks_it_is_not_looked_at() {
        FollowUp account = account().policy(policyOf(SCENARIO).build());

        assertThat(account.look("2026-06-10").memory().behaviour()).isEmpty();
    }

    @Test
    void settled_after_a_reminder_counts_reminders_that_claimed_the_invoice_and_reached_somebody() {
        FollowUp reminded = account().daily("2026-06-01", "2026-06-03");
        assertThat(reminded.sent()).containsExactly("2026-06-03 reminder: F1");
        reminded.books(b -> b.paid("Z", "2026-06-08", "EUR 1000", "F1"));
        assertThat(behaviour(reminded, "2026-06-09").settledAfterReminderShare().orElseThrow())
                .isEqualByComparingTo("1");

        reminded.memory(
                CaseUpdates.bounced(reminded.memory(), reminded.lastMessage().id(), LocalDate.parse("2026-06-04")));
        assertThat(behaviour(reminded, "2026-06-09").settledAfterReminderShare().orElseThrow())
                .as("nobody got it")
                .isEqualByComparingTo("0");
    }

    @Test
    void a_courtesy_is_no_reminder_nor_is_one_that_was_only_planned() {
        FollowUp courtesy = account().daily("2026-05-29", "2026-05-29");
        assertThat(courtesy.sent()).containsExactly("2026-05-29 courtesy: soon F1");
        courtesy.books(b -> b.paid("Z", "2026-06-08", "EUR 1000", "F1"));
        assertThat(behaviour(courtesy, "2026-06-09").settledAfterReminderShare().orElseThrow())
                .isEqualByComparingTo("0");

        FollowUp planned = account();
        planned.decide("2026-06-03");
        planned.books(b -> b.paid("Z", "2026-06-08", "EUR 1000", "F1"));
        assertThat(behaviour(planned, "2026-06-09").settledAfterReminderShare().orElseThrow())
                .isEqualByComparingTo("0");
    }

    @Test
    void an_invoice_that_was_only_listed_as_soon_due_was_not_reminded() {
        FollowUp account = account()
                .books(b -> b.invoice("F2", "2026-05-01", "2026-06-06", "EUR 50"))
                .daily("2026-06-01", "2026-06-03");
        assertThat(account.sent()).containsExactly("2026-06-03 reminder: F1, soon F2");

        account.books(b -> b.paid("Y", "2026-06-09", "EUR 50", "F2"));

        assertThat(behaviour(account, "2026-06-10").settledAfterReminderShare().orElseThrow())
                .isEqualByComparingTo("0");
    }

    @Test
    void promises_kept_and_broken_and_disputes_are_counted_up_to_its_day() {
        // kept by the 400 of 06-05; broken: nothing came by 06-12 and two business days
        FollowUp account = account()
                .remember(m -> m.promise(Records.promise("P1", "2026-06-03", "2026-06-10", "F1", "EUR 400"))
                        .promise(Records.promise("P2", "2026-06-04", "2026-06-12", "F1", "EUR 600"))
                        .dispute(Records.closed(Records.dispute("F1", "2026-06-03", "EUR 10"), "2026-06-04")))
                .books(b -> b.paid("Z", "2026-06-05", "EUR 400", "F1"));
        PayerBehaviour early = behaviour(account, "2026-06-20");
        assertThat(early.asOf()).isEqualTo(LocalDate.parse("2026-06-05"));
        assertThat(early.promisesKept()).as("before its date").isEqualTo(1);
        assertThat(early.promisesBroken()).as("not yet, on that day").isZero();
        assertThat(early.disputes()).isEqualTo(1);

        PayerBehaviour later = behaviour(account, "2026-07-02");
        assertThat(later.promisesKept()).isEqualTo(1);
        assertThat(later.promisesBroken()).isEqualTo(1);

        account.remember(m -> m.dispute(Records.dispute("F2", "2026-06-06")));
        assertThat(behaviour(account, "2026-06-20").disputes())
                .as("the second began after the day it is frozen on")
                .isEqualTo(1);
        assertThat(behaviour(account, "2026-07-02").disputes()).isEqualTo(2);
    }

    @Test
    void a_promise_still_running_is_neither_kept_nor_broken() {
        FollowUp account =
                account().remember(m -> m.promise(Records.promise("P1", "2026-06-03", "2026-07-10", "F1", "EUR 400")));

        assertThat(behaviour(account, "2026-07-02").promisesKept()).isZero();
        assertThat(behaviour(account, "2026-07-02").promisesBroken()).isZero();
    }
}
