package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.InstalmentPlan;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.delivery.ChannelId;
import io.relance.plan.PlannedAction;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Notes to teams of the creditor's: what steps and rules notify them of. F1 and F2 are overdue from 2026-06-02 on. */
class TeamNotesTest {
    private static final Correspondence TOLD = Correspondence.builder()
            .notes(ChannelId.EMAIL, "internal")
            .team("credit", "credit@acme.example")
            .build();
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(5).email("r").notifyInside("credit", "the reminder is out"))
            .step(
                    "word",
                    s -> s.daysAfterDue(9).notifyInside("credit", "call them").notifyInside("host", "to the host"))
            .build();

    private static Books books() {
        return Books.of(company())
                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                .invoice("F2", "2026-04-01", "2026-06-01", "EUR 400")
                .invoice("F3", "2026-06-01", "2026-07-15", "EUR 50");
    }

    private static FollowUp account(Policy.Builder policy) {
        return FollowUp.of(books(), policy.correspondence(TOLD).build());
    }

    @Test
    void a_step_that_sends_tells_the_team_once_the_reminder_was_taken() {
        FollowUp account = account(policyOf(SCENARIO));
        account.decide("2026-06-08");
        assertThat(account.memory().messages()).as("nothing before it was").hasSize(1);

        account.run("2026-06-08");

        MessageState note = account.lastMessage();
        assertThat(note.kind()).isEqualTo(MessageState.Kind.INTERNAL);
        assertThat(note.contact()).isEqualTo("credit");
        assertThat(note.occasion()).contains(new Occasion.TeamTold("the reminder is out"));
        assertThat(note.lines())
                .extracting(line -> line.receivable().value(), line -> line.amount())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("F1", Money.parse("EUR 1000.00")),
                        org.assertj.core.groups.Tuple.tuple("F2", Money.parse("EUR 400.00")));
    }

    @Test
    void a_step_that_tells_the_team_alone_does_so_on_its_day_and_whoever_is_no_team_gets_an_event() {
        FollowUp account = account(policyOf(SCENARIO)).daily("2026-06-08", "2026-06-20");

        assertThat(account.sent())
                .containsExactly(
                        "2026-06-08 reminder: F1 F2", "2026-06-09 internal: F1 F2", "2026-06-10 internal: F1 F2");
        assertThat(account.look("2026-06-21").actions()).isEmpty();
    }

    @Test
    void a_rule_tells_the_team_what_is_overdue() {
        Rule rule = Rule.builder("big")
                .when(Conditions.known(Facts.ACCOUNT_OPEN))
                .then(new Effect.Notify("credit", "look at them"))
                .fireOnStart(true)
                .build();
        FollowUp account = FollowUp.of(
                books(),
                policyOf(Scenario.named("s")
                                .step("r", s -> s.daysAfterDue(90).email("r"))
                                .build())
                        .rules(RuleSet.of(rule))
                        .correspondence(TOLD)
                        .build());

        account.daily("2026-06-08", "2026-06-12");

        assertThat(account.sent()).containsExactly("2026-06-08 internal: F1 F2");
    }

    @Test
    void a_rule_tells_the_team_though_nothing_is_open_any_more() {
        Rule rule = Rule.builder("paid")
                .when(Conditions.fact(Facts.ACCOUNT_SETTLED_COUNT).atLeast(1))
                .then(new Effect.Notify("credit", "deliver again"))
                .build();
        FollowUp account = FollowUp.of(
                Books.of(company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                policyOf(Scenario.named("s")
                                .step("r", s -> s.daysAfterDue(90).email("r"))
                                .build())
                        .rules(RuleSet.of(rule))
                        .correspondence(TOLD)
                        .build());
        account.daily("2026-06-08", "2026-06-08");

        account.books(b -> b.paid("Z", "2026-06-09", "EUR 1000", "F1")).daily("2026-06-09", "2026-06-12");

        assertThat(account.sent()).hasSize(1).allMatch(line -> line.endsWith("internal:"));
    }

    @Test
    void two_words_of_one_step_to_one_team_are_two_notes() {
        Scenario twice = Scenario.named("s")
                .step(
                        "word",
                        s -> s.daysAfterDue(9)
                                .notifyInside("credit", "call them")
                                .notifyInside("credit", "look at their limit"))
                .build();

        assertThat(account(policyOf(twice)).daily("2026-06-10", "2026-06-12").sent())
                .containsExactly("2026-06-10 internal: F1 F2", "2026-06-10 internal: F1 F2");
    }

    @Test
    void what_is_on_a_plan_is_named_once_by_its_invoices() {
        Rule rule = Rule.builder("big")
                .when(Conditions.known(Facts.ACCOUNT_OPEN))
                .then(new Effect.Notify("credit", "look at them"))
                .fireOnStart(true)
                .build();
        FollowUp account = FollowUp.of(
                        books(),
                        policyOf(Scenario.named("s")
                                        .step("r", s -> s.daysAfterDue(90).email("r"))
                                        .build())
                                .rules(RuleSet.of(rule))
                                .correspondence(TOLD)
                                .build())
                .remember(memory -> memory.plan(Records.plan(
                        "2026-06-02",
                        InstalmentPlan.Breaking.MANUAL,
                        List.of("F1"),
                        "2026-06-05",
                        "EUR 500",
                        "2026-07-05",
                        "EUR 500")));

        assertThat(account.daily("2026-06-08", "2026-06-09").sent()).containsExactly("2026-06-08 internal: F1 F2");
    }

    @Test
    void a_note_is_no_contact_with_the_customer() {
        FollowUp account = account(policyOf(SCENARIO)).daily("2026-06-08", "2026-06-10");

        assertThat(account.memory().messages())
                .filteredOn(message -> message.kind() == MessageState.Kind.INTERNAL)
                .hasSize(2)
                .noneMatch(MessageState::countsInCap)
                .noneMatch(MessageState::isForCustomer);
    }

    @Test
    void without_teams_a_notification_is_an_event_alone() {
        FollowUp account = FollowUp.of(books(), policyOf(SCENARIO).build()).daily("2026-06-08", "2026-06-20");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1 F2");
        assertThat(account.look("2026-06-10").actions()).noneMatch(PlannedAction.NewMessage.class::isInstance);
    }
}
