package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.MessageState;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.scenario.Grouping;
import io.relance.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which messages leave on one day when several could, and what each is about (SEMANTICS 6.5 and 6.7). June 2026. */
class MessagesOfADayTest {
    private static final Scenario REMINDER = Scenario.named("s")
            .step("r", s -> s.daysAfterDue(5).email("r"))
            .step("firm", s -> s.daysAfterDue(15).email("f").needsApproval())
            .build();
    private static final Scenario EACH = Scenario.named("each")
            .grouping(Grouping.INVOICE)
            .step("r", s -> s.daysAfterDue(5).email("r"))
            .build();
    private static final Scenario NOTICE = Scenario.named("notice")
            .allowColdEscalation(true)
            .step(
                    "notice",
                    s -> s.daysAfterDue(10).formalNotice().approval(false).letter("n"))
            .build();
    private static final Scenario PROPOSED_NOTICE = Scenario.named("proposed")
            .allowColdEscalation(true)
            .step("notice", s -> s.daysAfterDue(10).formalNotice().letter("n"))
            .build();

    private static Books books(Customer customer, String... numberDueScenario) {
        Books books = Books.of(customer);
        for (int i = 0; i < numberDueScenario.length; i += 3) {
            String scenario = numberDueScenario[i + 2];
            books.invoice(
                    numberDueScenario[i], "2026-04-01", numberDueScenario[i + 1], "EUR 100", r -> r.scenario(scenario));
        }
        return books;
    }

    private static List<String> planned(Decision decision) {
        return decision.actions().stream()
                .filter(PlannedAction.NewMessage.class::isInstance)
                .map(action -> FollowUp.words(((PlannedAction.NewMessage) action).message()))
                .toList();
    }

    private static final Customer PERSON =
            company().toBuilder().naturalPerson(NaturalPerson.YES).build();

    @Test
    void a_decision_plans_one_reminder_where_the_cap_allows_no_second_on_the_day() {
        FollowUp account =
                FollowUp.of(books(company(), "A", "2026-06-03", "each", "B", "2026-06-02", "each"), policy(EACH));

        Decision decision = account.look("2026-06-10");

        assertThat(planned(decision)).as("B has waited longer").containsExactly("r: B");
        assertThat(reason(decision, "A")).isEqualTo(ReasonCode.CONTACT_CAP);
    }

    @Test
    void an_invoice_that_goes_alone_is_in_no_message_of_the_others() {
        FollowUp account = FollowUp.of(
                        books(company(), "A", "2026-06-03", "each", "B", "2026-06-02", "s"), policy(REMINDER, EACH))
                .daily("2026-06-08", "2026-06-11");

        assertThat(account.sent()).containsExactly("2026-06-08 r: B", "2026-06-11 r: A");
    }

    @Test
    void a_notice_of_today_goes_before_a_reminder_that_waited_for_its_day() {
        FollowUp account = FollowUp.of(
                        books(PERSON, "OLD", "2026-05-29", "s", "N", "2026-06-05", "notice"),
                        policyOf(REMINDER, NOTICE).personCeiling(1).build())
                .daily("2026-06-03", "2026-06-13")
                .approve("2026-06-13"); // a Saturday
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.READY);

        account.daily("2026-06-15", "2026-06-15");

        assertThat(account.sent()).containsExactly("2026-06-03 r: OLD", "2026-06-15 notice: N");
    }

    @Test
    void a_notice_that_waited_for_its_day_counts_once_in_the_ceiling() {
        FollowUp account = FollowUp.of(
                        books(PERSON, "N", "2026-06-03", "proposed", "R", "2026-06-10", "s"),
                        policyOf(REMINDER, PROPOSED_NOTICE).contactCapDays(0).build())
                .daily("2026-06-03", "2026-06-13")
                .approve("2026-06-13")
                .daily("2026-06-15", "2026-06-15");

        assertThat(account.sent()).as("two in seven days").containsExactly("2026-06-15 notice: N", "2026-06-15 r: R");
    }

    @Test
    void of_two_that_waited_for_their_day_the_one_with_the_older_due_date_goes_first() {
        Scenario asking = Scenario.named("asking")
                .grouping(Grouping.INVOICE)
                .step("r", s -> s.daysAfterDue(5).email("r").needsApproval())
                .build();
        FollowUp account = FollowUp.of(
                        books(company(), "A", "2026-06-03", "asking", "B", "2026-06-02", "asking"), policy(asking))
                .daily("2026-06-13", "2026-06-13")
                .approve("2026-06-13")
                .daily("2026-06-15", "2026-06-18");

        assertThat(account.sent()).containsExactly("2026-06-15 r: B", "2026-06-18 r: A");
    }

    @Test
    void an_invoice_names_the_message_that_carries_its_step_and_not_one_that_only_claims_it() {
        FollowUp account = FollowUp.of(
                        books(company(), "OLD", "2026-05-29", "s", "NEW", "2026-06-10", "s"),
                        policyOf(REMINDER).contactCapDays(0).build())
                .daily("2026-06-03", "2026-06-13")
                .approve("2026-06-13");
        MessageState firm = account.lastMessage();
        assertThat(FollowUp.words(firm)).isEqualTo("firm: OLD, also NEW");

        Decision decision = account.run("2026-06-15");

        assertThat(account.sent())
                .containsExactly("2026-06-03 r: OLD", "2026-06-15 firm: OLD, also NEW", "2026-06-15 r: NEW, also OLD");
        assertThat(item(decision, "OLD").message()).contains(firm.id());
        assertThat(item(decision, "NEW").message())
                .contains(account.lastMessage().id());
        assertThat(item(decision, "NEW").step().orElseThrow().step()).isEqualTo("r");
    }

    private static final Scenario COURTEOUS = Scenario.named("courteous")
            .step("c", s -> s.daysBeforeDue(5).email("c"))
            .step("r", s -> s.daysAfterDue(5).email("r"))
            .build();
    private static final Scenario CAREFUL = Scenario.named("careful")
            .step("v", s -> s.daysBeforeDue(5).email("v").needsApproval())
            .build();

    @Test
    void a_courtesy_that_needs_approval_is_proposed_and_the_others_leave() {
        FollowUp account = FollowUp.of(
                        books(company(), "FREE", "2026-06-15", "courteous", "ASK", "2026-06-15", "careful"),
                        policy(COURTEOUS, CAREFUL))
                .daily("2026-06-10", "2026-06-10");

        assertThat(account.sent()).containsExactly("2026-06-10 c: soon FREE");
        assertThat(account.memory().messages())
                .filteredOn(MessageState::isOutstanding)
                .singleElement()
                .satisfies(proposal -> {
                    assertThat(FollowUp.words(proposal)).isEqualTo("v: soon ASK");
                    assertThat(proposal.status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
                });
    }

    @Test
    void what_a_reminder_lists_as_soon_due_gets_no_message_of_its_own_and_what_needs_approval_is_not_listed() {
        FollowUp account = FollowUp.of(
                books(
                        company(),
                        "LATE",
                        "2026-06-05",
                        "courteous",
                        "FREE",
                        "2026-06-15",
                        "courteous",
                        "ASK",
                        "2026-06-15",
                        "careful"),
                policyOf(COURTEOUS, CAREFUL).contactCapDays(0).build());

        assertThat(planned(account.look("2026-06-10"))).containsExactly("r: LATE, soon FREE", "v: soon ASK");
    }
}
