package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.InstalmentPlan;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReasonState;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.StepRef;
import io.relance.delivery.MessageId;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.policy.Policy;
import io.relance.rule.RuleOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one decision: what is done about an account on a day, why every other receivable is left alone, and when to look again.
 *
 * <p>A pure function of its arguments. Conditions and rules see the account as it stood before today's plan; what the
 * decision plans is in the case that it returns, not in the one that it was given. Deciding again on the same day after the
 * hand-overs plans nothing more.
 */
public final class DunningDecider {
    private DunningDecider() {}

    /** Decides about an account on {@code date}, under {@code policy}. */
    public static Decision decide(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        Work work = standings(snapshot, policy, date);
        RuleOutcome rules = work.rules();
        if (rules.moved()) {
            work.after.ruleStates(rules.states());
        }
        PromiseResults.remember(work);
        RuleFirings.apply(work);
        SnapshotFacts facts =
                work.accountFacts().afterRules(rules.tags(), Settings.segment(work), Settings.creditLimit(work));
        ScenarioChoice choice = new ScenarioChoice(work);
        StepSearch search = new StepSearch(work, facts);
        work.items.forEach(choice::choose);
        Approvals approvals = new Approvals(work);
        // what is outstanding is looked at before new steps are sought: what it gives back today rests until tomorrow
        List<MessageState> outstanding = new Outstanding(work, approvals, search).review();
        work.items.forEach(search::search);
        // tasks first: what a formal one has reached, no reminder of today claims
        new TaskPlanner(work, approvals).plan();
        new MessagePlanner(work, outstanding, approvals).plan();
        OnceTasks once = new OnceTasks(work);
        once.plan();
        new Confirmations(work).plan();
        Thanks thanks = new Thanks(work);
        thanks.plan();
        new RequestedPayments(work).review();
        return result(work, facts, thanks, once);
    }

    /** How everything stands on {@code date}, before anything is planned: amounts, rules, and what forbids dunning. */
    static Work standings(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        Work work = standings(snapshot, policy, date, List.of());
        List<InstalmentPlan> over = PlanBreaks.over(work);
        // what a plan that breaks today covered stands by itself again
        return over.isEmpty() ? work : standings(snapshot, policy, date, over);
    }

    private static Work standings(
            AccountSnapshot snapshot, Policy policy, LocalDate date, List<InstalmentPlan> broken) {
        Work work = new Work(snapshot, policy, date);
        PlanBreaks.apply(work, broken);
        Standings.amounts(work);
        SnapshotFacts facts = SnapshotFacts.ofAccount(work, new Behaviours(work));
        work.rules(facts, policy.rules().evaluate(facts, work.memory().ruleStates(), date));
        Standings.forbid(work);
        return work;
    }

    private static Decision result(Work work, SnapshotFacts facts, Thanks thanks, OnceTasks once) {
        List<MessageState> outstanding = Outstanding.of(work.after.messages());
        namesOfToday(work);
        Reasons reasons = new Reasons(work, outstanding);
        List<ItemOutcome> outcomes = new ArrayList<>(work.items.size());
        for (Item item : work.items) {
            ItemOutcome outcome = outcome(work, item, reasons);
            outcomes.add(outcome);
            remember(work, item, outcome);
        }
        Optional<LocalDate> review = new Reviews(work, facts, outstanding).next(thanks, once);
        DunningCase after = work.after
                .decided(work.today, work.policy.version(), review.orElse(null))
                .build();
        return new Decision(
                work.account(),
                work.today,
                work.actions,
                outcomes,
                work.rules().results(),
                Settings.of(work),
                review,
                after);
    }

    /** An invoice that was in a message handed over earlier today is not left alone. */
    private static void namesOfToday(Work work) {
        for (MessageState message : work.memory().messages()) {
            if (message.wasReminder() && message.on().equals(work.today)) {
                for (MessageLine line : message.lines()) {
                    work.item(line.receivable())
                            .filter(item -> item.outcome == ItemOutcome.Kind.LEFT_ALONE)
                            .ifPresent(item -> {
                                item.outcome = ItemOutcome.Kind.MESSAGE;
                                item.message = message.id();
                            });
                }
            }
        }
        for (var task : work.memory().tasks()) {
            if (task.raised().equals(work.today) && task.step().isPresent()) {
                task.receivables()
                        .forEach(id -> work.item(id)
                                .filter(item -> item.outcome == ItemOutcome.Kind.LEFT_ALONE)
                                .ifPresent(item -> item.outcome = ItemOutcome.Kind.TASK));
            }
        }
    }

