package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.PreFlightFinding;
import io.relance.Relance;
import io.relance.account.InstalmentPlan;
import io.relance.account.MessageState;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import io.relance.testkit.RecordingChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What leaves beside reminders: confirmations of what was agreed, statements that are asked for, notes to teams. */
class CorrespondenceTest {
    private static final Scenario SCENARIO = Scenario.named("standard")
            .step(
                    "firm",
                    s -> s.daysAfterDue(15)
                            .email("firm")
                            .notifyInside("credit", "The firm reminder has left: call them."))
            .build();
    private static final Correspondence ALL = Correspondence.builder()
            .promise(ChannelId.EMAIL, "promise-confirmed")
            .plan(ChannelId.EMAIL, "plan-confirmed")
            .statement(ChannelId.EMAIL, "statement")
            .notes(ChannelId.EMAIL, "internal")
            .team(new Correspondence.Team("credit", "credit@acme.example", Optional.of("fr")))
            .caseLink("https://app.acme.example/customers/{customer}")
            .build();
    private static final Policy POLICY = Policy.named("p")
            .defaultScenario("standard")
            .scenario(SCENARIO)
            .correspondence(ALL)
            .build();

    private final Trial trial = new Trial();
    private final RecordingChannel email = trial.channel(ChannelId.EMAIL);
    private final Relance relance = engine(email);

    private Relance engine(RecordingChannel channel) {
        return Relance.builder()
                .books(trial.books)
                .store(trial.memory)
                .channel(channel)
                .clock(trial.clock)
                .policy(POLICY)
                .build();
    }

    private void run(LocalDate day) {
        trial.clock.turnToMorningOf(day);
        relance.run(ACME, day);
    }

    private OutboundMessage only() {
        assertThat(email.taken()).hasSize(1);
        return email.taken().get(0);
    }

