package io.relance.decision;

import io.relance.account.MessageLine;
import io.relance.account.TaskState;
import io.relance.plan.PlannedAction;
import io.relance.rule.Effect;
import io.relance.rule.RuleEffect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What rules do once, on the day on which they become TRUE. A task of a rule that becomes TRUE on a day off is for the next
 * business day of the creditor, as every task is.
 */
final class RuleFirings {
    private RuleFirings() {}

    static void apply(Work work) {
        for (RuleEffect ruled : work.rules().fired()) {
            String id = Ids.of(
                    work.account(),
                    "rule",
                    ruled.ruleId(),
                    work.today.toString(),
                    ruled.effect().toString());
            if (ruled.effect() instanceof Effect.Notify notify) {
                work.notify(
                        new PlannedAction.Notification(id, notify.recipient(), notify.text(), List.of()), owed(work));
            } else if (ruled.effect() instanceof Effect.CreateTask create) {
                raise(work, id, ruled.ruleId(), create);
            } else if (ruled.effect() instanceof Effect.RequestDeliveryStop stop) {
                work.actions.add(new PlannedAction.DeliveryStop(id, stop.text()));
            }
        }
    }

    /** What a note about the whole account names: what is overdue; else what is open at all; instalments by their invoices. */
    private static List<MessageLine> owed(Work work) {
        List<Item> open = work.items.stream()
                .filter(item -> item.isOpen() && item.instalmentOf.isEmpty())
                .sorted(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                .toList();
        List<Item> overdue = open.stream().filter(item -> item.overdue).toList();
        return (overdue.isEmpty() ? open : overdue)
                .stream()
                        .map(item -> TeamNotes.line(item.id(), item.books.open(), work.today))
                        .toList();
    }

    private static void raise(Work work, String id, String rule, Effect.CreateTask create) {
        TaskState task = new TaskState(
                id,
                "rule/" + rule,
                Optional.empty(),
                List.of(),
                create.team(),
                create.text(),
                work.office.nextOrSame(work.today),
                Optional.empty(),
                Optional.empty());
        work.after.task(task);
        work.actions.add(new PlannedAction.RaisedTask(task));
    }
}
