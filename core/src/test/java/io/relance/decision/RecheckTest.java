package io.relance.decision;

import static io.relance.decision.FollowUp.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.LoggedContact;
import io.relance.account.MessageState;
import io.relance.account.StepState;
import io.relance.delivery.MessageId;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a message between its plan and its hand-over (SEMANTICS 7). Planned on Monday 2026-06-15: a reminder led by
 * A, which also carries B; something happens; it is checked again.
 */
class RecheckTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);

    private static FollowUp planned() {
        FollowUp account = FollowUp.of(
                Books.of(FollowUp.company())
                        .invoice("A", "2026-04-01", "2026-06-10", "EUR 100")
                        .invoice("B", "2026-04-01", "2026-06-10", "EUR 100"),
                policy(Scenario.named("s")
                        .step("reminder", s -> s.daysAfterDue(5).email("r"))
                        .build()));
        account.decide("2026-06-15");
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("reminder: A B");
        return account;
    }

    private static Recheck recheck(FollowUp account, String day) {
        return Recheck.of(
                account.snapshot(),
                account.policy(),
                LocalDate.parse(day),
                account.memory().messages().get(0).id());
    }

    @Test
    void nothing_happened_and_it_goes() {
        Recheck recheck = recheck(planned(), "2026-06-15");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.GO);
        assertThat(recheck.why()).isEmpty();
        assertThat(recheck.message()).isEqualTo(planned().lastMessage());
        assertThat(recheck.decision().actions()).isEmpty();
    }

    @Test
    void the_lead_was_paid_and_it_is_cancelled_with_the_reason_and_the_other_step_comes_back() {
        FollowUp account = planned().books(books -> books.paid("Z", "2026-06-15", "EUR 100", "A"));

        Recheck recheck = recheck(account, "2026-06-15");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.CANCELLED);
        assertThat(recheck.why()).contains("A: PAID: settled on 2026-06-15");
        account.memory(recheck.decision().memory());
        assertThat(account.progress("B").steps()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(StepState.RETURNED);
            assertThat(step.note().orElseThrow()).contains("its message was cancelled");
        });
        account.daily("2026-06-15", "2026-06-16");
        assertThat(account.sent()).as("due again from the next day on").containsExactly("2026-06-16 reminder: B");
    }

    @Test
    void another_invoice_was_paid_and_it_goes_smaller_under_the_same_id() {
        FollowUp account = planned().books(books -> books.paid("Z", "2026-06-15", "EUR 100", "B"));
        MessageId id = account.lastMessage().id();

        Recheck recheck = recheck(account, "2026-06-15");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.GO);
        assertThat(recheck.message().id()).isEqualTo(id);
        assertThat(FollowUp.words(recheck.message())).isEqualTo("reminder: A");
    }

    @Test
    void a_partial_payment_shrinks_what_is_claimed() {
        Recheck recheck = recheck(planned().books(books -> books.paid("Z", "2026-06-15", "EUR 30", "A")), "2026-06-15");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.GO);
        assertThat(recheck.message().line(new ReceivableId("A")).orElseThrow().amount())
                .isEqualTo(Money.parse("EUR 70.00"));
    }

    @Test
    void disputed_promised_or_on_hold_since_it_is_cancelled() {
        assertThat(recheck(planned().remember(m -> m.dispute(Records.dispute("A", "2026-06-15"))), "2026-06-15")
                        .why()
                        .orElseThrow())
                .startsWith("A: DISPUTED");
        assertThat(recheck(
                                planned()
                                        .remember(m -> m.promise(
                                                Records.promise("P", "2026-06-15", "2026-06-19", "A", "EUR 100"))),
                                "2026-06-15")
                        .why()
                        .orElseThrow())
                .startsWith("A: PROMISED");
        assertThat(recheck(planned().remember(m -> m.hold(Records.hold("2026-06-15", ""))), "2026-06-15")
                        .why()
                        .orElseThrow())
                .startsWith("A: ON_HOLD");
    }

    @Test
    void the_customer_was_spoken_with_since_and_it_waits_for_the_cap() {
        FollowUp account = planned().remember(m -> m.contact(Records.call("2026-06-15", LoggedContact.Result.REACHED)));

        Recheck recheck = recheck(account, "2026-06-15");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.WAIT);
        assertThat(recheck.why().orElseThrow()).startsWith("CONTACT_CAP");
        assertThat(recheck.message().status()).isEqualTo(MessageState.Status.READY);
        assertThat(account.daily("2026-06-16", "2026-06-18").sent()).containsExactly("2026-06-18 reminder: A B");
    }

    @Test
    void the_day_is_over_and_it_waits_for_a_sending_day() {
        assertThat(recheck(planned(), "2026-06-20").verdict()).isEqualTo(Recheck.Verdict.WAIT);
        assertThat(recheck(planned(), "2026-06-22").verdict()).isEqualTo(Recheck.Verdict.GO);
    }

    @Test
    void nobody_can_be_reached_any_more_and_it_is_cancelled() {
        FollowUp account = planned();
        FollowUp silent = FollowUp.of(
                        Books.of(FollowUp.companyWithContacts())
                                .invoice("A", "2026-04-01", "2026-06-10", "EUR 100")
                                .invoice("B", "2026-04-01", "2026-06-10", "EUR 100"),
                        account.policy())
                .memory(account.memory());

        assertThat(recheck(silent, "2026-06-15").verdict()).isEqualTo(Recheck.Verdict.CANCELLED);
    }

    @Test
    void the_invoice_was_paid_and_the_payment_came_back_and_the_message_of_the_cycle_that_ended_is_cancelled() {
        FollowUp account = planned();
        account.books(books -> books.paid("Z", "2026-06-16", "EUR 100", "A")
                .reversed("Z", "A", "EUR 100", "2026-06-18")
                .invoice("BANK", "2026-06-18", "2026-06-18", "EUR 100") // the bank took the money back
                .match("Z", "BANK", "EUR 100"));

        // nobody looked on the days in between
        Recheck recheck = recheck(account, "2026-06-19");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.CANCELLED);
        assertThat(recheck.decision().memory().progressOf(new ReceivableId("A")).cycle())
                .isEqualTo(2);
        assertThat(recheck.decision().memory().messages().stream().filter(MessageState::isOutstanding))
                .as("never two of them at once")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void handed_over_already_it_never_goes_again() {
        FollowUp account = planned();
        account.memory(CaseUpdates.handedOver(
                        account.snapshot(),
                        account.policy(),
                        account.lastMessage().id(),
                        MONDAY)
                .memory());

        Recheck recheck = recheck(account, "2026-06-15");

        assertThat(recheck.verdict()).isEqualTo(Recheck.Verdict.CANCELLED);
        assertThat(recheck.why()).contains("it was handed over on 2026-06-15 already");
    }

    @Test
    void a_proposal_awaits_its_approval() {
        FollowUp account = FollowUp.oneInvoice(
                "2026-06-10",
                Scenario.named("s")
                        .step("r", s -> s.daysAfterDue(5).email("r").needsApproval())
                        .build());
        account.decide("2026-06-15");

        assertThat(recheck(account, "2026-06-15").verdict()).isEqualTo(Recheck.Verdict.AWAIT_APPROVAL);
        assertThat(recheck(account.approve("2026-06-15"), "2026-06-15").verdict())
                .isEqualTo(Recheck.Verdict.GO);
    }

    @Test
    void an_unknown_message_is_refused() {
        FollowUp account = planned();
        assertThatThrownBy(
                        () -> Recheck.of(account.snapshot(), account.policy(), MONDAY, new MessageId("0".repeat(64))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no message");
    }
}
