package io.relance.decision;

import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.delivery.MessageId;
import io.relance.plan.ReasonCode;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What becomes of steps when something happened to their message or task; F1 was due on 2026-06-01. */
class CaseUpdatesTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 8);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 6, 9);

    private static FollowUp planned() {
        FollowUp account = FollowUp.oneInvoice(
                "2026-06-01",
                Scenario.named("s")
                        .step("reminder", s -> s.daysAfterDue(7).email("r").notifyInside("sales", "reminded"))
                        .step(
                                "notice",
                                s -> s.daysAfterDue(17)
                                        .formalNotice()
                                        .approval(false)
                                        .letter("n"))
                        .build());
        account.daily("2026-06-01", "2026-06-07").decide("2026-06-08");
        return account;
    }

    private static StepExecution step(FollowUp account) {
        return account.progress("F1").steps().get(0);
    }

    private static MessageId id(FollowUp account) {
        return account.lastMessage().id();
    }

    @Test
    void handed_over_its_step_is_done_on_that_day_and_its_other_actions_follow() {
        FollowUp account = planned();

        CaseUpdates.Applied applied =
                CaseUpdates.handedOver(account.snapshot(), account.policy(), id(account), TUESDAY);

        account.memory(applied.memory());
        assertThat(step(account).state()).isEqualTo(StepState.DONE);
        assertThat(step(account).on()).isEqualTo(TUESDAY);
        assertThat(step(account).onSchedule()).as("a day late").isFalse();
        assertThat(applied.actions()).hasSize(1);
    }

    @Test
    void told_twice_nothing_changes_the_second_time() {
        FollowUp account = planned();
        DunningCase once = CaseUpdates.handedOver(account.snapshot(), account.policy(), id(account), MONDAY)
                .memory();
        CaseUpdates.Applied twice =
                CaseUpdates.handedOver(account.memory(once).snapshot(), account.policy(), id(account), TUESDAY);
        assertThat(twice.memory()).isEqualTo(once);
        assertThat(twice.actions()).isEmpty();

        DunningCase bounced = CaseUpdates.bounced(once, id(account), TUESDAY);
        assertThat(CaseUpdates.bounced(bounced, id(account), TUESDAY)).isEqualTo(bounced);
        assertThat(CaseUpdates.failed(bounced, id(account), TUESDAY, "late")).isEqualTo(bounced);
        assertThat(CaseUpdates.inDoubt(bounced, id(account), TUESDAY, "late")).isEqualTo(bounced);
        assertThat(CaseUpdates.rejected(bounced, id(account), TUESDAY, true, "late"))
                .isEqualTo(bounced);
        assertThat(CaseUpdates.approved(bounced, id(account), TUESDAY)).isEqualTo(bounced);
    }

    @Test
    void failed_twice_is_failed_on_the_first_day() {
        FollowUp account = planned();
        DunningCase once = CaseUpdates.failed(account.memory(), id(account), MONDAY, "no such host");

        assertThat(CaseUpdates.failed(once, id(account), TUESDAY, "no such host"))
                .isEqualTo(once);
    }

    @Test
    void a_cancelled_message_does_not_fail_any_more() {
        FollowUp account = planned();
        DunningCase rejected = CaseUpdates.rejected(account.memory(), id(account), MONDAY, true, "a friend");

        assertThat(CaseUpdates.failed(rejected, id(account), TUESDAY, "no such host"))
                .isEqualTo(rejected);
    }

    @Test
    void failed_on_every_channel_its_step_is_due_again_from_the_next_day_with_a_new_message() {
        FollowUp account = planned();
        MessageId first = id(account);
        account.memory(CaseUpdates.failed(account.memory(), first, MONDAY, "no such host"));
        assertThat(step(account).state()).isEqualTo(StepState.RETURNED);
        assertThat(step(account).note()).contains("no such host");

        account.daily("2026-06-08", "2026-06-09");

        assertThat(account.sent()).containsExactly("2026-06-09 reminder: F1");
        assertThat(id(account)).isNotEqualTo(first);
        assertThat(step(account).attempt()).isEqualTo(2);
    }

    @Test
    void failed_and_taken_after_all_its_step_is_done_and_its_other_actions_follow() {
        FollowUp account = planned();
        account.memory(CaseUpdates.failed(account.memory(), id(account), TUESDAY, "timed out"));
        assertThat(CaseUpdates.returnedFrom(account.memory(), id(account))).containsExactly(step(account));

        CaseUpdates.Applied applied =
                CaseUpdates.takenAfterAll(account.snapshot(), account.policy(), id(account), MONDAY);

        account.memory(applied.memory());
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(step(account).state()).isEqualTo(StepState.DONE);
        assertThat(step(account).on()).isEqualTo(MONDAY);
        assertThat(step(account).onSchedule()).isTrue();
        assertThat(applied.actions()).hasSize(1);
        CaseUpdates.Applied twice =
                CaseUpdates.takenAfterAll(account.snapshot(), account.policy(), id(account), TUESDAY);
        assertThat(twice.memory()).isEqualTo(account.memory());
        assertThat(twice.actions()).isEmpty();
        assertThat(account.daily("2026-06-10", "2026-06-17").sent()).isEmpty();
        assertThat(account.daily("2026-06-18", "2026-06-18").sent()).containsExactly("2026-06-18 notice: F1");
    }

    @Test
    void failed_and_planned_anew_since_the_first_message_executes_nothing_any_more() {
        FollowUp account = planned();
        MessageId first = id(account);
        account.memory(CaseUpdates.failed(account.memory(), first, MONDAY, "timed out"));
        account.daily("2026-06-08", "2026-06-09");
        assertThat(CaseUpdates.returnedFrom(account.memory(), first)).isEmpty();
        StepExecution anew = step(account);

        CaseUpdates.Applied applied = CaseUpdates.takenAfterAll(account.snapshot(), account.policy(), first, MONDAY);

        assertThat(account.memory(applied.memory()).progress("F1").steps()).containsExactly(anew);
        assertThat(applied.actions()).isEmpty();
    }

    @Test
    void in_doubt_it_blocks_every_step_until_a_person_says() {
        FollowUp account = planned();
        account.memory(CaseUpdates.inDoubt(account.memory(), id(account), MONDAY, "connection lost"))
                .daily("2026-06-09", "2026-07-10");
        assertThat(account.sent()).isEmpty();
        assertThat(reason(account.look("2026-07-10"), "F1")).isEqualTo(ReasonCode.IN_DOUBT);

        FollowUp sent = planned();
        sent.memory(CaseUpdates.inDoubt(sent.memory(), id(sent), MONDAY, "connection lost"));
        sent.memory(CaseUpdates.handedOver(sent.snapshot(), sent.policy(), id(sent), LocalDate.of(2026, 6, 10))
                .memory());
        assertThat(step(sent).on()).as("done on the day of its resolution").isEqualTo(LocalDate.of(2026, 6, 10));
        // two days late: the notice keeps its 10 days, a Saturday
        assertThat(sent.daily("2026-06-11", "2026-06-30").sent()).containsExactly("2026-06-22 notice: F1");

        FollowUp lost = planned();
        lost.memory(CaseUpdates.inDoubt(lost.memory(), id(lost), MONDAY, "connection lost"));
        lost.memory(CaseUpdates.failed(lost.memory(), id(lost), TUESDAY, "it never arrived"));
        assertThat(lost.daily("2026-06-09", "2026-06-10").sent()).containsExactly("2026-06-10 reminder: F1");
    }

    @Test
    void in_doubt_it_counts_in_the_cap() {
        FollowUp account = planned();
        account.memory(CaseUpdates.inDoubt(account.memory(), id(account), MONDAY, "connection lost"))
                .books(books -> books.invoice("F2", "2026-04-01", "2026-06-02", "EUR 10"))
                .daily("2026-06-09", "2026-06-11");

        assertThat(account.sent()).containsExactly("2026-06-11 reminder: F2, also F1");
    }

    @Test
    void bounced_it_is_executed_but_no_longer_counts_as_a_reminder() {
        FollowUp account = planned();
        account.run("2026-06-08");
        account.memory(CaseUpdates.bounced(account.memory(), id(account), MONDAY));
        assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.BOUNCED);
        assertThat(step(account).state()).isEqualTo(StepState.DONE);

        account.daily("2026-06-09", "2026-06-30");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1");
        assertThat(reason(account.look("2026-06-30"), "F1")).isEqualTo(ReasonCode.ESCALATION_BLOCKED);
    }

    @Test
    void the_reversal_of_the_payment_that_had_settled_it_opens_a_new_cycle() {
        FollowUp account = planned();
        account.run("2026-06-08");
        account.books(books -> books.paid("Z", "2026-06-10", "EUR 1000", "F1"))
                .daily("2026-06-09", "2026-06-11")
                .books(books -> books.reversed("Z", "F1", "EUR 1000", "2026-06-12")
                        .invoice("BANK", "2026-06-12", "2026-06-12", "EUR 1000") // the bank took the money back
                        .match("Z", "BANK", "EUR 1000"))
                .daily("2026-06-12", "2026-06-12");

        assertThat(account.progress("F1").cycle()).isEqualTo(2);
        assertThat(account.sent()).last().isEqualTo("2026-06-12 reminder: F1");
    }

    @Test
    void a_part_taken_back_that_left_it_settled_within_the_tolerance_opens_none() {
        FollowUp account = planned();
        account.run("2026-06-08");
        account.books(books ->
                        books.paid("Z", "2026-06-10", "EUR 600", "F1").reversed("Z", "F1", "EUR 600", "2026-06-11"))
                .daily("2026-06-09", "2026-06-12");

        assertThat(account.progress("F1").cycle())
                .as("it had never been settled")
                .isEqualTo(1);
    }

    @Test
    void a_completed_task_executes_its_step_and_completing_it_again_changes_nothing() {
        FollowUp account = FollowUp.oneInvoice(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("call", s -> s.daysAfterDue(7).task("phone", "call"))
                                .build())
                .daily("2026-06-01", "2026-06-08");
        String task = account.memory().tasks().get(0).id();

        DunningCase done = CaseUpdates.taskCompleted(account.memory(), task, TUESDAY, "REACHED");

        account.memory(done);
        assertThat(step(account).state()).isEqualTo(StepState.DONE);
        assertThat(step(account).on()).isEqualTo(TUESDAY);
        assertThat(CaseUpdates.taskCompleted(done, task, LocalDate.of(2026, 6, 10), "REFUSAL"))
                .isEqualTo(done);
    }

    @Test
    void unknown_messages_and_tasks_are_refused() {
        FollowUp account = planned();
        MessageId unknown = new MessageId("0".repeat(64));
        assertThatThrownBy(() -> CaseUpdates.bounced(account.memory(), unknown, MONDAY))
                .hasMessageContaining("has no message");
        assertThatThrownBy(() -> CaseUpdates.taskCompleted(account.memory(), "t", MONDAY, ""))
                .hasMessageContaining("has no task t");
    }
}
