package io.relance.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.Assignment;
import io.relance.account.CollectionStatus;
import io.relance.account.MessageEdit;
import io.relance.account.MessageState;
import io.relance.delivery.ChannelId;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What people choose about proposals and receivables, as the decision sees it. A reminder about A and B needs approval and is
 * proposed on Monday 2026-06-15.
 */
class ChosenByPeopleTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);
    private static final ReceivableId A = new ReceivableId("A");
    private static final MessageEdit.Words WORDS =
            new MessageEdit.Words(ChannelId.EMAIL, "s", "text", "f", Optional.empty());
    private static final Customer TWO = FollowUp.companyWithContacts(
            Contact.builder("billing")
                    .email("a@b.example")
                    .phone("+33100000000")
                    .build(),
            Contact.builder("owner").email("o@b.example").build());

    private final FollowUp account = FollowUp.of(
            Books.of(TWO)
                    .invoice("A", "2026-04-01", "2026-06-10", "EUR 100")
                    .invoice("B", "2026-04-01", "2026-06-10", "EUR 100"),
            FollowUp.policy(Scenario.named("s")
                    .step(
                            "reminder",
                            s -> s.daysAfterDue(5).email("r").orSms("t").approval(true))
                    .build()));

    private MessageState proposed() {
        account.decide("2026-06-15");
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        return account.lastMessage();
    }

    private MessageState edit(MessageEdit edit) {
        account.memory(CaseUpdates.edited(
                account.snapshot(), account.policy(), account.lastMessage().id(), edit, MONDAY));
        return account.lastMessage();
    }

    private void approve() {
        account.memory(
                CaseUpdates.approved(account.memory(), account.lastMessage().id(), MONDAY));
    }

    private static MessageEdit to(String contact) {
        return new MessageEdit(Optional.empty(), Optional.of(contact), Optional.empty());
    }

    private Decision decide(String day) {
        return DunningDecider.decide(account.snapshot(), account.policy(), LocalDate.parse(day));
    }

    @Test
    void an_edit_is_a_new_revision_that_awaits_approval_and_stays_from_day_to_day() {
        proposed();
        approve();
        MessageState edited = edit(MessageEdit.NONE.with(WORDS));
        assertThat(edited.revision()).isEqualTo(2);
        assertThat(edited.status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        assertThat(decide("2026-06-16").memory().message(edited.id())).contains(edited);
        assertThat(edit(edited.edit())).as("the same again").isEqualTo(edited);
    }

    @Test
    void words_and_approval_are_void_when_an_invoice_is_paid_and_the_choice_of_contact_stays() {
        proposed();
        MessageState edited = edit(to("owner").with(WORDS));
        approve();
        account.books(books -> books.paid("Z", "2026-06-15", "EUR 100", "B"));
        MessageState now = decide("2026-06-16").memory().message(edited.id()).orElseThrow();
        assertThat(now.status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        assertThat(now.revision()).isEqualTo(3);
        assertThat(now.edit()).isEqualTo(to("owner"));
        assertThat(now.contact()).isEqualTo("owner");
    }

    @Test
    void a_chosen_channel_comes_first_where_it_reaches_the_contact() {
        proposed();
        MessageState edited =
                edit(new MessageEdit(Optional.empty(), Optional.of("billing"), Optional.of(ChannelId.SMS)));
        assertThat(edited.routes())
                .extracting(route -> route.channel())
                .containsExactly(ChannelId.SMS, ChannelId.EMAIL);
        assertThatThrownBy(
                        () -> edit(new MessageEdit(Optional.empty(), Optional.of("owner"), Optional.of(ChannelId.SMS))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"owner\"")
                .hasMessageContaining("[email]");
        assertThatThrownBy(() -> edit(to("nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[billing, owner]");
    }

    @Test
    void words_that_are_void_leave_a_proposal() {
        proposed();
        edit(MessageEdit.NONE.with(WORDS));
        approve();
        account.memory(
                CaseUpdates.wordsVoid(account.memory(), account.lastMessage().id(), MONDAY));
        assertThat(account.lastMessage().edit()).isEqualTo(MessageEdit.NONE);
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
    }

    @Test
    void a_postponed_message_is_reviewed_on_its_day_and_leaves_on_the_next_sending_day() {
        MessageState message = proposed();
        approve();
        LocalDate saturday = LocalDate.of(2026, 6, 20);
        account.memory(CaseUpdates.postponed(account.memory(), message.id(), MONDAY, saturday));

        Decision held = decide("2026-06-16");
        assertThat(held.item(A).orElseThrow().reason().orElseThrow()).satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.NOT_A_SENDING_DAY);
            assertThat(reason.until()).contains(saturday);
        });
        assertThat(held.nextReview()).contains(saturday);
        assertThat(recheck(message, "2026-06-19")).isEqualTo(Recheck.Verdict.WAIT);
        assertThat(recheck(message, "2026-06-20")).isEqualTo(Recheck.Verdict.WAIT);
        assertThat(recheck(message, "2026-06-22")).isEqualTo(Recheck.Verdict.GO);

        account.memory(CaseUpdates.postponed(account.memory(), message.id(), MONDAY, MONDAY));
        assertThat(recheck(message, "2026-06-16")).isEqualTo(Recheck.Verdict.GO);
    }

    private Recheck.Verdict recheck(MessageState message, String day) {
        return Recheck.of(account.snapshot(), account.policy(), LocalDate.parse(day), message.id())
                .verdict();
    }

    @Test
    void what_is_over_is_not_postponed() {
        MessageState message = proposed();
        account.memory(CaseUpdates.rejected(account.memory(), message.id(), MONDAY, true, "no"));
        assertThat(CaseUpdates.postponed(account.memory(), message.id(), MONDAY, MONDAY.plusDays(3)))
                .isEqualTo(account.memory());
    }

    @Test
    void an_invoice_that_a_person_wrote_off_is_lost_and_the_account_has_the_status_of_the_others() {
        account.remember(memory -> memory.progress(account.memory().progressOf(A).toBuilder()
                .writtenOffFrom(MONDAY)
                .build()));

        Decision decision = decide("2026-06-15");

        assertThat(decision.item(A).orElseThrow().reason().orElseThrow().code()).isEqualTo(ReasonCode.WRITTEN_OFF);
        CollectionStatuses statuses = CollectionStatuses.of(account.snapshot(), account.policy(), MONDAY);
        assertThat(statuses.of(A)).contains(CollectionStatus.WRITTEN_OFF);
        assertThat(statuses.account()).isEqualTo(CollectionStatus.TO_FOLLOW);
        account.books(books -> books.paid("Z", "2026-06-15", "EUR 100", "A"));
        assertThat(decide("2026-06-15")
                        .item(A)
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .code())
                .as("what is paid is paid")
                .isEqualTo(ReasonCode.PAID);
    }

    @Test
    void an_assignment_counts_from_its_day_and_is_reviewed_on_it() {
        Assignment assignment = new Assignment(MONDAY.plusDays(2), "Factor Bank");
        account.remember(memory -> memory.progress(account.memory().progressOf(A).toBuilder()
                .assignment(assignment)
                .build()));
        Decision before = decide("2026-06-15");
        assertThat(before.nextReview()).contains(MONDAY.plusDays(2));
        assertThat(decide("2026-06-17").item(A).orElseThrow().reason().orElseThrow())
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(ReasonCode.ASSIGNED);
                    assertThat(reason.text()).contains("Factor Bank");
                });
    }
}
