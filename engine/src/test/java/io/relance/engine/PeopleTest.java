package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.InstalmentPlan;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.history.AccountEvent;
import io.relance.plan.ReasonCode;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What people do besides stopping reminders: litigation, a new beginning, tasks; and what becomes of promises. */
class PeopleTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final ReceivableId F2 = new ReceivableId("F2");
    private static final Money HUNDRED = Money.parse("EUR 100.00");

    private final Trial trial = new Trial();

    private List<String> reasons(LocalDate day) {
        List<String> reasons = new ArrayList<>();
        trial.relance.propose(
                Trial.ACME,
                day,
                decision -> decision.items()
                        .forEach(item -> reasons.add(item.receivable() + " "
                                + item.reason()
                                        .map(reason -> reason.code().name())
                                        .orElse("-"))));
        return reasons;
    }

    private List<AccountEvent> events(Class<? extends AccountEvent> kind) {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(kind::isInstance)
                .toList();
    }

    private List<String> sent() {
        return trial.dupont().messages().stream()
                .filter(message -> message.status() == MessageState.Status.ACCEPTED)
                .map(message ->
                        message.on() + " " + message.step().orElseThrow().step() + " "
                                + message.lines().stream()
                                        .map(line -> line.receivable().value())
                                        .toList())
                .toList();
    }

    @Test
    void an_invoice_in_litigation_is_left_alone_until_it_is_taken_back() {
        trial.books.put(overdue(5, 5).build());
        trial.jane(MONDAY).litigation(F1, "Maitre Durand");
        trial.run(MONDAY);
        assertThat(sent()).containsExactly("2026-03-02 reminder [F2]");
        assertThat(reasons(MONDAY)).contains("F1 " + ReasonCode.IN_LITIGATION);

        LocalDate thursday = MONDAY.plusDays(3);
        trial.jane(thursday).endLitigation(F1);
        trial.run(thursday);

        assertThat(sent()).containsExactly("2026-03-02 reminder [F2]", "2026-03-05 reminder [F1, F2]");
        assertThat(events(AccountEvent.LitigationBegun.class))
                .containsExactly(new AccountEvent.LitigationBegun(MONDAY, "jane", List.of(F1), "Maitre Durand"));
        assertThat(events(AccountEvent.LitigationEnded.class))
                .containsExactly(new AccountEvent.LitigationEnded(thursday, "jane", List.of(F1)));
    }

    @Test
    void an_account_in_litigation_is_so_with_all_that_is_open_and_with_nothing_that_comes_later() {
        trial.books.put(overdue(5, 5)
                .receivable(invoice("F3", MONDAY.minusDays(5), "EUR 10.00"))
                .payment(new Payment(new DocumentId("Z"), MONDAY, Money.parse("EUR 10.00"), Instant.EPOCH))
                .allocation(Allocation.ofPayment("Z", "F3", Money.parse("EUR 10.00")))
                .receivable(invoice("F4", MONDAY.plusDays(35), "EUR 70.00"))
                .build());

        trial.jane(MONDAY).litigation(F1, "the court");
        trial.jane(MONDAY).litigation("the court");
        trial.jane(MONDAY).litigation("the court"); // says nothing new
        trial.run(MONDAY);
        assertThat(reasons(MONDAY.plusDays(10)))
                .containsExactly("F1 IN_LITIGATION", "F2 IN_LITIGATION", "F3 PAID", "F4 NOT_YET_DUE");
        trial.jane(MONDAY).endLitigation();
        trial.jane(MONDAY).endLitigation();

        assertThat(events(AccountEvent.LitigationBegun.class))
                .containsExactly(
                        new AccountEvent.LitigationBegun(MONDAY, "jane", List.of(F1), "the court"),
                        new AccountEvent.LitigationBegun(MONDAY, "jane", List.of(F2), "the court"));
        assertThat(events(AccountEvent.LitigationEnded.class))
                .containsExactly(new AccountEvent.LitigationEnded(MONDAY, "jane", List.of(F1, F2)));
        trial.run(MONDAY);
        assertThat(sent()).containsExactly("2026-03-02 reminder [F1, F2]");
    }

    @Test
    void what_can_not_be_in_litigation_or_be_taken_back_from_it_is_refused() {
        trial.books.put(overdue(5)
                .receivable(invoice("F2", MONDAY, "EUR 10.00").toBuilder()
                        .litigationFrom(MONDAY.minusDays(1))
                        .build())
                .receivable(invoice("F3", MONDAY, "EUR 10.00"))
                .payment(new Payment(new DocumentId("Z"), MONDAY, Money.parse("EUR 10.00"), Instant.EPOCH))
                .allocation(Allocation.ofPayment("Z", "F3", Money.parse("EUR 10.00")))
                .build());

        assertThatThrownBy(() -> trial.jane(MONDAY).litigation(new ReceivableId("F9"), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the books have no receivable \"F9\"");
        assertThatThrownBy(() -> trial.jane(MONDAY).litigation(new ReceivableId("F3"), "x"))
                .hasMessage("account acme/dupont: nothing is open on \"F3\"");
        assertThatThrownBy(() -> trial.jane(MONDAY).endLitigation(F2))
                .hasMessage("account acme/dupont: the books have \"F2\" in litigation since 2026-03-01: take it back"
                        + " there");
        assertThatThrownBy(() -> trial.jane(MONDAY).endLitigation(new ReceivableId("F9")))
                .hasMessageContaining("the books have no receivable \"F9\"");
        assertThatThrownBy(() -> new Trial().jane(MONDAY).litigation("x"))
                .hasMessage("account acme/dupont: nothing is open on 2026-03-02");
        assertThat(trial.memory.find(List.of(DUPONT))).isEmpty();
    }

    @Test
    void a_restarted_invoice_is_followed_up_from_the_start_in_a_new_cycle() {
        trial.books.put(overdue(5).build());
        trial.runDaily(MONDAY, MONDAY.plusDays(11));
        LocalDate friday = MONDAY.plusDays(11);
        assertThat(sent()).containsExactly("2026-03-02 reminder [F1]", "2026-03-12 firm [F1]");

        trial.jane(friday).restart(F1, "new address");
        trial.runDaily(friday, MONDAY.plusDays(28));

        // the cap of three days after the 12th ends on a Sunday; ten days lie between the two steps
        assertThat(sent())
                .containsExactly(
                        "2026-03-02 reminder [F1]",
                        "2026-03-12 firm [F1]",
                        "2026-03-16 reminder [F1]",
                        "2026-03-26 firm [F1]");
        assertThat(trial.dupont().progressOf(F1).cycle()).isEqualTo(2);
        assertThat(events(AccountEvent.FollowUpRestarted.class))
                .containsExactly(new AccountEvent.FollowUpRestarted(friday, "jane", F1, 2, "new address"));
    }

    @Test
    void a_restart_takes_the_invoice_out_of_the_proposal_of_the_cycle_before() {
        Scenario approved = Scenario.named("approved")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").needsApproval())
                .build();
        Trial proposed = new Trial(approved);
        proposed.books.put(overdue(5).build());
        proposed.run(MONDAY);

        proposed.jane(MONDAY).restart(F1, "by mistake");
        proposed.runDaily(MONDAY, MONDAY.plusDays(1));

        assertThat(proposed.dupont().messages())
                .extracting(MessageState::status)
                .containsExactly(MessageState.Status.CANCELLED, MessageState.Status.AWAITING_APPROVAL);
        assertThat(proposed.email.handedOver()).isEmpty();
    }

    @Test
    void a_restart_of_what_was_never_followed_up_says_nothing_and_of_what_is_paid_is_refused() {
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).restart(F1, "eager");
        assertThat(trial.relance.timeline(DUPONT)).isEmpty();

        trial.run(MONDAY);
        LocalDate tuesday = MONDAY.plusDays(1);
        trial.books.put(overdue(5)
                .payment(new Payment(new DocumentId("Z"), tuesday, HUNDRED, Instant.EPOCH))
                .allocation(Allocation.ofPayment("Z", "F1", HUNDRED))
                .build());

        assertThatThrownBy(() -> trial.jane(tuesday).restart(F1, "late"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account acme/dupont: nothing is open on \"F1\"");
        assertThatThrownBy(() -> trial.jane(tuesday).restart(new ReceivableId("F9"), "late"))
                .hasMessageContaining("the books have no receivable \"F9\"");
    }

    @Test
    void a_task_is_given_to_a_person_put_off_and_completed_with_its_result() {
        Scenario calls = Scenario.named("calls")
                .step("call", s -> s.daysAfterDue(5).task("collections", "call them"))
                .build();
        Trial office = new Trial(calls);
        office.books.put(overdue(5).build());
        office.run(MONDAY);
        String task = office.dupont().tasks().get(0).id();
        LocalDate friday = MONDAY.plusDays(4);

        office.jane(MONDAY).assignTask(task, "paul");
        office.jane(MONDAY).assignTask(task, "paul");
        office.jane(MONDAY).rescheduleTask(task, friday);
        assertThat(office.dupont().tasks()).singleElement().satisfies(open -> {
            assertThat(open.assignee()).contains("paul");
            assertThat(open.due()).contains(friday);
            assertThat(open.isOpen()).isTrue();
        });
        office.jane(friday).assignTask(task, null);
        office.jane(friday).rescheduleTask(task, null);
        office.jane(friday).completeTask(task, "REACHED");

        assertThat(office.relance.timeline(DUPONT).stream()
                        .map(entry -> entry.event())
                        .filter(event -> event.actor().equals("jane")))
                .containsExactly(
                        new AccountEvent.TaskAssigned(MONDAY, "jane", task, Optional.of("paul")),
                        new AccountEvent.TaskRescheduled(MONDAY, "jane", task, Optional.of(friday)),
                        new AccountEvent.TaskAssigned(friday, "jane", task, Optional.empty()),
                        new AccountEvent.TaskRescheduled(friday, "jane", task, Optional.empty()),
                        new AccountEvent.TaskCompleted(friday, "jane", task, "REACHED"));
        assertThat(office.dupont().tasks()).extracting(TaskState::result).containsExactly(Optional.of("REACHED"));
        assertThatThrownBy(() -> office.jane(friday).assignTask(task, "paul"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task " + task + " was completed on 2026-03-06");
        assertThatThrownBy(() -> office.jane(friday).rescheduleTask("x", friday))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account acme/dupont has no task \"x\"");
    }

    @Test
    void a_broken_promise_is_one_event_and_a_payment_imported_later_corrects_it_with_another() {
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).promise("p", MONDAY.plusDays(4));

        // Friday and two business days of grace: broken on Wednesday
        trial.runDaily(MONDAY, MONDAY.plusDays(13));
        LocalDate wednesday = MONDAY.plusDays(9);
        AccountEvent broken = new AccountEvent.PromiseBroken(wednesday, "p", HUNDRED, Money.parse("EUR 0.00"));
        assertThat(events(AccountEvent.PromiseBroken.class)).containsExactly(broken);

        trial.books.put(overdue(5)
                .payment(new Payment(
                        new DocumentId("Z"), MONDAY.plusDays(3), HUNDRED, Instant.parse("2026-03-16T06:00:00Z")))
                .allocation(Allocation.ofPayment("Z", "F1", HUNDRED))
                .build());
        trial.runDaily(MONDAY.plusDays(14), MONDAY.plusDays(20));

        assertThat(events(AccountEvent.PromiseBroken.class)).containsExactly(broken);
        assertThat(events(AccountEvent.PromiseKept.class))
                .containsExactly(new AccountEvent.PromiseKept(MONDAY.plusDays(14), "p", false, HUNDRED, HUNDRED));
    }

    @Test
    void a_promise_kept_in_part_says_so() {
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).promise("p", MONDAY.plusDays(4));
        Money sixty = Money.parse("EUR 60.00");
        trial.books.put(overdue(5)
                .payment(new Payment(
                        new DocumentId("Z"), MONDAY.plusDays(3), sixty, Instant.parse("2026-03-05T06:00:00Z")))
                .allocation(Allocation.ofPayment("Z", "F1", sixty))
                .build());

        trial.runDaily(MONDAY, MONDAY.plusDays(13));

        assertThat(events(AccountEvent.PromiseKept.class))
                .containsExactly(new AccountEvent.PromiseKept(MONDAY.plusDays(9), "p", true, HUNDRED, sixty));
        assertThat(events(AccountEvent.PromiseBroken.class)).isEmpty();
    }

    @Test
    void an_invoice_is_on_one_plan_at_a_time() {
        trial.books.put(overdue(5).build());
        InstalmentPlan one = plan("one");
        trial.jane(MONDAY).plan(one);
        trial.jane(MONDAY).plan(one); // recorded already

        assertThatThrownBy(() -> trial.jane(MONDAY).plan(plan("two")))
                .hasMessage("account acme/dupont: \"F1\" is under plan \"one\" since 2026-03-02: end that one first");
        trial.jane(MONDAY).breakPlan("one");
        trial.jane(MONDAY).plan(plan("two"));

        assertThat(trial.dupont().plans()).extracting(InstalmentPlan::id).containsExactly("one", "two");
    }

    @Test
    void the_id_of_a_plan_or_promise_is_given_once() {
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).plan(plan("one"));
        trial.jane(MONDAY).breakPlan("one");

        assertThatThrownBy(() -> trial.jane(MONDAY).plan(plan("one")))
                .hasMessage("account acme/dupont: plan \"one\" was recorded before, as another one: give the new one an"
                        + " id of its own");
    }

    private static InstalmentPlan plan(String id) {
        return new InstalmentPlan(
                id,
                List.of(F1),
                List.of(new InstalmentPlan.Instalment(MONDAY.plusDays(30), HUNDRED)),
                InstalmentPlan.Breaking.MANUAL,
                MONDAY,
                Instant.parse("2026-03-02T08:00:00Z"),
                Optional.empty(),
                Optional.empty());
    }
}
