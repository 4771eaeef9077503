package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.action.DunningAction;
import io.relance.action.StepRef;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What executed steps do besides sending: once for each step of a message that was handed over. Lives for one hand-over. */
final class Companions {
    /** A step, by the line that carries it, and the lines of the message that do. */
    private record Executed(StepRef ref, Step step, List<MessageLine> lines) {
        List<ReceivableId> receivables() {
            return lines.stream().map(MessageLine::receivable).toList();
        }
    }

    private final AccountId account;
    private final Policy policy;
    private final MessageState message;
    private final LocalDate day;
    private final DunningCase.Builder after;
    private final List<PlannedAction> actions = new ArrayList<>();

    /** @param after the case with the steps executed; takes what they do */
    Companions(AccountId account, Policy policy, MessageState message, LocalDate day, DunningCase.Builder after) {
        this.account = account;
        this.policy = policy;
        this.message = message;
        this.day = day;
        this.after = after;
    }

    /** What is done for these lines of the message. */
    List<PlannedAction> of(List<MessageLine> lines) {
        Map<String, Executed> steps = new LinkedHashMap<>();
        for (MessageLine line : lines) {
            line.carried()
                    .ifPresent(ref -> CaseUpdates.step(policy, ref)
                            .ifPresent(step -> steps.computeIfAbsent(
                                            line.stepKey().orElseThrow(),
                                            key -> new Executed(ref, step, new ArrayList<>()))
                                    .lines()
                                    .add(line)));
        }
        steps.forEach((key, executed) -> {
            for (DunningAction action : executed.step().actions()) {
                String id = Ids.of(account, "companion", message.id().value(), key, action.toString());
                act(action, id, key, executed);
            }
        });
        return actions;
    }

    private void act(DunningAction action, String id, String key, Executed executed) {
        if (action instanceof DunningAction.CreateTask create) {
            raise(id, key, create, executed);
        } else if (action instanceof DunningAction.Notify notify) {
            notify(id, notify, executed);
        } else if (action instanceof DunningAction.RequestDeliveryStop stop) {
            actions.add(new PlannedAction.DeliveryStop(id, stop.text()));
        } else if (action instanceof DunningAction.Escalate escalate) {
            handOver(id, escalate, executed);
        }
    }

    /** A message may leave on a day off of the creditor; work is for business days. */
    private void raise(String id, String key, DunningAction.CreateTask create, Executed executed) {
        TaskState task = new TaskState(
                id,
                "with/" + key,
                Optional.of(executed.ref()),
                executed.receivables(),
                create.team(),
                create.text(),
                policy.creditorCalendar().nextOrSame(day),
                Optional.empty(),
                Optional.empty());
        after.task(task);
        actions.add(new PlannedAction.RaisedTask(task));
    }

    private void notify(String id, DunningAction.Notify notify, Executed executed) {
        PlannedAction.Notification notification =
                new PlannedAction.Notification(id, notify.recipient(), notify.text(), executed.receivables());
        actions.add(notification);
        List<MessageLine> about = executed.lines().stream()
                .map(line -> TeamNotes.line(line.receivable(), line.amount(), day))
                .toList();
        TeamNotes.of(account, policy, notification, about.get(0).receivable(), about, day)
                .ifPresent(note -> {
                    after.message(note);
                    actions.add(new PlannedAction.NewMessage(note));
                });
    }

    private void handOver(String id, DunningAction.Escalate escalate, Executed executed) {
        DunningCase soFar = after.build();
        for (ReceivableId receivable : executed.receivables()) {
            after.progress(
                    soFar.progressOf(receivable).toBuilder().litigationFrom(day).build());
            actions.add(new PlannedAction.HandedOver(
                    Ids.of(account, "hand-over", id, receivable.value()), receivable, escalate.to()));
        }
    }
}
