package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.relance.AccountCommands;
import io.relance.account.Dispute;
import io.relance.account.ExternalScore;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.MessageState;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.account.TaskState;
import io.relance.history.AccountEvent;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import io.relance.storage.TaskQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do: one commit, one event that bears the actor, and a new decision. */
class CommandsTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    static final Hold HOLD = new Hold("h", Optional.empty(), MONDAY, Optional.empty(), "they called", "jane");
    static final PromiseToPay PROMISE = new PromiseToPay(
            "p",
            List.of(new PromiseToPay.Share(F1, HUNDRED)),
            MONDAY.plusDays(5),
            MONDAY,
            NOW,
            "jane",
            false,
            Optional.empty());
    static final Dispute DISPUTE =
            new Dispute("d", F1, "quality", Optional.empty(), "jane", MONDAY, Optional.empty(), Optional.empty());
    static final InstalmentPlan PLAN = new InstalmentPlan(
            "plan",
            List.of(F1),
            List.of(new InstalmentPlan.Instalment(MONDAY.plusDays(30), HUNDRED)),
            InstalmentPlan.Breaking.MANUAL,
            MONDAY,
            NOW,
            Optional.empty(),
            Optional.empty());
    static final PendingPayment PENDING = new PendingPayment("pp", F1, HUNDRED, MONDAY, MONDAY.plusDays(5));

    static Stream<Named<Consumer<AccountCommands>>> stops() {
        return Stream.of(
                named("a hold", jane -> jane.hold(HOLD)),
                named("a promise", jane -> jane.promise(PROMISE)),
                named("a dispute", jane -> jane.dispute(DISPUTE)),
                named("a plan", jane -> jane.plan(PLAN)),
                named("a payment on its way", jane -> jane.pendingPayment(PENDING)),
                named("an insolvency", jane -> jane.insolvency(MONDAY)),
                named(
                        "a contact",
                        jane -> jane.contact(new LoggedContact(
                                "c",
                                MONDAY,
                                "call",
                                LoggedContact.Direction.OUTGOING,
                                Optional.empty(),
                                LoggedContact.Result.REACHED,
                                "",
                                "jane"))));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void what_keeps_reminders_away_does_so_from_its_day_on(Consumer<AccountCommands> command) {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());

        command.accept(trial.jane(MONDAY));
        trial.run(MONDAY);

        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(trial.relance.timeline(DUPONT).get(0).event().actor()).isEqualTo("jane");
        assertThat(trial.relance.timeline(DUPONT).get(0).at()).isEqualTo(NOW);
    }

    static Stream<Named<Consumer<AccountCommands>>> takenBack() {
        return Stream.of(
                named("a hold", jane -> {
                    jane.hold(HOLD);
                    jane.liftHold("h");
                }),
                named("a promise", jane -> {
                    jane.promise(PROMISE);
                    jane.cancelPromise("p");
                }),
                named("a dispute", jane -> {
                    jane.dispute(DISPUTE);
                    jane.closeDispute("d");
                }),
                named("a plan", jane -> {
                    jane.plan(PLAN);
                    jane.endPlan("plan");
                }),
                named("a payment on its way", jane -> {
                    jane.pendingPayment(PENDING);
                    jane.clearPendingPayment("pp");
                }),
                named("an insolvency", jane -> {
                    jane.insolvency(MONDAY);
                    jane.insolvency(null);
                }));
    }

    @ParameterizedTest
    @MethodSource("takenBack")
    void what_was_taken_back_keeps_nothing_away(Consumer<AccountCommands> command) {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());

        command.accept(trial.jane(MONDAY));
        trial.run(MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event().actor())
                .startsWith("jane", "jane");
    }

    @Test
    void settings_of_people_are_remembered() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).tag("vip");
        trial.jane(MONDAY).tag("late");
        trial.jane(MONDAY).untag("late");
        trial.jane(MONDAY).segment("key account");
        trial.jane(MONDAY).creditLimit(HUNDRED);
        trial.jane(MONDAY).scenario("standard");
        trial.jane(MONDAY).scenario(F1, "standard");
        trial.jane(MONDAY).externalScore(new ExternalScore("agency", 60, MONDAY, MONDAY.plusDays(90)));

        assertThat(trial.dupont().tags()).containsExactly("vip");
        assertThat(trial.dupont().segment()).contains("key account");
        assertThat(trial.dupont().creditLimit()).contains(HUNDRED);
        assertThat(trial.dupont().scenario()).contains("standard");
        assertThat(trial.dupont().receivableScenarios()).containsEntry(F1, "standard");
        assertThat(trial.dupont().externalScore())
                .hasValueSatisfying(s -> assertThat(s.value()).isEqualTo(60));
        assertThat(trial.memory.find(List.of(DUPONT)).get(DUPONT).head().revision())
                .isEqualTo(8);
    }

    @Test
    void what_changes_nothing_commits_nothing() {
        Trial trial = new Trial();
        trial.jane(MONDAY).tag("vip");

        trial.jane(MONDAY).tag("vip");
        trial.jane(MONDAY).untag("late");

        assertThat(trial.relance.timeline(DUPONT)).hasSize(1);
    }

    @Test
    void an_approved_proposal_leaves_with_the_next_run() {
        Trial trial = proposed();
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.AWAITING_APPROVAL);
        assertThat(trial.email.handedOver()).isEmpty();

        trial.jane(MONDAY.plusDays(1)).approve(trial.onlyMessage().id());
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.relance.timeline(DUPONT).stream().map(entry -> entry.event()))
                .contains(new AccountEvent.MessageApproved(
                        MONDAY.plusDays(1), "jane", trial.onlyMessage().id()));
    }

    @Test
    void a_proposal_rejected_for_now_comes_back_the_day_after() {
        Trial trial = proposed();

        trial.jane(MONDAY).rejectForNow(trial.onlyMessage().id(), "not this week");
        trial.run(MONDAY);
        assertThat(trial.dupont().messages()).hasSize(1);
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.dupont().messages())
                .extracting(MessageState::status)
                .containsExactly(MessageState.Status.CANCELLED, MessageState.Status.AWAITING_APPROVAL);
    }

    @Test
    void a_proposal_rejected_for_good_does_not_come_back() {
        Trial trial = proposed();

        trial.jane(MONDAY).rejectForGood(trial.onlyMessage().id(), "never them");
        trial.runDaily(MONDAY, MONDAY.plusDays(10));

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void a_completed_task_is_no_longer_open() {
        Scenario calls = Scenario.named("calls")
                .step("call", s -> s.daysAfterDue(5).task("collections", "call them"))
                .build();
        Trial trial = new Trial(calls);
        trial.books.put(overdue(5).build());
        assertThat(trial.run(MONDAY).tasks()).isEqualTo(1);
        TaskQuery open = new TaskQuery(ACME, Optional.empty(), Optional.of("collections"), true, Optional.empty(), 10);
        assertThat(trial.memory.tasks(open).items()).hasSize(1);

        trial.jane(MONDAY).completeTask(trial.dupont().tasks().get(0).id(), "REACHED");

        assertThat(trial.memory.tasks(open).items()).isEmpty();
        assertThat(trial.dupont().tasks()).extracting(TaskState::result).containsExactly(Optional.of("REACHED"));
    }

    @Test
    void a_promise_beyond_the_limits_suspends_only_when_approved() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        PromiseToPay far = new PromiseToPay(
                "p", PROMISE.shares(), MONDAY.plusDays(60), MONDAY, NOW, "jane", false, Optional.empty());

        trial.jane(MONDAY).promise(far);
        assertThat(trial.dupont().promises().get(0).awaitingApproval()).isTrue();
        trial.jane(MONDAY).approvePromise("p");
        trial.run(MONDAY);

        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void a_broken_plan_is_followed_up_again() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).plan(PLAN);
        trial.run(MONDAY);
        LocalDate tuesday = MONDAY.plusDays(1);

        trial.jane(tuesday).breakPlan("plan");
        trial.runDaily(tuesday, tuesday.plusDays(3));

        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void a_message_that_bounced_no_longer_counts_as_sent() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);

        trial.jane(MONDAY).bounced(trial.onlyMessage().id(), "user unknown");

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.BOUNCED);
        assertThat(trial.outbox()).extracting(e -> e.state()).containsExactly(OutboxState.BOUNCED);
    }

    static Stream<Named<Consumer<AccountCommands>>> unknown() {
        io.relance.delivery.MessageId nobody = new io.relance.delivery.MessageId("0".repeat(64));
        return Stream.of(
                named("message", jane -> jane.approve(nobody)),
                named("message", jane -> jane.rejectForNow(nobody, "")),
                named("message", jane -> jane.sent(nobody)),
                named("task", jane -> jane.completeTask("x", "")),
                named("hold", jane -> jane.liftHold("x")),
                named("promise", jane -> jane.cancelPromise("x")),
                named("dispute", jane -> jane.closeDispute("x")),
                named("plan", jane -> jane.endPlan("x")));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void an_unknown_id_is_refused_by_name(Consumer<AccountCommands> command) {
        Trial trial = new Trial();

        assertThatThrownBy(() -> command.accept(trial.jane(MONDAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acme/dupont has no");
        assertThat(trial.memory.find(List.of(DUPONT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "engine"})
    void a_change_by_nobody_is_refused(String actor) {
        Trial trial = new Trial();

        assertThatThrownBy(() -> trial.relance.account(DUPONT, actor, MONDAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Trial proposed() {
        Scenario approved = Scenario.named("approved")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").needsApproval())
                .build();
        Trial trial = new Trial(approved);
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        return trial;
    }
}
