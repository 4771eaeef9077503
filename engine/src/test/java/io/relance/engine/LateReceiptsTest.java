package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.MessageInTrouble;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.account.MessageState.Status;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.channel.LateReceipt.Outcome;
import io.relance.channel.OutboundMessage;
import io.relance.channel.RetryPolicy;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What channels learn of messages after they took them. */
class LateReceiptsTest {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final RawCallback GENUINE = new RawCallback(Map.of("signature", List.of("s")), new byte[0], "");

    private final Trial trial = new Trial();
    private final LateChannel late = new LateChannel(trial.email);
    private final Relance relance = engine(trial.memory);

    private Relance engine(DunningStore store) {
        return trial.engine(Trial.STANDARD, memory -> store, builder -> builder, late);
    }

    private RunReport run(LocalDate day) {
        trial.clock.turnToMorningOf(day);
        return relance.run(ACME, day);
    }

    private DeliveryId sent() {
        trial.books.put(overdue(5).build());
        run(MONDAY);
        return trial.email.handedOver().get(0).delivery();
    }

    private static LateReceipt receipt(String id, DeliveryId delivery, Outcome outcome) {
        return new LateReceipt(id, Optional.of(delivery), Optional.empty(), outcome, AT, "as the provider says");
    }

    private OutboxState entry() {
        return trial.outbox().get(0).state();
    }

    private List<AccountEvent> events(Class<? extends AccountEvent> kind) {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(kind::isInstance)
                .toList();
    }

    @Test
    void a_mail_that_came_back_no_longer_counts_and_a_person_looks_at_the_address() {
        DeliveryId delivery = sent();
        late.mailbox.add(receipt("r1", delivery, Outcome.BOUNCED));

        RunReport report = run(TUESDAY);

        assertThat(report.bounced()).isEqualTo(1);
        assertThat(report.reported()).isEqualTo(1);
        assertThat(report.needsAttention()).isTrue();
        assertThat(trial.dupont().message(delivery.message()).orElseThrow().status())
                .isEqualTo(Status.BOUNCED);
        assertThat(entry()).isEqualTo(OutboxState.BOUNCED);
        assertThat(late.mailbox).as("acknowledged").isEmpty();
        assertThat(trial.dupont().tasks()).hasSize(1);
        assertThat(events(AccountEvent.MessageBounced.class))
                .containsExactly(new AccountEvent.MessageBounced(
                        MONDAY, AccountEvent.ENGINE, delivery.message(), "as the provider says"));
        trial.runDaily(TUESDAY, MONDAY.plusDays(14));
        assertThat(trial.email.handedOver())
                .as("the address is not tried again")
                .hasSize(1);
    }

    private Relance stating() {
        return Relance.builder()
                .books(trial.books)
                .store(trial.memory)
                .channel(late)
                .clock(trial.clock)
                .retry(new RetryPolicy(2, Duration.ofSeconds(50)))
                .policy(Policy.named("p")
                        .scenario(Trial.STANDARD)
                        .defaultScenario("standard")
                        .correspondence(Correspondence.builder()
                                .statement(ChannelId.EMAIL, "statement")
                                .build())
                        .build())
                .build();
    }

    @Test
    void a_statement_that_came_back_leaves_again_when_a_person_has_seen_to_the_address() {
        trial.books.put(overdue(2).build());
        Relance stating = stating();
        MessageId id = stating.account(DUPONT, "jane", MONDAY).sendStatement(MONDAY.minusDays(60), MONDAY);
        stating.run(ACME, MONDAY);
        late.mailbox.add(receipt("r1", trial.email.handedOver().get(0).delivery(), Outcome.BOUNCED));
        trial.clock.turnToMorningOf(TUESDAY);
        stating.run(ACME, TUESDAY);
        assertThat(trial.dupont().message(id).orElseThrow().status()).isEqualTo(Status.BOUNCED);
        assertThat(trial.email.handedOver()).hasSize(1);

        stating.account(DUPONT, "jane", TUESDAY)
                .completeTask(trial.dupont().tasks().get(0).id(), "corrected");
        stating.run(ACME, TUESDAY);
        stating.run(ACME, TUESDAY);

        assertThat(trial.email.handedOver()).hasSize(2);
    }

