package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.plan.PlannedAction;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans that break by themselves, and what follows from a broken plan. */
final class PlanBreaks {
    private PlanBreaks() {}

    static LocalDate graceEnd(Work work, LocalDate due) {
        return work.office.plusBusinessDays(due, work.policy.instalmentGrace());
    }

    /** The live plans whose time has come, once amounts and stops are known; in the order in which they were recorded. */
    static List<InstalmentPlan> over(Work work) {
        if (work.memory().plans().isEmpty()) {
            return List.of();
        }
        return Plans.inOrder(work.memory()).stream()
                .filter(plan -> plan.isLive(work.today) && isOver(work, plan))
                .toList();
    }

    /** Breaks these plans, and opens a new cycle for what broken plans covered. */
    static void apply(Work work, List<InstalmentPlan> over) {
        for (InstalmentPlan plan : over) {
            work.after.plan(plan.brokenOn(work.today));
            work.actions.add(new PlannedAction.PlanBroken(
                    Ids.of(work.account(), "plan-broken", plan.id()), plan.id(), Optional.of("instalment missed")));
        }
        if (!over.isEmpty()) {
            work.memory(work.after.build());
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
            case AUTOMATIC -> !missed(work, plan).isEmpty();
            case AFTER_NOTICE -> asked(work, plan).anyMatch(item -> noticeDidNotHelp(work, item.id()));
        };
    }

    /**
     * The instalments that are asked for: more than the tolerance is open of them, beyond what is disputed, promised, on its
     * way or covered, and nothing stops them. Stale books may not show the payment yet, and a broken plan can't be mended.
     */
    private static Stream<Item> asked(Work work, InstalmentPlan plan) {
        return work.items.stream()
                .filter(item -> item.instalmentOf
                                .filter(of -> of.id().equals(plan.id()))
                                .isPresent()
                        && item.isDunnable()
                        && item.dunnable > work.policy.tolerance().minor(item.unit()));
    }

    /** The instalments of a plan that are asked for and whose grace is over. */
    static List<Item> missed(Work work, InstalmentPlan plan) {
        return asked(work, plan)
                .filter(item -> work.today.isAfter(graceEnd(work, item.due)))
                .toList();
    }

    private static boolean noticeDidNotHelp(Work work, ReceivableId instalment) {
        return work.memory().progressOf(instalment).steps().stream()
                .anyMatch(step -> StepSearch.reachedSomebody(work, step)
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
        Stage least = progress.leastStage().filter(reached::isBelow).orElse(reached);
        LocalDate notBefore = work.memory().messages().stream()
                .filter(message -> message.countsInCap() && !message.on().isAfter(work.today))
                .map(message -> message.on().plusDays(work.policy.contactCapDays()))
                .max(LocalDate::compareTo)
                .orElse(null);
        work.after.progress(progress.toBuilder()
                .newCycle(progress.reopenings())
                .leastStage(least)
                .notBefore(notBefore)
                .build());
    }
}
