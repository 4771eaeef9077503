package io.relance.decision;

import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.DunningAction;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Grouping;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes the due steps that send nothing (SEMANTICS 6.5, tasks): on business days of the creditor, whatever the cap says;
 * one task per customer and step when grouped by customer.
 */
final class TaskPlanner {
    private record Key(String step, Optional<ReceivableId> group) {}

    private final Work work;
    private final Approvals approvals;

    TaskPlanner(Work work, Approvals approvals) {
        this.work = work;
        this.approvals = approvals;
    }

    void plan() {
        if (!work.office.isBusinessDay(work.today)) {
            return;
        }
        List<Item> due = new ArrayList<>();
        for (Item item : work.items) {
            if (isDue(item)) {
                due.add(item);
            }
        }
        due.sort(Comparator.comparing((Item item) -> slot(item).date())
                .thenComparing(item -> item.due)
                .thenComparing(Item::id));
        Map<Key, List<Item>> groups = new LinkedHashMap<>();
        for (Item item : due) {
            groups.computeIfAbsent(key(item), k -> new ArrayList<>()).add(item);
        }
        groups.values().forEach(this::execute);
    }

    private static Schedule.Slot slot(Item item) {
        Schedule.Slot due = item.dueSlot;
        if (due == null) {
            throw new IllegalStateException(item.id() + " has no due step");
        }
        return due;
    }

    private boolean isDue(Item item) {
        return item.isDunnable()
                && item.dueSlot != null
                && !item.belowMinimum
                && item.schedule != null
                && slot(item).step().message().isEmpty()
                && !item.schedule.earliest(slot(item).step()).isAfter(work.today);
    }

    private static Key key(Item item) {
        return new Key(
                slot(item).key(), item.grouping() == Grouping.CUSTOMER ? Optional.empty() : Optional.of(item.id()));
    }

    private void execute(List<Item> items) {
        Item lead = items.get(0);
        Step step = slot(lead).step();
        String id = Ids.of(
                work.account(),
                "task",
                lead.id().value(),
                Integer.toString(lead.progress.cycle()),
                slot(lead).key(),
                Integer.toString(Attempts.next(lead.progress, slot(lead).key())));
        List<ReceivableId> about = items.stream().map(Item::id).toList();
        Optional<String> waitsFor = taskText(step, lead).map(task -> raise(id, task, lead, about));
        for (DunningAction action : step.actions()) {
            if (action instanceof DunningAction.Notify notify) {
                work.notify(
                        new PlannedAction.Notification(
                                Ids.of(work.account(), "notify", id, notify.recipient(), notify.text()),
                                notify.recipient(),
                                notify.text(),
                                about),
                        items.stream()
                                .map(item -> TeamNotes.line(item.id(), item.books.open(), work.today))
                                .toList());
            } else if (action instanceof DunningAction.RequestDeliveryStop stop) {
                work.actions.add(new PlannedAction.DeliveryStop(Ids.of(work.account(), "stop", id), stop.text()));
            } else if (action instanceof DunningAction.Escalate escalate && !approvals.needed(lead, step)) {
                items.forEach(item -> handOver(item, escalate.to()));
            }
        }
        for (Item item : items) {
            mark(item, waitsFor);
        }
    }

    /** The task of a step; a hand-over that score or segment chose for a natural person becomes one, too. */
    private Optional<DunningAction.CreateTask> taskText(Step step, Item lead) {
        Optional<DunningAction.CreateTask> own = step.task();
        if (own.isPresent()) {
            return own;
        }
        return step.actions().stream()
                .filter(DunningAction.Escalate.class::isInstance)
                .map(DunningAction.Escalate.class::cast)
                .filter(escalate -> approvals.needed(lead, step))
                .map(escalate -> new DunningAction.CreateTask(
                        escalate.to(), "decide whether to hand over, step \"" + step.id() + "\""))
                .findFirst();
    }

    private String raise(String id, DunningAction.CreateTask task, Item lead, List<ReceivableId> about) {
        Optional<TaskState> open = lead.grouping() == Grouping.CUSTOMER
                ? work.memory().tasks().stream()
                        .filter(t -> t.isOpen() && t.cause().equals(slot(lead).key()))
                        .findFirst()
                : Optional.empty();
        return open.map(joinable -> join(joinable, about)).orElseGet(() -> raiseNew(id, task, lead, about));
    }

    private String join(TaskState open, List<ReceivableId> about) {
        List<ReceivableId> joined =
                about.stream().filter(id -> !open.receivables().contains(id)).toList();
        List<ReceivableId> all = new ArrayList<>(open.receivables());
        all.addAll(joined);
        TaskState extended = open.about(all);
        work.after.task(extended);
        if (!joined.isEmpty()) {
            work.actions.add(new PlannedAction.ExtendedTask(extended, joined));
        }
        return extended.id();
    }

    private String raiseNew(String id, DunningAction.CreateTask task, Item lead, List<ReceivableId> about) {
        TaskState raised = new TaskState(
                id,
                slot(lead).key(),
                Optional.of(slot(lead).ref()),
                about,
                task.team(),
                task.text(),
                work.today,
                Optional.empty(),
                Optional.empty());
        work.after.task(raised);
        work.actions.add(new PlannedAction.RaisedTask(raised));
        return raised.id();
    }

    private void handOver(Item item, String to) {
        item.progress = item.progress.toBuilder().litigationFrom(work.today).build();
        work.actions.add(new PlannedAction.HandedOver(
                Ids.of(
                        work.account(),
                        "hand-over",
                        item.id().value(),
                        Integer.toString(item.progress.cycle()),
                        slot(item).key()),
                item.id(),
                to));
    }

    private void mark(Item item, Optional<String> task) {
        Schedule.Slot due = slot(item);
        boolean onSchedule = item.schedule != null
                && due.isNominal()
                && work.office.nextOrSame(due.date()).equals(work.today);
        LocalDate date = due.date();
        Attempts.bind(
                item,
                new StepExecution(
                        due.ref(),
                        due.trigger(),
                        task.isPresent() ? StepState.PLANNED : StepState.DONE,
                        due.nominal(),
                        date,
                        work.today,
                        onSchedule,
                        Optional.empty(),
                        task,
                        Attempts.next(item.progress, due.key()),
                        Optional.empty()));
        item.outcome = ItemOutcome.Kind.TASK;
        if (task.isEmpty() && item.scenario != null) {
            // executed already: what is still to come counts from here
            item.dueSlot = null;
            item.resting = true;
            item.schedule = StepSearch.schedule(work, item, item.scenario);
        }
    }
}
