package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.MessageState;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import io.relance.template.MessageSender;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a message between its plan and the channel's receipt (SEMANTICS 7). */
class HandOverTest {
    private static final Scenario BY_SMS = Scenario.named("standard")
            .version(2)
            .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
            .build();
    private static final Instant RECORDED = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void a_reminder_is_planned_handed_over_and_accepted_in_one_run() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());

        RunReport report = trial.run(MONDAY);

        assertThat(report.planned()).isEqualTo(1);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.needsAttention()).isFalse();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(stepOf(trial, "F1")).isEqualTo(StepState.DONE);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.ACCEPTED);
        OutboundMessage mail = trial.email.taken().get(0);
        assertThat(mail.delivery()).isEqualTo(new DeliveryId(trial.onlyMessage().id(), ChannelId.EMAIL, 0));
        assertThat(mail.recipientAddress()).isEqualTo("billing@dupont.example");
        assertThat(mail.businessDate()).isEqualTo(MONDAY);
        assertThat(mail.plannedAt()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(mail.text()).contains("F1", "100.00");
    }

    @Test
    void a_customer_whose_language_the_books_do_not_tell_is_written_to_in_that_of_the_sender() {
        MessageSender sender =
                MessageSender.builder(ACME, "Acme").language("fr").build();
        Trial trial = new Trial(STANDARD, store -> store, builder -> builder.sender(sender));
        trial.books.put(overdue(5).build());

        trial.run(MONDAY);

        assertThat(trial.email.taken()).extracting(OutboundMessage::language).containsExactly("fr");
    }

    @Test
    void a_reminder_names_an_invoice_whose_notice_awaits_approval_as_handled_apart() {
        Trial trial = new Trial();
        trial.books.put(overdue(31)
                .receivable(invoice("F2", MONDAY.plusDays(20), "EUR 100.00"))
                .build());

        trial.runDaily(MONDAY, MONDAY.plusDays(37));

        List<OutboundMessage> mails = trial.email.taken();
        assertThat(trial.outbox()).extracting(e -> e.state()).contains(OutboxState.AWAITING_APPROVAL);
        assertThat(mails.get(mails.size() - 1).text()).contains("F1", "F2").contains("dealt with in a separate letter");
    }

    @Test
    void what_happened_is_in_the_timeline_in_order() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);

        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("MessagePlanned", "ReasonChanged", "MessageAccepted");
        AccountEvent.MessageAccepted accepted = (AccountEvent.MessageAccepted)
                trial.relance.timeline(DUPONT).get(2).event();
        assertThat(accepted.reference()).contains("taken-0");
        assertThat(accepted.message().claimed().sums()).containsExactly(Money.parse("EUR 100.00"));
    }

    @Test
    void a_channel_that_answers_nothing_leaves_the_message_in_doubt() {
        Trial trial = new Trial();
        Channel silent = new Channel() {
            @Override
            public ChannelId id() {
                return ChannelId.EMAIL;
            }

            @Override
            @SuppressWarnings("NullAway") // it breaks its contract
            public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
                return null;
            }
        };
        trial.books.put(overdue(5).build());
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder, silent);

        assertThat(engine.run(ACME, MONDAY).inDoubt()).isEqualTo(1);
    }

    @Test
    void a_channel_that_throws_leaves_the_message_in_doubt() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenThrows(new IllegalStateException("connection reset, password hunter2"));

        RunReport report = trial.run(MONDAY);

        assertThat(report.inDoubt()).isEqualTo(1);
        assertThat(report.needsAttention()).isTrue();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        assertThat(stepOf(trial, "F1")).isEqualTo(StepState.IN_DOUBT);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.IN_DOUBT);
        assertThat(trial.relance.timeline(DUPONT).toString())
                .as("what an exception says may hold secrets")
                .contains("IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void hand_overs_go_on_being_counted_when_another_way_than_that_which_is_tried_falls_away() {
        RecordingChannel sms = new RecordingChannel(ChannelId.SMS, new Trial().clock);
        Trial trial = new Trial(
                Scenario.named("either")
                        .step(
                                "reminder",
                                s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                        .build(),
                store -> store,
                builder -> builder.channel(sms));
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        assertThat(trial.outbox()).extracting(e -> e.attempt()).containsExactly(1);

        trial.books.put(AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .contact(Contact.builder("billing")
                                        .email("billing@dupont.example")
                                        .build())
                                .build())
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build());
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.onlyMessage().routes()).hasSize(1);
        assertThat(trial.outbox())
                .extracting(e -> e.state(), e -> e.attempt())
                .containsExactly(tuple(OutboxState.ACCEPTED, 2));
    }

    @Test
    void a_message_in_doubt_is_never_sent_again_by_itself() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");

        trial.runDaily(MONDAY, MONDAY.plusDays(20));

        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
    }

    @Test
    void a_person_says_that_one_in_doubt_had_arrived_and_the_next_step_follows() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.run(MONDAY);

        trial.jane(MONDAY.plusDays(1)).sent(trial.onlyMessage().id());
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(15));

        assertThat(trial.email.taken()).extracting(m -> m.businessDate()).containsExactly(MONDAY.plusDays(11));
        assertThat(trial.dupont().messages())
                .extracting(m -> m.step().orElseThrow().step())
                .containsExactly("reminder", "firm");
    }

    @Test
    void a_person_says_that_one_in_doubt_had_not_arrived_and_it_goes_again() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.run(MONDAY);

        trial.jane(MONDAY).notSent(trial.onlyMessage().id());
        trial.run(MONDAY);
        assertThat(trial.email.taken()).as("due again from the day after").isEmpty();
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.dupont().messages())
                .extracting(MessageState::status)
                .containsExactly(MessageState.Status.FAILED, MessageState.Status.ACCEPTED);
    }

    @Test
    void a_failure_for_now_is_tried_again_after_a_pause_with_the_same_delivery_id() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("greylisted").thenFailsForNow("greylisted");

        RunReport report = trial.run(MONDAY);
        assertThat(report.deferred()).isEqualTo(1);
        assertThat(report.needsAttention()).isFalse();
        assertThat(trial.relance.run(ACME, MONDAY).accepted()).as("too early").isZero();
        trial.clock.turn(Duration.ofMinutes(1));
        assertThat(trial.relance.dispatch(ACME, MONDAY).deferred()).isEqualTo(1);
        trial.clock.turn(Duration.ofMinutes(1));
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted())
                .as("the second pause is twice as long")
                .isZero();
        trial.clock.turn(Duration.ofMinutes(1));
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isEqualTo(1);

        assertThat(trial.email.handedOver()).hasSize(3);
        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::delivery)
                .containsOnly(trial.email.taken().get(0).delivery());
    }

    @Test
    void what_fails_for_now_too_often_is_given_up_and_becomes_work_for_a_person() {
        Trial trial = new Trial(STANDARD, store -> store, builder -> builder.maxAttempts(3));
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("down").thenFailsForNow("down").thenFailsForNow("down");

        trial.run(MONDAY);
        trial.clock.turn(Duration.ofMinutes(10));
        trial.relance.dispatch(ACME, MONDAY);
        trial.clock.turn(Duration.ofMinutes(10));
        RunReport report = trial.relance.dispatch(ACME, MONDAY);

        assertThat(report.dead()).isEqualTo(1);
        assertThat(report.needsAttention()).isTrue();
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.DEAD);
        assertThat(trial.dupont().tasks()).extracting(TaskState::isOpen).containsExactly(true);
    }

    @Test
    void a_refusal_goes_on_to_the_next_channel() {
        Scenario scenario = Scenario.named("both")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                .build();
        Trial trial = new Trial(
                scenario,
                store -> store,
                builder -> builder.channel(new RecordingChannel(ChannelId.SMS, Instant::now)));
        trial.books.put(overdue(5).build());
        trial.email.thenRefuses("no such mailbox");

        RunReport report = trial.run(MONDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.failed()).isZero();
        assertThat(trial.outbox()).extracting(e -> e.channel()).containsExactly(ChannelId.SMS);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
    }

    @Test
    void a_refusal_by_the_last_channel_fails_the_message_and_becomes_work_for_a_person() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenRefuses("no such mailbox");

        RunReport report = trial.run(MONDAY);

        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.needsAttention()).isTrue();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.FAILED);
        assertThat(stepOf(trial, "F1")).isEqualTo(StepState.RETURNED);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.REJECTED);
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("billing", "no such mailbox"));
    }

    @Test
    void an_address_that_was_refused_is_not_tried_every_day_but_when_it_has_changed() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenRefuses("no such mailbox");
        trial.runDaily(MONDAY, MONDAY.plusDays(3));
        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.dupont().progressOf(new ReceivableId("F1")).reason())
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("NO_CONTACT"));

        AccountLedger moved = AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .contact(Contact.billing("accounts@dupont.example"))
                                .build())
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build();
        trial.books.put(moved);
        trial.run(MONDAY.plusDays(4));

        assertThat(trial.email.taken())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("accounts@dupont.example");
    }

    @Test
    void an_address_that_was_refused_is_tried_again_when_a_person_has_looked() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenRefuses("mailbox closed for renovation");
        trial.run(MONDAY);

        trial.jane(MONDAY.plusDays(1))
                .completeTask(trial.dupont().tasks().get(0).id(), "open again");
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void after_a_refusal_the_next_contact_of_the_audience_is_written_to() {
        Trial trial = new Trial();
        Customer customer = Customer.builder("dupont")
                .contact(Contact.builder("first").email("first@dupont.example").build())
                .contact(
                        Contact.builder("second").email("second@dupont.example").build())
                .build();
        trial.books.put(AccountLedger.builder(ACME, customer)
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build());
        trial.email.thenRefuses("no such mailbox");
        trial.run(MONDAY);
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.taken())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("second@dupont.example");
    }

    /** A message that could not be handed over for now, and whose contact is another by the time it is tried again. */
    private static Trial movedBetweenAttempts(ChannelFeature... features) {
        Trial trial = new Trial(STANDARD, features);
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        Customer moved = Customer.builder("dupont")
                .contact(
                        Contact.builder("office").email("office@dupont.example").build())
                .build();
        trial.books.put(AccountLedger.builder(ACME, moved)
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build());
        trial.clock.turn(Duration.ofMinutes(1));
        return trial;
    }

    @Test
    void another_contact_over_the_same_channel_gets_another_delivery_id() {
        Trial trial = movedBetweenAttempts(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);

        trial.relance.dispatch(ACME, MONDAY);

        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("billing@dupont.example", "office@dupont.example");
        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::delivery)
                .containsExactly(
                        new DeliveryId(trial.onlyMessage().id(), ChannelId.EMAIL, 0),
                        new DeliveryId(trial.onlyMessage().id(), ChannelId.EMAIL, 1));
        AccountEvent.MessageAccepted accepted = trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(AccountEvent.MessageAccepted.class::isInstance)
                .map(AccountEvent.MessageAccepted.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(accepted.delivery().map(DeliveryId::recipient)).contains(1);
    }

    @Test
    void after_a_crash_the_channel_is_asked_about_the_contact_that_it_was_handed_over_for() {
        Trial trial = movedBetweenAttempts(ChannelFeature.ANSWERS_LOOKUP);
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.relance.dispatch(ACME, MONDAY)).isInstanceOf(StackOverflowError.class);

        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
    }

    @Test
    void an_invoice_paid_between_plan_and_hand_over_cancels_its_message() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);

        trial.books.put(paid(overdue(5), "F1").build());
        trial.clock.turn(Duration.ofMinutes(5));
        RunReport report = trial.relance.dispatch(ACME, MONDAY);

        assertThat(report.cancelled()).isEqualTo(1);
        assertThat(report.accepted()).isZero();
        assertThat(trial.email.taken()).isEmpty();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
        assertThat(stepOf(trial, "F1")).isEqualTo(StepState.RETURNED);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.CANCELLED);
        assertThat(trial.relance.timeline(DUPONT).toString()).contains("F1: PAID: settled on 2026-03-02");
    }

    @Test
    void an_invoice_paid_between_plan_and_hand_over_is_dropped_from_a_message_that_claims_more() {
        Trial trial = new Trial();
        trial.books.put(overdue(6, 5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        MessageState planned = trial.onlyMessage();
        assertThat(planned.lines()).hasSize(2);

        trial.books.put(paid(overdue(6, 5), "F2").build());
        trial.clock.turn(Duration.ofMinutes(5));
        trial.relance.dispatch(ACME, MONDAY);

        OutboundMessage mail = trial.email.taken().get(0);
        assertThat(mail.delivery().message()).as("the id stays").isEqualTo(planned.id());
        assertThat(mail.text()).contains("F1", "100.00").doesNotContain("F2", "200.00");
        assertThat(stepOf(trial, "F1")).isEqualTo(StepState.DONE);
        assertThat(stepOf(trial, "F2")).isEqualTo(StepState.RETURNED);
    }

    @Test
    void a_hold_ordered_between_plan_and_hand_over_keeps_the_message_back() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);

        trial.jane(MONDAY)
                .hold(new io.relance.account.Hold(
                        "h1", java.util.Optional.empty(), MONDAY, java.util.Optional.empty(), "they called", "jane"));
        trial.clock.turn(Duration.ofMinutes(5));
        trial.relance.dispatch(ACME, MONDAY);

        assertThat(trial.email.taken()).isEmpty();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
    }

    /** The re-check reads the ledger; marking the message then takes 61 seconds, once or every time. */
    private static Relance slowToMark(Trial trial, int times) {
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        trial.clock.turn(Duration.ofMinutes(1));
        return trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> trial.clock.turn(Duration.ofSeconds(61)), times),
                builder -> builder,
                trial.email);
    }

    @Test
    void what_took_too_long_to_get_ready_is_checked_again_at_once_and_no_attempt_is_counted() {
        Trial trial = new Trial();
        Relance slow = slowToMark(trial, 1);

        RunReport report = slow.dispatch(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.deferred()).isZero();
        assertThat(trial.outbox()).extracting(e -> e.attempt()).containsExactly(2);
        assertThat(trial.relance.timeline(DUPONT).stream()
                        .filter(entry -> entry.event() instanceof AccountEvent.DeliveryFailed))
                .as("the one failure before")
                .hasSize(1);
    }

    @Test
    void what_was_paid_while_it_took_too_long_to_get_ready_is_not_handed_over() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        trial.clock.turn(Duration.ofMinutes(1));
        Relance slow = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> {
                    trial.clock.turn(Duration.ofSeconds(61));
                    trial.books.put(paid(overdue(5), "F1").build());
                }),
                builder -> builder,
                trial.email);

        RunReport report = slow.dispatch(ACME, MONDAY);

        assertThat(report.cancelled()).isEqualTo(1);
        assertThat(trial.email.handedOver()).as("the one before").hasSize(1);
    }

    @Test
    void what_takes_too_long_every_time_waits_for_a_pause_and_costs_no_attempt() {
        Trial trial = new Trial();
        Relance slow = slowToMark(trial, Integer.MAX_VALUE);

        RunReport report = slow.dispatch(ACME, MONDAY);

        assertThat(report.accepted()).isZero();
        assertThat(report.deferred()).isEqualTo(1);
        assertThat(trial.outbox()).allSatisfy(entry -> {
            assertThat(entry.state()).isEqualTo(OutboxState.READY);
            assertThat(entry.attempt()).as("the one failure before").isEqualTo(1);
            assertThat(entry.retryAt()).isPresent();
        });
    }

    @Test
    void a_message_that_may_not_leave_today_waits_for_a_day_that_allows_it() {
        Scenario approved = Scenario.named("approved")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").needsApproval())
                .build();
        Trial trial = new Trial(approved);
        trial.books.put(overdue(5).build());
        assertThat(trial.run(MONDAY).proposed()).isEqualTo(1);
        LocalDate saturday = MONDAY.plusDays(5);
        trial.jane(saturday).approve(trial.onlyMessage().id());

        assertThat(trial.run(saturday).waiting()).isEqualTo(1);
        assertThat(trial.run(saturday.plusDays(1)).accepted()).isZero();
        assertThat(trial.onlyMessage().status()).as("approval is kept").isEqualTo(MessageState.Status.READY);
        assertThat(trial.run(saturday.plusDays(2)).accepted()).isEqualTo(1);
        assertThat(trial.email.taken().get(0).businessDate()).isEqualTo(saturday.plusDays(2));
    }

    @Test
    void a_message_shows_gross_credit_and_balance() {
        Trial trial = new Trial();
        trial.books.put(overdue(6, 5)
                .creditNote(
                        new CreditNote(new DocumentId("C1"), MONDAY.minusDays(1), Money.parse("EUR 30.00"), RECORDED))
                .build());

        trial.run(MONDAY);

        assertThat(trial.email.taken().get(0).text()).contains("200.00", "30.00", "170.00");
        assertThat(trial.onlyMessage().claimed().sums()).containsExactly(Money.parse("EUR 170.00"));
    }

    @Test
    void a_formal_notice_is_proposed_and_its_approval_refused_with_the_cause() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.runDaily(MONDAY, MONDAY.plusDays(27));
        MessageState notice = trial.dupont().messages().stream()
                .filter(MessageState::isOutstanding)
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(27)).approve(notice.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("formal-notice")
                .hasMessageContaining("stays a proposal");
        trial.jane(MONDAY.plusDays(28)).sent(notice.id());

        assertThat(trial.email.taken()).hasSize(2);
        assertThat(trial.dupont().message(notice.id()).orElseThrow().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsOnly(OutboxState.ACCEPTED);
    }

    @Test
    void after_a_crash_a_channel_that_honours_the_id_gets_the_same_message_again() {
        Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.SENDING);

        assertThat(trial.relance.run(ACME, MONDAY).accepted())
                .as("the lease has not ended")
                .isZero();
        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.email.handedOver()).hasSize(2);
        assertThat(trial.email.handedOver().get(1).text())
                .isEqualTo(trial.email.handedOver().get(0).text());
        assertThat(trial.email.handedOver().get(1).businessDate()).isEqualTo(MONDAY);
    }

    @Test
    void after_a_crash_a_message_that_was_paid_in_between_is_not_handed_over_again() {
        Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        trial.books.put(paid(overdue(5), "F1").build());

        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(report.inDoubt()).isEqualTo(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
    }

    @Test
    void after_a_crash_a_message_waits_for_a_sending_day() {
        LocalDate friday = MONDAY.plusDays(4);
        Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(friday)).isInstanceOf(StackOverflowError.class);

        trial.run(friday.plusDays(1));
        assertThat(trial.email.handedOver()).as("a Saturday").hasSize(1);
        trial.run(friday.plusDays(3));

        assertThat(trial.email.handedOver()).hasSize(2);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
    }

    @Test
    void after_a_crash_a_channel_that_can_be_asked_is_asked() {
        Trial trial = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);

        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
    }

    /** Handed over at 8:00 UTC on a Monday, or so many hours later; asked on the Thursday. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 0, 2026-03-02, the day of the hand-over",
        "Europe/Paris, 15, 2026-03-03, half past midnight there",
        "America/New_York, -6, 2026-03-02, the evening before there; it was handed over for the Monday",
        "UTC, 500, 2026-03-05, not after the day on which it was asked"
    })
    void after_a_crash_a_step_is_done_on_the_day_that_the_channel_names(
            String zone, int hours, LocalDate expected, String why) {
        Policy policy = Policy.named("zoned")
                .timeZone(ZoneId.of(zone))
                .scenario(STANDARD)
                .defaultScenario(STANDARD.id())
                .build();
        Trial trial =
                new Trial(STANDARD, store -> store, builder -> builder.policy(policy), ChannelFeature.ANSWERS_LOOKUP);
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        trial.clock.turnToMorningOf(MONDAY);
        trial.clock.turn(Duration.ofHours(hours).plusMinutes(30));
        assertThatThrownBy(() -> trial.relance.run(ACME, MONDAY)).isInstanceOf(StackOverflowError.class);

        trial.clock.turn(Duration.ofDays(21));
        trial.relance.run(ACME, MONDAY.plusDays(3));

        assertThat(trial.onlyMessage().on()).as(why).isEqualTo(expected);
        assertThat(trial.dupont().progressOf(new ReceivableId("F1")).steps())
                .filteredOn(step -> step.state() == StepState.DONE)
                .extracting(step -> step.on())
                .containsExactly(expected);
    }

    @Test
    void after_a_crash_a_message_that_asks_for_something_paid_by_now_is_not_handed_over_again() {
        Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(overdue(6, 5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        trial.books.put(paid(overdue(6, 5), "F2").build());

        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(report.inDoubt()).isEqualTo(1);
        assertThat(trial.relance.timeline(DUPONT).toString()).contains("not all that it asks for is owed any more");
    }

    @Test
    void after_a_crash_a_message_over_a_channel_that_is_gone_is_in_doubt() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        Relance without = trial.engine(BY_SMS, store -> store, builder -> builder, trial.channel(ChannelId.SMS));

        assertThat(without.run(ACME, MONDAY).inDoubt())
                .as("the lease has not ended")
                .isZero();
        trial.clock.turn(Relance.DEFAULT_LEASE);
        RunReport report = without.run(ACME, MONDAY);

        assertThat(report.inDoubt()).isEqualTo(1);
        assertThat(report.busy()).isZero();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        assertThat(trial.relance.timeline(DUPONT).toString()).contains("there is no channel email any more");
    }

    @Test
    void a_message_that_is_ready_over_a_channel_that_is_gone_waits_for_an_engine_that_has_it() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.books.put(Trial.books(ACME, "martin")
                .receivable(invoice("G1", MONDAY.minusDays(5), "EUR 40.00"))
                .build());
        trial.email.thenFailsForNow("busy").thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        Relance without = trial.engine(BY_SMS, store -> store, builder -> builder, trial.channel(ChannelId.SMS));
        trial.clock.turn(Relance.DEFAULT_LEASE);

        assertThat(without.dispatch(ACME, MONDAY).inDoubt()).isEqualTo(1);
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted())
                .as("its lease was let go")
                .isEqualTo(1);
    }

    @Test
    void after_a_crash_any_other_channel_leaves_the_message_in_doubt() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);

        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(report.inDoubt()).isEqualTo(1);
        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
    }

    @Test
    void a_run_for_a_day_before_that_of_a_message_in_doubt_hands_nothing_over() {
        Trial trial = new Trial();
        trial.books.put(overdue(5, 3).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        trial.clock.turnToMorningOf(MONDAY.plusDays(3));
        assertThat(trial.relance.dispatch(ACME, MONDAY.plusDays(3)).inDoubt()).isEqualTo(1);

        // a node that still stands on Wednesday: two days after the debtor may have got the first
        RunReport report = trial.relance.run(ACME, MONDAY.plusDays(2));

        assertThat(report.planned()).isZero();
        assertThat(trial.email.handedOver()).hasSize(1);
    }

    @Test
    void an_engine_that_lost_its_lease_hands_nothing_over() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        RecordingChannel slow = trial.channel(ChannelId.EMAIL);
        trial.clock.turn(Duration.ofMinutes(5));
        // another engine claims the message in the middle of the first one's work, after its lease has ended
        Relance other = trial.engine(STANDARD, store -> store, builder -> builder, trial.email);
        Relance first = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> {
                    trial.clock.turn(Duration.ofMinutes(6));
                    other.dispatch(ACME, MONDAY);
                }),
                builder -> builder,
                slow);

        first.dispatch(ACME, MONDAY);

        assertThat(slow.handedOver()).isEmpty();
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
    }

    @Test
    void thanks_go_out_for_a_payment_that_followed_a_reminder() {
        Scenario thankful =
                STANDARD.toBuilder().thankYou(ChannelId.EMAIL, "thank-you").build();
        Trial trial = new Trial(thankful);
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        LocalDate tuesday = MONDAY.plusDays(1);
        trial.books.put(overdue(5)
                .payment(new Payment(
                        new DocumentId("P1"),
                        tuesday,
                        Money.parse("EUR 100.00"),
                        Instant.parse("2026-03-03T09:00:00Z")))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 100.00")))
                .build());

        trial.runDaily(tuesday, tuesday.plusDays(10));

        assertThat(trial.email.taken()).hasSize(2);
        assertThat(trial.email.taken().get(1).text()).contains("F1");
        assertThat(trial.dupont().messages().get(1).kind()).isEqualTo(MessageState.Kind.THANK_YOU);
    }

    private static AccountLedger.Builder paid(AccountLedger.Builder ledger, String invoice) {
        return ledger.payment(new Payment(new DocumentId("P1"), MONDAY, Money.parse("EUR 100.00"), RECORDED))
                .allocation(Allocation.ofPayment("P1", invoice, Money.parse("EUR 100.00")));
    }

    private static StepState stepOf(Trial trial, String invoice) {
        List<StepState> states = trial.dupont().progressOf(new ReceivableId(invoice)).steps().stream()
                .map(step -> step.state())
                .filter(state -> state != StepState.SKIPPED)
                .toList();
        assertThat(states).hasSize(1);
        return states.get(0);
    }
}