    @Test
    void a_promise_is_confirmed_with_its_parts_and_its_day() {
        trial.books.put(overdue(5, 3).build());
        relance.account(DUPONT, "jane", MONDAY).promise("p1", MONDAY.plusDays(11), Money.parse("EUR 150.00"));

        run(MONDAY);
        run(MONDAY.plusDays(1));

        assertThat(only().recipientAddress()).isEqualTo("billing@dupont.example");
        assertThat(only().text()).contains("F1", "F2", "100.00", "50.00", "150.00", "13 March 2026");
        assertThat(only().attachments()).isEmpty();
        assertThat(relance.memory(DUPONT).messages())
                .extracting(MessageState::kind, MessageState::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        MessageState.Kind.CONFIRMATION, MessageState.Status.ACCEPTED));
    }

    @Test
    void a_pre_flight_finds_nothing_wrong_with_notes_and_confirmations_that_can_be_written() {
        trial.books.put(overdue(13, 3).build());
        relance.account(DUPONT, "jane", MONDAY).promise("p1", MONDAY.plusDays(11), List.of(new ReceivableId("F2")));
        List<PreFlightFinding> found = new ArrayList<>();

        assertThat(relance.preFlight(ACME, MONDAY, 25, found::add)).isEmpty();

        assertThat(found).isEmpty();
        for (int day = 0; day <= 25; day++) {
            run(MONDAY.plusDays(day));
        }
        assertThat(relance.memory(DUPONT).messages())
                .as("they were among what it looked at")
                .extracting(MessageState::kind)
                .contains(MessageState.Kind.CONFIRMATION, MessageState.Kind.INTERNAL);
    }

    @Test
    void what_was_paid_of_a_promise_before_it_is_confirmed_is_not_named_as_still_to_come() {
        trial.books.put(overdue(5, 3).build());
        relance.account(DUPONT, "jane", MONDAY).promise("p1", MONDAY.plusDays(11), Money.parse("EUR 150.00"));
        trial.books.put(overdue(5, 3)
                .payment(new Payment(
                        new DocumentId("P1"), MONDAY, Money.parse("EUR 70.00"), Instant.parse("2026-03-02T15:00:00Z")))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 70.00")))
                .build());

        run(MONDAY);

        assertThat(only().text()).contains("30.00", "50.00", "80.00").doesNotContain("150.00");
    }

    @Test
    void a_plan_is_confirmed_with_its_instalments() {
        trial.books.put(overdue(5, 3).build());
        relance.account(DUPONT, "jane", MONDAY)
                .plan(new InstalmentPlan(
                        "plan",
                        List.of(new ReceivableId("F1"), new ReceivableId("F2")),
                        List.of(
                                new InstalmentPlan.Instalment(MONDAY.plusDays(28), Money.parse("EUR 120.00")),
                                new InstalmentPlan.Instalment(MONDAY.plusDays(58), Money.parse("EUR 80.00"))),
                        InstalmentPlan.Breaking.MANUAL,
                        MONDAY,
                        Instant.parse("2026-03-02T07:00:00Z"),
                        Optional.empty(),
                        Optional.empty()));

        run(MONDAY);

        assertThat(only().text()).contains("30 March 2026", "120.00", "29 April 2026", "80.00", "F1", "F2");
    }

    @Test
    void a_team_is_told_in_its_language_where_the_case_is_once_the_reminder_has_left() {
        trial.books.put(overdue(15).build());

        run(MONDAY);
        run(MONDAY.plusDays(1));
        run(MONDAY.plusDays(2));

        assertThat(email.taken())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("billing@dupont.example", "credit@acme.example");
        OutboundMessage note = email.taken().get(1);
        assertThat(note.language()).isEqualTo("fr");
        assertThat(note.text())
                .contains(
                        "The firm reminder has left: call them.",
                        "F1",
                        "https://app.acme.example/customers/dupont",
                        "n’est pas destinée au client");
        assertThat(relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.Notified.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_note_that_the_channel_refuses_is_work_for_a_person_and_leaves_the_customer_alone() {
        trial.books.put(overdue(15).build());
        email.thenAccepts().thenRefuses("no such mailbox");

        run(MONDAY);
        run(MONDAY.plusDays(1));

        assertThat(relance.memory(DUPONT).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("\"credit\"", "no such mailbox"));
        assertThat(relance.memory(DUPONT).messages())
                .extracting(MessageState::status)
                .containsExactly(MessageState.Status.ACCEPTED, MessageState.Status.FAILED);

        relance.account(DUPONT, "jane", MONDAY.plusDays(2))
                .completeTask(relance.memory(DUPONT).tasks().get(0).id(), "the mailbox is there again");
        run(MONDAY.plusDays(2));
        run(MONDAY.plusDays(3));

        assertThat(email.taken())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("billing@dupont.example", "credit@acme.example");
    }

    @Test
    void a_note_that_is_refused_closes_no_address_of_a_contact_who_is_named_as_the_team_is() {
        Policy named = POLICY.toBuilder()
                .scenario(Scenario.named("loud")
                        .step(
                                "reminder",
                                s -> s.daysAfterDue(5).email("reminder").notifyInside("billing", "it is out"))
                        .step("firm", s -> s.daysAfterDue(15).email("firm"))
                        .build())
                .defaultScenario("loud")
                .correspondence(Correspondence.builder()
                        .notes(ChannelId.EMAIL, "internal")
                        .team("billing", "team@acme.example")
                        .build())
                .build();
        Relance loud = Relance.builder()
                .books(trial.books)
                .store(trial.memory)
                .channel(email)
                .clock(trial.clock)
                .policy(named)
                .build();
        trial.books.put(overdue(5).build());
        email.thenAccepts().thenRefuses("no such mailbox");
        for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusDays(12)); day = day.plusDays(1)) {
            trial.clock.turnToMorningOf(day);
            loud.run(ACME, day);
        }

        assertThat(email.taken())
                .extracting(OutboundMessage::recipientAddress)
                .as("the reminder, and the firm one though the note was refused")
                .containsExactly("billing@dupont.example", "billing@dupont.example");
        assertThat(loud.memory(DUPONT).tasks())
                .singleElement()
                .satisfies(
                        task -> assertThat(task.text()).contains("to team \"billing\"", "correct the team's address"));
    }

    @Test
    void a_statement_given_up_does_not_come_back_long_after_it_was_asked_for() {
        trial.books.put(overdue(10, 3).build());
        MessageId id = relance.account(DUPONT, "jane", MONDAY).sendStatement(MONDAY.minusDays(60), MONDAY);
        email.thenRefuses("no such mailbox");
        relance.dispatch(ACME, MONDAY);
        assertThat(relance.memory(DUPONT).message(id).orElseThrow().status()).isEqualTo(MessageState.Status.FAILED);
        LocalDate later = MONDAY.plusDays(21);

        relance.account(DUPONT, "jane", later)
                .completeTask(relance.memory(DUPONT).tasks().get(0).id(), "corrected");
        run(later);

        assertThat(email.taken()).noneMatch(mail -> mail.text().contains("170.00"));
        assertThat(relance.memory(DUPONT).messages())
                .filteredOn(message -> message.kind() == MessageState.Kind.STATEMENT)
                .hasSize(1);
    }

    @Test
    void what_was_assigned_to_somebody_else_is_in_no_statement_of_ours() {
        trial.books.put(overdue(10).build());
        relance.account(DUPONT, "jane", MONDAY).assign(MONDAY, "Factor SA");

        assertThatThrownBy(() -> relance.account(DUPONT, "jane", MONDAY).sendStatement(MONDAY.minusDays(60), MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("F1");
    }

    @Test
    void a_statement_asked_for_by_a_named_command_is_the_same_one_whenever_the_command_is_sent_again() {
        trial.books.put(overdue(10, 3).build());
        LocalDate from = MONDAY.minusDays(60);
        MessageId id = relance.account(DUPONT, "jane", MONDAY).command("web-1").sendStatement(from, MONDAY);

        assertThat(relance.account(DUPONT, "jane", MONDAY.plusDays(40))
                        .command("web-1")
                        .sendStatement(from, MONDAY))
                .isEqualTo(id);
        assertThat(relance.memory(DUPONT).messages()).hasSize(1);
    }

    @Test
    void of_a_promise_paid_in_part_the_rest_is_named_though_more_is_open() {
        trial.books.put(overdue(5).build());
        relance.account(DUPONT, "jane", MONDAY).promise("p1", MONDAY.plusDays(11), Money.parse("EUR 50.00"));
        trial.books.put(overdue(5)
                .payment(new Payment(
                        new DocumentId("P1"), MONDAY, Money.parse("EUR 30.00"), Instant.parse("2026-03-02T15:00:00Z")))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 30.00")))
                .build());

        run(MONDAY);

        assertThat(only().text()).contains("20.00").doesNotContain("50.00");
    }

    @Test
    void a_confirmation_in_doubt_of_which_a_person_says_that_it_had_not_been_taken_leaves_once_more() {
        trial.books.put(overdue(5, 3).build());
        relance.account(DUPONT, "jane", MONDAY).promise("p1", MONDAY.plusDays(11), Money.parse("EUR 150.00"));
        email.thenIsInDoubt("the line was dropped");
        run(MONDAY);
        MessageState doubtful = relance.memory(DUPONT).messages().get(0);
        assertThat(doubtful.status()).isEqualTo(MessageState.Status.IN_DOUBT);
        run(MONDAY.plusDays(1));
        assertThat(email.taken()).as("never silently").isEmpty();

        relance.account(DUPONT, "jane", MONDAY.plusDays(1)).notSent(doubtful.id());
        run(MONDAY.plusDays(1));
        run(MONDAY.plusDays(2));

        assertThat(only().text()).contains("150.00");
        assertThat(relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.MessagePlanned.class::isInstance)
                .as("the first and the second attempt")
                .hasSize(2);
    }

    @Test
    void what_was_promised_and_taken_back_while_its_confirmation_was_in_doubt_is_not_confirmed_again() {
        trial.books.put(overdue(5, 3).build());
        relance.account(DUPONT, "jane", MONDAY).promise("p1", MONDAY.plusDays(11), Money.parse("EUR 150.00"));
        email.thenIsInDoubt("the line was dropped");
        run(MONDAY);
        relance.account(DUPONT, "jane", MONDAY.plusDays(1)).cancelPromise("p1");
        relance.account(DUPONT, "jane", MONDAY.plusDays(1))
                .notSent(relance.memory(DUPONT).messages().get(0).id());

        run(MONDAY.plusDays(1));
        run(MONDAY.plusDays(2));

        assertThat(email.taken()).isEmpty();
    }

    @Test
    void a_statement_that_a_person_asks_for_states_what_was_owed_what_came_and_what_is_owed() {
        trial.books.put(overdue(10, 3)
                .payment(new Payment(
                        new DocumentId("P1"),
                        MONDAY.minusDays(5),
                        Money.parse("EUR 30.00"),
                        Instant.parse("2026-02-25T15:00:00Z")))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 30.00")))
                .build());
        LocalDate from = MONDAY.minusDays(60);
        MessageId id = relance.account(DUPONT, "jane", MONDAY).sendStatement(from, MONDAY);
        assertThat(relance.account(DUPONT, "jane", MONDAY).sendStatement(from, MONDAY))
                .as("asked for twice")
                .isEqualTo(id);
        String preview = relance.account(DUPONT, "jane", MONDAY).preview(id).text();

        relance.dispatch(ACME, MONDAY);

        assertThat(only().text()).isEqualTo(preview).contains("F1", "F2", "P1", "170.00");
        assertThat(relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .contains(new AccountEvent.StatementAsked(MONDAY, "jane", id, from, MONDAY));
    }

    @Test
    void a_statement_that_can_not_be_is_refused_when_it_is_asked_for() {
        trial.books.put(overdue(40).build());

        assertThatThrownBy(() -> relance.account(DUPONT, "jane", MONDAY).sendStatement(MONDAY, MONDAY.plusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-03-02 at the latest");
        assertThatThrownBy(() ->
                        relance.account(DUPONT, "jane", MONDAY).sendStatement(LocalDate.parse("2024-02-29"), MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024-03-01 at the earliest");
        LocalDate before = MONDAY.minusDays(200);
        assertThatThrownBy(() -> relance.account(DUPONT, "jane", MONDAY).sendStatement(before, before))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a statement needs an opening balance or an entry");
        assertThat(relance.memory(DUPONT).messages()).isEmpty();
        assertThat(trial.outbox()).extracting(e -> e.state()).doesNotContain(OutboxState.READY);
    }
}
