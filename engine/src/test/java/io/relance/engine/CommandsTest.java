package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do: one commit, one event that bears the actor, and a new decision. */
class CommandsTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final ReceivableId F3 = new ReceivableId("F3");
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

    static Stream<Arguments> promises() {
        LocalDate by = MONDAY.plusDays(5);
        Money hundredTwenty = Money.parse("EUR 120.00");
        return Stream.of(
                promised("all that is overdue", jane -> jane.promise("p", by), "F2 100, F1 100"),
                promised("all in a currency", jane -> jane.promise("p", by, CurrencyUnit.EUR), "F2 100, F1 100"),
                promised("an amount", jane -> jane.promise("p", by, hundredTwenty), "F2 100, F1 20"),
                promised("an invoice", jane -> jane.promise("p", by, List.of(F1)), "F1 100"),
                promised(
                        "an amount over invoices, one not due yet",
                        jane -> jane.promise("p", by, List.of(F3, F1), hundredTwenty),
                        "F1 100, F3 20"));
    }

    private static Arguments promised(String what, Consumer<AccountCommands> command, String shares) {
        return arguments(named(what, command), shares);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("promises")
    void a_promise_is_shared_out_oldest_first_when_it_is_recorded(Consumer<AccountCommands> command, String shares) {
        Trial trial = new Trial();
        trial.books.put(overdue(5, 10, -30).build());

        command.accept(trial.jane(MONDAY));
        command.accept(trial.jane(MONDAY)); // and once only

        assertThat(trial.dupont().promises()).singleElement().satisfies(promise -> {
            assertThat(promise.shares().stream()
                            .map(share ->
                                    share.receivable() + " " + share.amount().getAmountMajorInt()))
                    .containsExactly(shares.split(", "));
            assertThat(promise.takenBy()).isEqualTo("jane");
            assertThat(promise.recordedOn()).isEqualTo(MONDAY);
            assertThat(promise.recordedAt()).isEqualTo(NOW);
        });
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .containsExactly(new AccountEvent.PromiseRecorded(
                        MONDAY, "jane", trial.dupont().promises().get(0)));
    }

    @Test
    void an_invoice_that_is_overdue_later_has_no_part_in_a_promise_recorded_before() {
        Trial trial = new Trial();
        trial.books.put(overdue(5, -3).build());
        trial.jane(MONDAY).promise("p", MONDAY.plusDays(20));

        trial.runDaily(MONDAY, MONDAY.plusDays(9)); // F2 was due three days after

        assertThat(trial.dupont().messages())
                .extracting(message -> message.lead().value() + " " + message.stage())
                .containsExactly("F2 PREVENTIVE", "F2 AMICABLE");
        assertThat(trial.dupont().messages())
                .flatExtracting(MessageState::lines)
                .extracting(line -> line.receivable().value())
                .doesNotContain("F1");
    }

    static Stream<Arguments> noPromises() {
        LocalDate by = MONDAY.plusDays(5);
        ReceivableId f9 = new ReceivableId("F9");
        return Stream.of(
                refused(
                        "account acme/dupont: the books have no receivable \"F9\": did you mean \"F1\" or \"F2\"?",
                        jane -> jane.promise("p", by, List.of(F1, f9))),
                refused("a promise names at least one invoice", jane -> jane.promise("p", by, List.of())),
                refused(
                        "the promise is over EUR 200.01, but only EUR 200.00 may be asked for of its invoices",
                        jane -> jane.promise("p", by, Money.parse("EUR 200.01"))),
                refused(
                        "promise p is for 2026-03-01, before it was recorded on 2026-03-02",
                        jane -> jane.promise("p", MONDAY.minusDays(1))),
                refused(
                        "account acme/dupont has a promise \"q\" already, of EUR 10.00 by 2026-03-07: give this one"
                                + " another id",
                        jane -> {
                            jane.promise("q", by, Money.parse("EUR 10"));
                            jane.promise("q", by, Money.parse("EUR 20"));
                        }));
    }

    private static Arguments refused(String message, Consumer<AccountCommands> command) {
        return arguments(message, named("a promise", command));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noPromises")
    void a_promise_that_can_not_be_shared_out_is_refused(String message, Consumer<AccountCommands> command) {
        Trial trial = new Trial();
        trial.books.put(overdue(5, 10).build());

        assertThatThrownBy(() -> command.accept(trial.jane(MONDAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void the_third_promise_of_an_invoice_awaits_approval_and_suspends_nothing() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).promise("p1", MONDAY.plusDays(3), Money.parse("EUR 10"));
        trial.jane(MONDAY).promise("p2", MONDAY.plusDays(4), Money.parse("EUR 10"));
        trial.jane(MONDAY).promise("p3", MONDAY.plusDays(5));

        trial.run(MONDAY);

        assertThat(trial.dupont().promises())
                .extracting(PromiseToPay::awaitingApproval)
                .containsExactly(false, false, true);
        assertThat(trial.onlyMessage().lines())
                .extracting(line -> line.amount())
                .containsExactly(Money.parse("EUR 80.00"));
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