    private static ItemOutcome outcome(Work work, Item item, Reasons reasons) {
        boolean alone = item.outcome == ItemOutcome.Kind.LEFT_ALONE;
        List<Reason> all = alone ? reasons.of(item) : List.of();
        if (alone && all.isEmpty()) {
            throw new IllegalStateException("no reason was found for leaving " + item.id() + " of " + work.account()
                    + " alone on " + work.today);
        }
        return new ItemOutcome(
                item.id(),
                item.instalmentOf.map(InstalmentPlan::id),
                item.books.open(),
                item.dunnableMoney(),
                item.daysLate,
                item.outcome,
                step(work, item),
                stepDate(work, item),
                messageOf(item),
                alone ? Optional.of(all.get(0)) : Optional.empty(),
                all.size() > 1 ? all.subList(1, all.size()) : List.of(),
                item.trace);
    }

    private static Optional<MessageId> messageOf(Item item) {
        if (item.message != null) {
            return Optional.of(item.message);
        }
        Optional<StepExecution> blocking = item.blocking();
        return blocking.isPresent() ? blocking.get().message() : Optional.empty();
    }

    private static Optional<StepRef> step(Work work, Item item) {
        if (item.outcome == ItemOutcome.Kind.MESSAGE) {
            MessageId message = item.message;
            return item.progress.steps().stream()
                    .filter(step -> message != null && step.message().equals(Optional.of(message)))
                    .map(step -> step.step())
                    .findFirst();
        }
        if (item.outcome == ItemOutcome.Kind.TASK) {
            return item.progress.steps().stream()
                    .filter(step -> step.state() != StepState.SKIPPED
                            && step.on().equals(work.today)
                            && step.message().isEmpty())
                    .map(step -> step.step())
                    .findFirst();
        }
        Optional<StepExecution> blocking = item.blocking();
        if (blocking.isPresent()) {
            return Optional.of(blocking.get().step());
        }
        Schedule.Slot next = nextSlot(work, item);
        return next == null ? Optional.empty() : Optional.of(next.ref());
    }

    /** The step that the receivable waits for: the due one, the one held back, or the next to come. */
    private static Schedule.@Nullable Slot nextSlot(Work work, Item item) {
        Schedule schedule = item.schedule;
        if (schedule == null || !item.isOpen()) {
            return null;
        }
        if (item.dueSlot != null) {
            return item.dueSlot;
        }
        return item.held != null ? item.held : schedule.firstLeft(work.day);
    }

    private static Optional<LocalDate> stepDate(Work work, Item item) {
        if (item.outcome != ItemOutcome.Kind.LEFT_ALONE) {
            return Optional.of(work.today);
        }
        Optional<StepExecution> blocking = item.blocking();
        if (blocking.isPresent()) {
            return Optional.of(blocking.get().on());
        }
        Schedule schedule = item.schedule;
        Schedule.Slot next = nextSlot(work, item);
        return schedule == null || next == null ? Optional.empty() : ready(work, schedule, next);
    }

    private static Optional<LocalDate> ready(Work work, Schedule schedule, Schedule.Slot slot) {
        LocalDate from = slot.isAfter(work.day) ? slot.date() : work.today;
        return schedule.ready(slot.step(), from, work.office);
    }

    /** Stores progress, and the reason when it changed. */
    private static void remember(Work work, Item item, ItemOutcome outcome) {
        Reason reason = outcome.reason().orElse(null);
        String code = reason == null ? outcome.kind().name() : reason.code().name();
        String text = reason == null ? "" : reason.text();
        Optional<LocalDate> until = reason == null ? Optional.empty() : reason.until();
        ReceivableProgress progress = item.progress;
        ReasonState before = progress.reason().orElse(null);
        boolean same = before != null
                && before.code().equals(code)
                && before.text().equals(text)
                && before.until().equals(until);
        if (!same) {
            progress = progress.toBuilder()
                    .reason(new ReasonState(code, text, work.today, until))
                    .build();
        }
        boolean worthIt = item.isOpen() || work.memory().progress().containsKey(item.id());
        if (!progress.equals(item.remembered) && worthIt) {
            work.after.progress(progress);
        }
    }
}
