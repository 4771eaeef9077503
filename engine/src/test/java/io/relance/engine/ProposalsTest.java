package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.MessagePreview;
import io.relance.account.Dispute;
import io.relance.account.MessageState;
import io.relance.account.MessageState.Status;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import io.relance.testkit.RecordingChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may do with a proposal besides approving and rejecting it: edit what it says, and postpone it. */
class ProposalsTest {
    private static final Scenario ASKING = Scenario.named("asking")
            .step(
                    "reminder",
                    s -> s.daysAfterDue(5).needsApproval().email("reminder").orSms("reminder"))
            .step("firm", s -> s.daysAfterDue(15).email("firm"))
            .build();
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate THURSDAY = MONDAY.plusDays(3);

    private final RecordingChannel[] sms = new RecordingChannel[1];
    private final Trial trial = new Trial(ASKING, store -> store, builder -> {
        sms[0] = new RecordingChannel(ChannelId.SMS, () -> Instant.EPOCH);
        return builder.channel(sms[0]);
    });

    private MessageId proposed() {
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        assertThat(trial.onlyMessage().status()).isEqualTo(Status.AWAITING_APPROVAL);
        return trial.onlyMessage().id();
    }

    private String text(MessageId message) {
        return trial.jane(MONDAY).preview(message).text();
    }

    private static String warmer(String text) {
        return "We tried to call you.\n\n" + text.replace("Hello", "Dear all") + "Yours, Jane\n";
    }

    private Status status(MessageId message) {
        return trial.dupont().message(message).orElseThrow().status();
    }

    private OutboundMessage sent() {
        assertThat(trial.email.handedOver()).hasSize(1);
        return trial.email.handedOver().get(0);
    }

    @Test
    void a_preview_is_what_leaves() {
        MessageId id = proposed();
        MessagePreview preview = trial.jane(MONDAY).preview(id);
        assertThat(preview.channel()).isEqualTo(ChannelId.EMAIL);
        assertThat(preview.contact()).isEqualTo("billing");
        assertThat(preview.address()).isEqualTo("billing@dupont.example");
        assertThat(trial.relance.timeline(DUPONT))
                .as("a look changes nothing")
                .noneMatch(entry -> entry.event() instanceof AccountEvent.MessageEdited);

        trial.jane(MONDAY).approve(id);
        trial.run(MONDAY);

        assertThat(sent().text()).isEqualTo(preview.text());
        assertThat(sent().subject()).contains(preview.subject());
        assertThat(sent().html()).isEqualTo(preview.html()).isPresent();
    }