    @Test
    void a_second_attempt_is_cancelled_when_the_first_turns_out_to_have_arrived() {
        trial.books.put(overdue(2).build());
        Relance stating = stating();
        MessageId id = stating.account(DUPONT, "jane", MONDAY).sendStatement(MONDAY.minusDays(60), MONDAY);
        trial.email.thenFailsForNow("busy").thenFailsForNow("busy").thenFailsForNow("busy");
        stating.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofMinutes(5));
        stating.run(ACME, MONDAY);
        assertThat(entry()).isEqualTo(OutboxState.DEAD);
        DeliveryId first = trial.email.handedOver().get(0).delivery();
        stating.account(DUPONT, "jane", MONDAY)
                .completeTask(trial.dupont().tasks().get(0).id(), "try again");
        stating.run(ACME, MONDAY);
        assertThat(trial.dupont().messages())
                .extracting(MessageState::status)
                .containsExactly(Status.FAILED, Status.READY);

        late.mailbox.add(receipt("r1", first, Outcome.DELIVERED));
        trial.clock.turn(Duration.ofMinutes(5));
        stating.run(ACME, MONDAY);

        assertThat(trial.dupont().message(id).orElseThrow().status()).isEqualTo(Status.ACCEPTED);
        assertThat(trial.dupont().messages())
                .extracting(MessageState::status)
                .containsExactly(Status.ACCEPTED, Status.CANCELLED);
        assertThat(trial.email.taken()).as("nothing twice").isEmpty();
    }

    @Test
    void a_report_is_recorded_once_however_often_it_comes() {
        late.mailbox.add(receipt("r1", sent(), Outcome.DELIVERED));
        late.refusedToForget = 2; // a run asks twice

        assertThat(run(MONDAY).reported()).isEqualTo(1);
        assertThat(late.mailbox).hasSize(1);
        assertThat(run(MONDAY).reported()).isZero();
        assertThat(late.mailbox).isEmpty();
        late.mailbox.add(receipt("r1", trial.email.handedOver().get(0).delivery(), Outcome.DELIVERED));
        assertThat(relance.callback(ChannelId.EMAIL, GENUINE).reported()).isZero();

        assertThat(events(AccountEvent.DeliveryReported.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "NOT_DELIVERED_NOW", "COMPLAINED"})
    void what_else_is_told_is_noted(Outcome outcome) {
        DeliveryId delivery = sent();
        late.mailbox.add(receipt("r1", delivery, outcome));
        assertThat(relance.callback(ChannelId.EMAIL, GENUINE).reported()).isEqualTo(1);
        assertThat(events(AccountEvent.DeliveryReported.class))
                .containsExactly(new AccountEvent.DeliveryReported(
                        MONDAY, delivery, "r1", outcome.name(), AT, "as the provider says"));
        assertThat(entry()).isEqualTo(OutboxState.ACCEPTED);
    }

    @Test
    void what_is_not_known_is_counted_once_a_run_and_stays_with_the_channel_for_30_days() {
        sent();
        late.mailbox.add(
                receipt("r1", new DeliveryId(new MessageId("0".repeat(64)), ChannelId.EMAIL, 0), Outcome.BOUNCED));
        late.mailbox.add(new LateReceipt("r2", Optional.empty(), Optional.of("their-name"), Outcome.BOUNCED, AT, ""));

        RunReport report = run(TUESDAY);

        assertThat(report.unknown()).isEqualTo(2);
        assertThat(report.reported()).isZero();
        assertThat(late.mailbox).hasSize(2);
        assertThat(run(MONDAY.plusDays(30)).unknown()).isEqualTo(2);
        assertThat(late.mailbox).as("30 days are not over").hasSize(2);
        assertThat(run(MONDAY.plusDays(31)).unknown()).isEqualTo(2);
        assertThat(late.mailbox).isEmpty();
    }

    @Test
    void a_report_that_this_engine_does_not_know_is_left_to_the_one_that_does() {
        Trial other = new Trial();
        DeliveryId theirs = sent();
        late.mailbox.add(receipt("r1", theirs, Outcome.BOUNCED));
        Relance stranger = other.engine(Trial.STANDARD, store -> store, builder -> builder, late);

        assertThat(stranger.dispatch(ACME, TUESDAY).unknown()).isEqualTo(1);

        assertThat(run(TUESDAY).bounced()).isEqualTo(1);
        assertThat(late.mailbox).isEmpty();
    }

    @Test
    void however_many_are_not_known_those_after_them_are_recorded() {
        DeliveryId known = sent();
        for (int i = 0; i < 250; i++) {
            late.mailbox.add(
                    new LateReceipt("stray-" + i, Optional.empty(), Optional.of("s" + i), Outcome.BOUNCED, AT, ""));
        }
        late.mailbox.add(receipt("r1", known, Outcome.BOUNCED));

        RunReport report = run(TUESDAY);

        assertThat(report.unknown()).isEqualTo(250);
        assertThat(report.bounced()).isEqualTo(1);
        assertThat(late.mailbox).extracting(LateReceipt::id).hasSize(250).doesNotContain("r1");
    }

    @Test
    void one_in_doubt_that_was_delivered_was_handed_over_on_the_day_on_which_that_is_known() {
        trial.email.thenIsInDoubt("the line dropped");
        DeliveryId delivery = sent();
        assertThat(entry()).isEqualTo(OutboxState.IN_DOUBT);
        late.mailbox.add(receipt("r1", delivery, Outcome.DELIVERED));
        run(TUESDAY);
        assertThat(entry()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(trial.onlyMessage().status()).isEqualTo(Status.ACCEPTED);
        assertThat(trial.onlyMessage().on()).isEqualTo(TUESDAY);
    }

    @Test
    void one_that_is_to_be_tried_again_and_was_delivered_all_the_same_is_not_handed_over_again() {
        trial.email.thenFailsForNow("503");
        late.mailbox.add(receipt("r1", sent(), Outcome.DELIVERED));
        assertThat(entry()).isEqualTo(OutboxState.READY);

        run(TUESDAY);

        assertThat(entry()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(trial.onlyMessage().on())
                .as("the day that the channel names")
                .isEqualTo(MONDAY);
        assertThat(trial.email.handedOver()).hasSize(1);
    }

    @Test
    void a_report_about_an_account_that_was_erased_is_through_and_breaks_nothing() {
        Relance sealing = trial.engine(
                Trial.STANDARD,
                store -> store,
                builder -> builder.personalDataKeys(new InMemoryPersonalDataKeys()),
                late);
        trial.books.put(overdue(5).build());
        sealing.run(ACME, MONDAY);
        trial.books.put(Trial.books(ACME, "dupont").build());
        sealing.run(ACME, TUESDAY);
        sealing.erase(DUPONT, "jane", TUESDAY, "asked");
        late.mailbox.add(receipt("r1", trial.email.handedOver().get(0).delivery(), Outcome.BOUNCED));

        RunReport report = sealing.run(ACME, TUESDAY);

        assertThat(report.broken()).isZero();
        assertThat(late.mailbox).isEmpty();
    }

    @Test
    void one_in_doubt_that_came_back_returns_its_step() {
        trial.email.thenIsInDoubt("the line dropped");
        late.mailbox.add(receipt("r1", sent(), Outcome.BOUNCED));
        run(TUESDAY);
        assertThat(entry()).isEqualTo(OutboxState.REJECTED);
        assertThat(trial.onlyMessage().status()).isEqualTo(Status.FAILED);
    }

    private Relance impatient(int attempts) {
        return trial.engine(Trial.STANDARD, memory -> memory, builder -> builder.maxAttempts(attempts), late);
    }

    private StepExecution reminderOf(String invoice) {
        return trial.dupont()
                .progressOf(new ReceivableId(invoice))
                .step("standard/reminder")
                .orElseThrow();
    }

    private StepExecution step() {
        return reminderOf("F1");
    }

    /** The given-up or refused message's delivery; every attempt has the same. */
    private DeliveryId ended(Relance engine, LocalDate... days) {
        trial.books.put(overdue(5).build());
        for (LocalDate day : days) {
            trial.clock.turnToMorningOf(day);
            engine.run(ACME, day);
        }
        return trial.email.handedOver().get(0).delivery();
    }

    @Test
    void one_that_was_given_up_and_was_delivered_all_the_same_is_not_sent_again() {
        trial.email.thenFailsForNow("504");
        Relance engine = impatient(1);
        late.mailbox.add(receipt("r1", ended(engine, MONDAY), Outcome.DELIVERED));
        assertThat(entry()).isEqualTo(OutboxState.DEAD);

        RunReport report = run(TUESDAY);

        assertThat(report.reported()).isEqualTo(1);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(entry()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(trial.onlyMessage().status()).isEqualTo(Status.ACCEPTED);
        assertThat(step().state()).isEqualTo(StepState.DONE);
        assertThat(step().on()).as("the day that the channel names").isEqualTo(MONDAY);
        assertThat(step().onSchedule()).isTrue();
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.completed()).contains(TUESDAY));
        assertThat(events(AccountEvent.TaskCompleted.class))
                .containsExactly(new AccountEvent.TaskCompleted(
                        TUESDAY,
                        AccountEvent.ENGINE,
                        trial.dupont().tasks().get(0).id(),
                        "its channel reports that it was delivered"));
        List<MessageInTrouble> trouble = new ArrayList<>();
        relance.inTrouble(ACME, trouble::add);
        assertThat(trouble).isEmpty();
        Scenario next = Trial.STANDARD.toBuilder().version(2).build();
        Relance other = trial.engine(next, memory -> memory, builder -> builder, late);
        for (LocalDate day = MONDAY.plusDays(2); day.isBefore(MONDAY.plusDays(11)); day = day.plusDays(1)) {
            trial.clock.turnToMorningOf(day);
            other.run(ACME, day);
        }
        assertThat(trial.email.taken())
                .extracting(OutboundMessage::businessDate)
                .as("the next step, at its time")
                .containsExactly(MONDAY.plusDays(10));
    }

    @Test
    void one_that_was_given_up_days_after_it_was_delivered_was_handed_over_on_the_day_that_the_channel_names() {
        trial.email.thenFailsForNow("504").thenFailsForNow("504");
        DeliveryId delivery = ended(impatient(2), MONDAY, TUESDAY, MONDAY.plusDays(2));
        assertThat(entry()).isEqualTo(OutboxState.DEAD);
        late.mailbox.add(receipt("r1", delivery, Outcome.DELIVERED));

        run(MONDAY.plusDays(4));

        assertThat(trial.onlyMessage().on()).isEqualTo(MONDAY);
        assertThat(step().on()).isEqualTo(MONDAY);
        assertThat(trial.email.handedOver()).hasSize(2);
    }

    @Test
    void one_that_was_refused_and_was_delivered_all_the_same_is_not_sent_again() {
        trial.email.thenRefuses("550");
        late.mailbox.add(receipt("r1", sent(), Outcome.DELIVERED));
        assertThat(entry()).isEqualTo(OutboxState.REJECTED);

        run(TUESDAY);

        assertThat(entry()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(step().state()).isEqualTo(StepState.DONE);
        assertThat(trial.dupont().tasks()).extracting(TaskState::isOpen).containsExactly(false);
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(9));
        assertThat(trial.email.handedOver()).hasSize(1);
    }

    @Test
    void what_is_told_of_one_whose_step_was_planned_anew_since_is_noted() {
        trial.email.thenFailsForNow("504");
        DeliveryId delivery = ended(impatient(1), MONDAY);
        trial.jane(TUESDAY).release(delivery.message());
        run(TUESDAY);
        assertThat(trial.email.taken()).hasSize(1);
        late.mailbox.add(receipt("r1", delivery, Outcome.DELIVERED));

        run(MONDAY.plusDays(2));

        assertThat(events(AccountEvent.DeliveryReported.class)).hasSize(1);
        assertThat(trial.dupont().message(delivery.message()).orElseThrow().status())
                .isEqualTo(Status.FAILED);
        assertThat(trial.outbox())
                .extracting(OutboxEntry::state)
                .containsExactlyInAnyOrder(OutboxState.DEAD, OutboxState.ACCEPTED);
        assertThat(step().on()).isEqualTo(TUESDAY);
    }

    @Test
    void one_of_two_invoices_that_was_planned_anew_stays_so_and_the_other_was_reminded_of() {
        trial.email.thenFailsForNow("504");
        Relance engine = impatient(1);
        trial.books.put(overdue(5, 5).build());
        trial.clock.turnToMorningOf(MONDAY);
        engine.run(ACME, MONDAY);
        DeliveryId delivery = trial.email.handedOver().get(0).delivery();
        assertThat(trial.email.handedOver()).hasSize(1);
        trial.jane(TUESDAY)
                .hold(new Hold(
                        "H1",
                        Optional.of(new ReceivableId("F2")),
                        TUESDAY,
                        Optional.of(MONDAY.plusDays(4)),
                        "wait",
                        "jane"));
        trial.jane(TUESDAY).release(delivery.message());
        run(TUESDAY);
        assertThat(trial.email.taken()).hasSize(1);
        late.mailbox.add(receipt("r1", delivery, Outcome.DELIVERED));

        trial.clock.turnToMorningOf(MONDAY.plusDays(2));
        relance.run(ACME, MONDAY.plusDays(2));
        trial.runDaily(MONDAY.plusDays(3), MONDAY.plusDays(9));

        assertThat(trial.email.taken()).as("F1 anew; F2 was reminded of").hasSize(1);
        assertThat(reminderOf("F2").on()).isEqualTo(MONDAY);
        assertThat(step().on()).isEqualTo(TUESDAY);
    }

    @Test
    void what_came_back_is_not_delivered_by_a_report_that_comes_out_of_order() {
        trial.email.thenIsInDoubt("the line dropped");
        DeliveryId delivery = sent();
        late.mailbox.add(receipt("r1", delivery, Outcome.BOUNCED));
        late.mailbox.add(receipt("r2", delivery, Outcome.DELIVERED));

        run(TUESDAY);

        assertThat(entry()).isEqualTo(OutboxState.REJECTED);
        assertThat(trial.dupont().tasks()).extracting(TaskState::isOpen).containsExactly(true);
        assertThat(events(AccountEvent.DeliveryReported.class)).hasSize(1);
    }

    @Test
    void a_callback_that_is_not_genuine_is_refused_and_so_is_one_for_no_channel() {
        late.mailbox.add(receipt("r1", sent(), Outcome.BOUNCED));
        RawCallback forged = new RawCallback(Map.of(), new byte[0], "");
        assertThatThrownBy(() -> relance.callback(ChannelId.EMAIL, forged))
                .isInstanceOf(CallbackRefusedException.class);
        assertThatThrownBy(() -> relance.callback(ChannelId.SMS, GENUINE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(entry()).isEqualTo(OutboxState.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothing_is_acknowledged_before_it_is_stored(boolean stored) {
        late.mailbox.add(receipt("r1", sent(), Outcome.BOUNCED));
        for (int failing = 1; failing < 10; failing++) {
            UnreliableStore store = new UnreliableStore(trial.memory, failing, stored);
            Relance engine = engine(store);
            try {
                engine.dispatch(ACME, TUESDAY);
            } catch (RuntimeException e) {
                assertThat(late.mailbox.isEmpty())
                        .as("at call %s", failing)
                        .isEqualTo(entry() == OutboxState.BOUNCED && late.mailbox.isEmpty());
            }
        }
        run(TUESDAY);
        assertThat(entry()).isEqualTo(OutboxState.BOUNCED);
        assertThat(late.mailbox).isEmpty();
        assertThat(events(AccountEvent.MessageBounced.class)).hasSize(1);
    }

    @Test
    void a_report_of_a_day_to_come_holds_nothing_up_until_then() {
        trial.email.thenIsInDoubt("the line dropped");
        DeliveryId delivery = sent();
        late.mailbox.add(new LateReceipt(
                "r1",
                Optional.of(delivery),
                Optional.empty(),
                Outcome.DELIVERED,
                AT.plus(Duration.ofDays(365)),
                "their clock is wrong"));

        run(TUESDAY);

        assertThat(trial.dupont().message(delivery.message()).orElseThrow().on())
                .isEqualTo(TUESDAY);
        assertThat(run(MONDAY.plusDays(10)).ahead()).isZero();
        trial.runDaily(MONDAY.plusDays(11), MONDAY.plusDays(14));
        assertThat(trial.email.handedOver()).hasSize(2);
    }

    @Test
    void a_report_that_can_not_be_recorded_stays_with_its_channel_for_30_days_too() {
        InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();
        Trial sealed = new Trial(Trial.STANDARD, store -> store, builder -> builder.personalDataKeys(keys));
        LateChannel channel = new LateChannel(sealed.email);
        Relance engine =
                sealed.engine(Trial.STANDARD, store -> store, builder -> builder.personalDataKeys(keys), channel);
        sealed.books.put(overdue(5).build());
        sealed.clock.turnToMorningOf(MONDAY);
        engine.run(ACME, MONDAY);
        channel.mailbox.add(receipt("r1", sealed.email.handedOver().get(0).delivery(), Outcome.DELIVERED));
        keys.destroy(DUPONT);

        sealed.clock.turnToMorningOf(MONDAY.plusDays(29));
        assertThat(engine.run(ACME, MONDAY.plusDays(29)).broken()).isEqualTo(1);
        assertThat(channel.mailbox).hasSize(1);
        sealed.clock.turnToMorningOf(MONDAY.plusDays(31));
        engine.run(ACME, MONDAY.plusDays(31));
        assertThat(channel.mailbox).isEmpty();
    }
}
