package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.plan.PlannedAction;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/** Plans that break by themselves, and what follows from a broken plan. */
final class PlanBreaks {
    private PlanBreaks() {}

    static LocalDate graceEnd(Work work, LocalDate due) {
        return work.office.plusBusinessDays(due, work.policy.instalmentGrace());
    }

    /** Breaks the plans whose time has come, and opens a new cycle for what broken plans covered. */
    static void apply(Work work) {
        // stale books may not show the payment yet, and a broken plan can't be mended
        boolean stale = Standings.staleness(work).isPresent();
        for (InstalmentPlan plan : Plans.inOrder(work.memory())) {
            if (!stale && plan.isLive(work.today) && isOver(work, plan)) {
                InstalmentPlan broken = plan.brokenOn(work.today);
                work.after.plan(broken);
                work.memory(work.after.build());
                work.actions.add(new PlannedAction.PlanBroken(
                        Ids.of(work.account(), "plan-broken", plan.id()), plan.id(), Optional.of("instalment missed")));
            }
        }
        for (InstalmentPlan plan : Plans.inOrder(work.memory())) {
            String key = "broken/" + plan.id();
            boolean brokenByNow =
                    plan.broken().filter(day -> !day.isAfter(work.today)).isPresent();
            if (brokenByNow && !work.memory().onceDone().contains(key)) {
                plan.receivables().forEach(id -> reopen(work, id));
                work.after.onceDone(key);
                work.memory(work.after.build());
            }
        }
    }

    private static boolean isOver(Work work, InstalmentPlan plan) {
        return switch (plan.breaking()) {
            case MANUAL -> false;
            case AUTOMATIC ->
                unpaid(work, plan).stream()
                        .anyMatch(i ->
                                work.today.isAfter(graceEnd(work, i.receivable().due())));
            case AFTER_NOTICE -> unpaid(work, plan).stream().anyMatch(i -> noticeDidNotHelp(work, i.id()));
        };
    }

    /** The instalments of which more than the tolerance is open beyond what the customer's credit covers, oldest first. */
    private static List<OpenItem> unpaid(Work work, InstalmentPlan plan) {
        List<OpenItem> unpaid = new ArrayList<>();
        CurrencyUnit unit = plan.instalments().get(0).amount().getCurrencyUnit();
        long credit = work.position.unallocatedCredit().in(unit).getAmountMinorLong();
        for (OpenItem instalment : Plans.instalments(plan, work.ledger, work.position)) {
            long open = instalment.open().getAmountMinorLong();
            long covered = Math.min(open, credit);
            credit -= covered;
            if (open - covered > work.policy.tolerance().minor(unit)) {
                unpaid.add(instalment);
            }
        }
        return unpaid;
    }

    private static boolean noticeDidNotHelp(Work work, ReceivableId instalment) {
        return work.memory().progressOf(instalment).steps().stream()
                .anyMatch(step -> step.state() == StepState.DONE
                        && step.step().stage() != Stage.PREVENTIVE
                        && work.today.isAfter(graceEnd(work, step.on())));
    }

    /** A new cycle at the stage reached before the plan broke, not before the cap. */
    private static void reopen(Work work, ReceivableId id) {
        var progress = work.memory().progressOf(id);
        Stage reached = progress.steps().stream()
                .filter(step -> step.state() == StepState.DONE)
                .map(StepExecution::step)
                .map(step -> step.stage())
                .max(Stage::compareTo)
                .orElse(Stage.PREVENTIVE);
        LocalDate notBefore = work.memory().messages().stream()
                .filter(message -> message.countsInCap() && !message.on().isAfter(work.today))
                .map(message -> message.on().plusDays(work.policy.contactCapDays()))
                .max(LocalDate::compareTo)
                .orElse(null);
        work.after.progress(progress.toBuilder()
                .newCycle(progress.reopenings())
                .leastStage(reached)
                .notBefore(notBefore)
                .build());
    }
}