    @Test
    void a_persons_words_leave_byte_for_byte_once_they_are_approved() {
        MessageId id = proposed();
        String words = warmer(text(id)) + "  \u00e9\u00df \u20ac\n\n";
        trial.jane(MONDAY).edit(id, m -> m.subject("About your account").text(words));
        trial.run(MONDAY);
        assertThat(trial.email.handedOver()).as("not approved yet").isEmpty();

        trial.jane(TUESDAY).approve(id);
        trial.run(TUESDAY);

        assertThat(sent().text()).isEqualTo(words);
        assertThat(sent().subject()).contains("About your account");
        assertThat(sent().html()).isEmpty();
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.MessageEdited.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor()).isEqualTo("jane");
                    assertThat(((AccountEvent.MessageEdited) event)
                                    .message()
                                    .edit()
                                    .words()
                                    .orElseThrow()
                                    .text())
                            .isEqualTo(words);
                });
    }

    @Test
    void a_persons_words_that_a_channel_refuses_are_not_replaced_by_others_unasked() {
        MessageId id = proposed();
        trial.jane(MONDAY).edit(id, m -> m.subject("About your account").text(warmer(text(id))));
        trial.jane(MONDAY).approve(id);
        trial.email.thenRefuses("no such mailbox");

        trial.run(MONDAY);
        trial.run(TUESDAY);

        assertThat(sms[0].handedOver()).as("not in the words of the template").isEmpty();
        assertThat(status(id)).isEqualTo(Status.AWAITING_APPROVAL);
        MessagePreview preview = trial.jane(TUESDAY).preview(id);
        assertThat(preview.channel()).isEqualTo(ChannelId.SMS);
        trial.jane(TUESDAY).approve(id);
        trial.run(TUESDAY);
        assertThat(sms[0].taken()).extracting(OutboundMessage::text).containsExactly(preview.text());
        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(status(id)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void a_message_that_nobody_edited_goes_over_the_next_channel_at_once() {
        MessageId id = proposed();
        trial.jane(MONDAY).approve(id);
        trial.email.thenRefuses("no such mailbox");

        trial.run(MONDAY);

        assertThat(sms[0].taken()).hasSize(1);
        assertThat(status(id)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void an_edit_of_what_was_approved_is_to_be_approved_too() {
        MessageId id = proposed();
        trial.jane(MONDAY).approve(id);
        trial.jane(MONDAY).edit(id, m -> m.subject("About your account"));
        trial.run(TUESDAY);
        assertThat(status(id)).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(trial.outbox())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(OutboxState.AWAITING_APPROVAL));
    }

    @Test
    void the_same_edit_again_changes_nothing() {
        MessageId id = proposed();
        trial.jane(MONDAY).edit(id, m -> m.subject("About your account"));
        trial.jane(MONDAY).approve(id);
        trial.jane(MONDAY).edit(id, m -> m.subject("About your account"));
        assertThat(status(id)).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100.00            | 90.00           | is not in the text",
                "F1                | F2              | is not in the text",
                "Hello             | Please pay 90.00 | line .* states \"90.00\"",
                "Hello             | Please pay 5 EUR | line .* states \"5 EUR\"",
                "Hello             | only \u20ac12 more   | line .* states \"\u20ac12\"",
                "Hello             | 1 234,56         | line .* states \"1 234,56\"",
                "Hello             | ten euros? 10 euros | line .* states \"10 euros\"",
                "Hello             | call 01.02.03.04.05, room 12, on 12.03.2026, REF 4711 | ",
            })
    void figures_are_never_edited(String what, String instead, String refused) {
        MessageId id = proposed();
        String text = text(id);
        assertThat(text).contains(what);
        Runnable edit = () -> trial.jane(MONDAY).edit(id, m -> m.text(text.replace(what, instead)));
        if (refused == null) {
            edit.run();
            assertThat(trial.onlyMessage().edit().words()).isPresent();
        } else {
            assertThatThrownBy(edit::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .containsPattern(refused);
            assertThat(trial.onlyMessage().edit().words()).isEmpty();
        }
    }

    @Test
    void all_that_is_wrong_with_the_words_is_told_at_once() {
        MessageId id = proposed();
        assertThatThrownBy(() -> trial.jane(MONDAY)
                        .edit(id, m -> m.subject("pay 9 EUR\nnow").text("nothing\r\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one line")
                .hasMessageContaining("line 1 has a control character")
                .hasMessageContaining("F1")
                .hasMessageContaining("the subject states \"9 EUR\"");
    }

    @Test
    void words_are_void_when_a_payment_changes_the_amounts() {
        MessageId id = proposed();
        trial.jane(MONDAY).edit(id, m -> m.text(warmer(text(id))));
        trial.jane(MONDAY).approve(id);
        trial.books.put(paid(overdue(5), "EUR 40.00"));

        trial.run(MONDAY);

        assertThat(status(id)).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(trial.email.handedOver()).isEmpty();
        trial.jane(TUESDAY).approve(id);
        trial.run(TUESDAY);
        assertThat(sent().text()).contains("60.00").doesNotContain("Yours, Jane");
    }

    @Test
    void without_a_persons_words_an_approval_stands_when_the_amounts_shrink() {
        MessageId id = proposed();
        trial.jane(MONDAY).approve(id);
        trial.books.put(paid(overdue(5), "EUR 40.00"));
        trial.run(MONDAY);
        assertThat(sent().text()).contains("60.00");
        assertThat(status(id)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void words_are_void_when_the_proposal_takes_up_an_invoice() {
        MessageId id = proposed();
        trial.jane(MONDAY).edit(id, m -> m.text(warmer(text(id))));
        trial.books.put(overdue(5, 4).build());

        trial.run(TUESDAY);

        assertThat(trial.onlyMessage().lines()).hasSize(2);
        assertThat(trial.onlyMessage().edit().words()).isEmpty();
    }

    @Test
    void words_are_void_when_only_the_gross_amount_is_another() {
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY)
                .dispute(new Dispute(
                        "d1",
                        new ReceivableId("F1"),
                        "quality",
                        Optional.of(Money.parse("EUR 40.00")),
                        "jane",
                        MONDAY,
                        Optional.empty(),
                        Optional.empty()));
        trial.run(MONDAY);
        MessageId id = trial.onlyMessage().id();
        trial.jane(MONDAY).edit(id, m -> m.text(warmer(text(id))));
        trial.jane(MONDAY).approve(id);
        trial.jane(TUESDAY).closeDispute("d1");
        trial.books.put(paid(overdue(5), "EUR 40.00"));

        trial.run(TUESDAY);

        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(status(id)).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(trial.onlyMessage().edit().words()).isEmpty();
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .hasAtLeastOneElementOfType(AccountEvent.MessageChanged.class);
        assertThat(trial.outbox())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(OutboxState.AWAITING_APPROVAL));
    }

    @Test
    void words_stay_when_only_the_days_go_by() {
        MessageId id = proposed();
        String words = warmer(text(id));
        trial.jane(MONDAY).edit(id, m -> m.text(words));
        trial.run(TUESDAY);
        trial.run(TUESDAY.plusDays(1));
        trial.jane(THURSDAY).approve(id);
        trial.run(THURSDAY);
        assertThat(sent().text()).isEqualTo(words);
    }

    private static AccountLedger paid(AccountLedger.Builder ledger, String amount) {
        return ledger.payment(new Payment(new DocumentId("P"), MONDAY, Money.parse(amount), Instant.EPOCH))
                .allocation(Allocation.ofPayment("P", "F1", Money.parse(amount)))
                .build();
    }

    private static AccountLedger twoContacts(String... ids) {
        Customer.Builder customer = Customer.builder("dupont");
        for (String id : ids) {
            customer.contact(Contact.builder(id)
                    .email(id + "@dupont.example")
                    .phone("+33100000000")
                    .build());
        }
        return AccountLedger.builder(ACME, customer.build())
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build();
    }

    @Test
    void a_person_chooses_the_contact_and_the_channel() {
        trial.books.put(twoContacts("billing", "owner"));
        trial.run(MONDAY);
        MessageId id = trial.onlyMessage().id();
        trial.jane(MONDAY).edit(id, m -> m.contact("owner").channel(ChannelId.SMS));
        trial.run(TUESDAY);
        MessageState chosen = trial.onlyMessage();
        assertThat(chosen.contact()).isEqualTo("owner");
        assertThat(chosen.routes())
                .extracting(route -> route.channel())
                .containsExactly(ChannelId.SMS, ChannelId.EMAIL);
        trial.jane(TUESDAY).approve(id);
        trial.run(TUESDAY);
        assertThat(sms[0].handedOver()).hasSize(1);
        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void a_chosen_contact_that_is_gone_gives_way_and_the_approval_is_void() {
        trial.books.put(twoContacts("billing", "owner"));
        trial.run(MONDAY);
        MessageId id = trial.onlyMessage().id();
        trial.jane(MONDAY).edit(id, m -> m.contact("owner"));
        trial.jane(MONDAY).approve(id);
        trial.books.put(twoContacts("billing"));
        trial.run(TUESDAY);
        assertThat(trial.onlyMessage().contact()).isEqualTo("billing");
        assertThat(status(id)).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void a_contact_or_channel_that_is_not_there_is_refused() {
        MessageId id = proposed();
        assertThatThrownBy(() -> trial.jane(MONDAY).edit(id, m -> m.contact("owner")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"owner\"")
                .hasMessageContaining("[billing]");
        assertThatThrownBy(() -> trial.jane(MONDAY).edit(id, m -> m.channel(ChannelId.LETTER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[email, sms]");
    }

    @Test
    void a_message_that_needs_no_approval_is_not_edited_and_one_that_left_neither() {
        Trial plain = new Trial();
        plain.books.put(overdue(5).build());
        plain.run(MONDAY.minusDays(1)); // a Sunday
        plain.run(MONDAY);
        MessageId id = plain.onlyMessage().id();
        assertThatThrownBy(() -> plain.jane(MONDAY).edit(id, m -> m.subject("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ACCEPTED already");
        assertThatThrownBy(() -> plain.jane(MONDAY).postpone(id, THURSDAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ACCEPTED already");
    }

    @Test
    void a_postponed_message_leaves_on_its_day() {
        MessageId id = proposed();
        trial.jane(MONDAY).postpone(id, THURSDAY);
        trial.jane(MONDAY).approve(id);
        assertThat(trial.outbox())
                .singleElement()
                .satisfies(entry -> assertThat(entry.dueOn()).isEqualTo(THURSDAY));
        trial.runDaily(MONDAY, THURSDAY.minusDays(1));
        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(trial.dupont().progressOf(new ReceivableId("F1")).reason().orElseThrow())
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo("NOT_A_SENDING_DAY");
                    assertThat(reason.until()).contains(THURSDAY);
                });

        trial.run(THURSDAY);

        assertThat(sent().businessDate()).isEqualTo(THURSDAY);
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .contains(new AccountEvent.MessagePostponed(MONDAY, "jane", id, Optional.of(THURSDAY)));
    }

    @Test
    void a_message_postponed_to_a_day_off_leaves_on_the_next_sending_day() {
        MessageId id = proposed();
        LocalDate saturday = MONDAY.plusDays(5);
        trial.jane(MONDAY).approve(id);
        trial.jane(MONDAY).postpone(id, saturday);
        trial.runDaily(MONDAY, MONDAY.plusDays(6));
        assertThat(trial.email.handedOver()).isEmpty();
        trial.run(MONDAY.plusDays(7));
        assertThat(sent().businessDate()).isEqualTo(MONDAY.plusDays(7));
    }

    @Test
    void a_postponement_is_taken_back_by_its_own_day_and_moved_by_another() {
        MessageId id = proposed();
        trial.jane(MONDAY).approve(id);
        trial.jane(MONDAY).postpone(id, THURSDAY.plusDays(1));
        trial.jane(MONDAY).postpone(id, THURSDAY);
        trial.jane(TUESDAY).postpone(id, TUESDAY);
        trial.run(TUESDAY);
        assertThat(sent().businessDate()).isEqualTo(TUESDAY);
    }

    @Test
    void a_message_is_looked_at_again_on_the_day_to_which_it_was_postponed() {
        MessageId id = proposed();
        trial.jane(MONDAY).approve(id);
        trial.jane(MONDAY).postpone(id, THURSDAY);
        trial.books.put(paid(overdue(5), "EUR 100.00"));
        trial.run(THURSDAY);
        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(status(id)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void nothing_is_postponed_into_the_past() {
        MessageId id = proposed();
        assertThatThrownBy(() -> trial.jane(TUESDAY).postpone(id, MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before 2026-03-03");
    }

    @Test
    void what_lines_a_message_has_is_no_matter_of_an_edit() {
        MessageId id = proposed();
        List<io.relance.account.MessageLine> before = trial.onlyMessage().lines();
        trial.jane(MONDAY).edit(id, m -> m.text(warmer(text(id))).contact("billing"));
        assertThat(trial.onlyMessage().lines()).isEqualTo(before);
    }
}
