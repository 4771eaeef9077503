package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.companyWithContacts;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.delivery.ChannelId;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Statements of account that a person asks for. */
class StatementRequestTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(90).email("r"))
            .build();
    private static final Policy POLICY = policyOf(SCENARIO)
            .correspondence(Correspondence.builder()
                    .statement(ChannelId.EMAIL, "statement")
                    .build())
            .build();
    private static final Occasion.StatementAsked MAY =
            new Occasion.StatementAsked(LocalDate.parse("2026-05-01"), LocalDate.parse("2026-05-31"));

    private static FollowUp account() {
        return FollowUp.of(Books.of(company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"), POLICY);
    }

    private static MessageState asked(FollowUp account, String day) {
        return StatementRequest.of(account.snapshot(), account.policy(), MAY, LocalDate.parse(day));
    }

    @Test
    void it_leaves_on_the_next_sending_day_and_asks_for_nothing() {
        FollowUp account = account();
        MessageState message = asked(account, "2026-06-06"); // a Saturday
        account.remember(memory -> memory.message(message)).daily("2026-06-06", "2026-06-12");

        assertThat(account.sent()).containsExactly("2026-06-08 statement: F1");
        assertThat(account.lastMessage().claimed().isEmpty()).isTrue();
    }

    @Test
    void it_counts_as_a_contact_and_no_cap_keeps_it_back() {
        Scenario soon = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(7).email("r"))
                .step("firm", s -> s.daysAfterDue(11).email("f"))
                .build();
        FollowUp account = account()
                .policy(policyOf(soon).correspondence(POLICY.correspondence()).build())
                .daily("2026-06-08", "2026-06-08");
        MessageState message = asked(account, "2026-06-11");

        account.remember(memory -> memory.message(message)).onReviewDays("2026-06-11", "2026-06-20");

        // due on 06-12, three days after the statement at the earliest, and that is a Sunday
        assertThat(account.sent())
                .containsExactly("2026-06-08 reminder: F1", "2026-06-11 statement: F1", "2026-06-15 firm: F1");
    }

    @Test
    void it_leaves_whatever_has_become_of_the_invoices_since_and_during_a_hold() {
        FollowUp account = account();
        MessageState message = asked(account, "2026-06-08");
        account.remember(memory -> memory.message(message)
                        .hold(new Hold(
                                "H",
                                Optional.empty(),
                                LocalDate.parse("2026-06-08"),
                                Optional.empty(),
                                "they call back",
                                "ann")))
                .books(b -> b.paid("Z", "2026-06-08", "EUR 1000", "F1"))
                .daily("2026-06-08", "2026-06-09");

        assertThat(account.sent()).containsExactly("2026-06-08 statement: F1");
    }

    @Test
    void asked_for_again_on_the_same_day_or_before_it_has_left_it_is_the_same_one() {
        FollowUp account = account();
        MessageState first = asked(account, "2026-06-06"); // a Saturday
        account.remember(memory -> memory.message(first));
        assertThat(StatementRequest.underWay(account.memory(), MAY, LocalDate.parse("2026-06-07")))
                .contains(first);

        account.daily("2026-06-08", "2026-06-08");

        assertThat(StatementRequest.underWay(account.memory(), MAY, LocalDate.parse("2026-06-06")))
                .isPresent();
        assertThat(StatementRequest.underWay(account.memory(), MAY, LocalDate.parse("2026-06-09")))
                .as("asked for anew")
                .isEmpty();
        assertThat(asked(account, "2026-06-09").id()).isNotEqualTo(first.id());
    }

    @Test
    void one_that_was_not_asked_for_lately_is_no_news_and_does_not_leave() {
        FollowUp account = account();
        MessageState message = asked(account, "2026-06-08");
        account.remember(memory -> memory.message(message)).daily("2026-06-23", "2026-06-24");

        assertThat(account.sent()).isEmpty();
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
    }

    @Test
    void it_is_refused_when_the_policy_has_no_route_nobody_is_reached_or_there_is_no_invoice() {
        assertThatThrownBy(() -> asked(account().policy(policyOf(SCENARIO).build()), "2026-06-08"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"correspondence\"");
        FollowUp unreachable = FollowUp.of(
                Books.of(companyWithContacts()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"), POLICY);
        assertThatThrownBy(() -> asked(unreachable, "2026-06-08"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no contact for bills");
        assertThatThrownBy(() -> asked(FollowUp.of(Books.of(company()), POLICY), "2026-06-08"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no invoice");
        assertThatThrownBy(() -> new Occasion.StatementAsked(MAY.to(), MAY.from()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't end before it");
    }
}
