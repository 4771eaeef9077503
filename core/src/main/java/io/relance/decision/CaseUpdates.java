package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageEdit;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.DunningAction;
import io.relance.action.DunningAction.Route;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What becomes of a case when something happened to a message or a task that a decision planned. Pure functions; what
 * happened twice changes nothing the second time.
 */
public final class CaseUpdates {
    /**
     * A case after something happened, and what follows from it.
     *
     * @param actions the further actions of the steps that were executed: tasks, notifications, hand-overs
     */
    public record Applied(DunningCase memory, List<PlannedAction> actions) {
        /** Copies the actions. */
        public Applied {
            actions = List.copyOf(actions);
        }
    }

    private CaseUpdates() {}

    /** A person approved a proposal on {@code day}; it leaves on the first day that allows it. */
    public static DunningCase approved(DunningCase memory, MessageId id, LocalDate day) {
        MessageState message = known(memory, id);
        return message.status() == MessageState.Status.AWAITING_APPROVAL
                ? memory.toBuilder()
                        .message(message.become(MessageState.Status.READY, day))
                        .reviewBy(day)
                        .build()
                : memory;
    }

    /**
     * A person rejected a message on {@code day}.
     *
     * @param forGood its steps are skipped for this cycle; otherwise they are due again from the day after
     */
    public static DunningCase rejected(DunningCase memory, MessageId id, LocalDate day, boolean forGood, String why) {
        MessageState message = known(memory, id);
        if (!message.isOutstanding()) {
            return memory;
        }
        StepState state = forGood ? StepState.SKIPPED : StepState.RETURNED;
        return ended(
                memory,
                message,
                MessageState.Status.CANCELLED,
                day,
                step -> step.become(state, day, Optional.of("rejected: " + why)));
    }

    /**
     * A person wants a message that is still to go to leave on {@code to} at the earliest; on {@code day} or before: as soon as
     * the day allows it.
     */
    public static DunningCase postponed(DunningCase memory, MessageId id, LocalDate day, LocalDate to) {
        MessageState message = known(memory, id);
        MessageState later = message.postponedTo(Optional.of(to).filter(day::isBefore));
        return message.isOutstanding() && !later.equals(message)
                ? memory.toBuilder().message(later).reviewBy(day).build()
                : memory;
    }

    /**
     * A person edited a message that needs an approval: it goes to the contact, and over the channel, that they chose, with
     * their words, once it is approved.
     *
     * @throws IllegalArgumentException when its step does not use the channel, the customer has no such contact, or the contact
     *     can't be reached over it
     */
    public static DunningCase edited(
            AccountSnapshot snapshot, Policy policy, MessageId id, MessageEdit edit, LocalDate day) {
        MessageState message = known(snapshot.memory(), id);
        Recipient recipient = message.step()
                .flatMap(ref -> step(policy, ref))
                .flatMap(step -> Recipient.of(snapshot.ledger().customer(), step, edit, message.refused()))
                .orElseThrow(() -> new IllegalArgumentException("message " + id + " can reach nobody any more"));
        edit.contact()
                .filter(wanted -> !wanted.equals(recipient.contact().id()))
                .ifPresent(wanted -> {
                    throw new IllegalArgumentException("the customer has no contact \"" + wanted
                            + "\" that a channel of the step reaches; there are "
                            + snapshot.ledger().customer().contacts().stream()
                                    .map(contact -> contact.id())
                                    .toList());
                });
        edit.channel()
                .filter(wanted -> !wanted.equals(recipient.routes().get(0).channel()))
                .ifPresent(wanted -> {
                    throw new IllegalArgumentException("the step does not reach contact \""
                            + recipient.contact().id() + "\" over channel " + wanted + ", but over "
                            + recipient.routes().stream()
                                    .map(route -> route.channel())
                                    .toList());
                });
        MessageState edited =
                message.edited(recipient.routes(), recipient.contact().id(), edit, day);
        boolean same = message.edit().equals(edit)
                && message.routes().equals(edited.routes())
                && message.contact().equals(edited.contact());
        return same
                ? snapshot.memory()
                : snapshot.memory().toBuilder().message(edited).reviewBy(day).build();
    }

    /**
     * The channel for which a person wrote words has refused the message. Another may not say anything else in their name: it
     * awaits approval again, over {@code next} first, in the words of its template.
     */
    public static DunningCase wordsRefused(DunningCase memory, MessageId id, ChannelId next, LocalDate day) {
        MessageState message = known(memory, id);
        List<Route> routes = new ArrayList<>(message.routes());
        routes.sort(Comparator.comparing((Route route) -> !route.channel().equals(next)));
        MessageEdit choice = new MessageEdit(Optional.empty(), message.edit().contact(), Optional.of(next));
        return memory.toBuilder()
                .message(message.edited(routes, message.contact(), choice, day))
                .reviewBy(day)
                .build();
    }

    /** The words that a person wrote for a message are void: it says what is so by now, once that is approved. */
    public static DunningCase wordsVoid(DunningCase memory, MessageId id, LocalDate day) {
        MessageState message = known(memory, id);
        return memory.toBuilder()
                .message(message.revised(message.lines(), message.routes(), message.contact(), true, day))
                .reviewBy(day)
                .build();
    }

    /**
     * Every channel of a message's contact refused it for good: it goes to the next contact of its step's audience, once that is
     * approved if it needs an approval.
     *
     * @return empty when there is nobody left
     */
    public static Optional<DunningCase> nextContact(
            AccountSnapshot snapshot, Policy policy, MessageId id, LocalDate day) {
        MessageState refused = known(snapshot.memory(), id).refusedByContact();
        return refused.step()
                .filter(ref -> refused.isOutstanding())
                .flatMap(ref -> step(policy, ref))
                .flatMap(step -> Recipient.of(snapshot.ledger().customer(), step, refused.edit(), refused.refused()))
                .map(next -> snapshot.memory().toBuilder()
                        .message(refused.revised(
                                refused.lines(), next.routes(), next.contact().id(), refused.needsApproval(), day))
                        .reviewBy(day)
                        .build());
    }

    /** The channels that a message's step may use; none for a message of no step. */
    public static List<ChannelId> channels(Policy policy, MessageState message) {
        return message.step().flatMap(ref -> step(policy, ref)).flatMap(Step::message).stream()
                .flatMap(send -> send.routes().stream())
                .map(DunningAction.Route::channel)
                .toList();
    }

    static Optional<Step> step(Policy policy, StepRef ref) {
        return policy.scenario(ref.scenario())
                .or(() -> policy.scenario(ref.scenario().id()))
                .flatMap((Scenario scenario) -> scenario.step(ref.step()));
    }

    /** No channel took a message, and none will: its steps are due again from the day after. */
    public static DunningCase failed(DunningCase memory, MessageId id, LocalDate day, String why) {
        MessageState message = known(memory, id);
        if (!message.isOutstanding() && message.status() != MessageState.Status.IN_DOUBT) {
            return memory;
        }
        return ended(
                memory,
                message,
                MessageState.Status.FAILED,
                day,
                step -> step.become(StepState.RETURNED, day, Optional.of(why)));
    }

    /** A message was handed over on {@code day}, and nobody knows whether it was taken. */
    public static DunningCase inDoubt(DunningCase memory, MessageId id, LocalDate day, String why) {
        MessageState message = known(memory, id);
        if (!message.isOutstanding()) {
            return memory;
        }
        return ended(
                memory,
                message,
                MessageState.Status.IN_DOUBT,
                day,
                step -> step.become(StepState.IN_DOUBT, day, Optional.of(why)));
    }

    /** A message in doubt had not been taken, as is known on {@code day}: it is ready again, and so are its steps. */
    public static DunningCase notTaken(DunningCase memory, MessageId id, LocalDate day) {
        MessageState message = known(memory, id);
        if (message.status() != MessageState.Status.IN_DOUBT) {
            return memory;
        }
        return ended(
                memory,
                message,
                MessageState.Status.READY,
                day,
                step -> step.state() == StepState.IN_DOUBT
                        ? step.become(StepState.PLANNED, day, Optional.empty())
                        : step);
    }

    /** A message that was taken came back undeliverable on {@code day}: it no longer counts as a reminder. */
    public static DunningCase bounced(DunningCase memory, MessageId id, LocalDate day) {
        MessageState message = known(memory, id);
        if (message.status() != MessageState.Status.ACCEPTED) {
            return memory;
        }
        DunningCase.Builder after = memory.toBuilder()
                .message(message.become(MessageState.Status.BOUNCED, message.on()))
                .reviewBy(day);
        ClaimUpdates.fallingWith(memory, message).stream()
                .map(RaisedClaim::receivable)
                .distinct()
                .forEach(receivable -> after.progress(ClaimUpdates.without(memory, message, receivable)));
        return after.build();
    }

    /**
     * A channel took a message on {@code day} (or a person found that one in doubt had been taken): its steps are executed,
     * and their other actions follow.
     */
    public static Applied handedOver(AccountSnapshot snapshot, Policy policy, MessageId id, LocalDate day) {
        DunningCase memory = snapshot.memory();
        MessageState message = known(memory, id);
        if (message.status() == MessageState.Status.ACCEPTED || message.status() == MessageState.Status.BOUNCED) {
            return new Applied(memory, List.of());
        }
        ContactDays days = new ContactDays(memory, snapshot.ledger().customer(), policy, day, Optional.of(id));
        Map<ReceivableId, ReceivableProgress> before = memory.progress();
        DunningCase after = ended(memory, message, MessageState.Status.ACCEPTED, day, UnaryOperator.identity());
        DunningCase.Builder builder = after.toBuilder();
        for (MessageLine line : message.lines()) {
            carriedBy(before, message, line).ifPresent(step -> {
                ReceivableProgress progress = memory.progressOf(line.receivable());
                builder.progress(progress.toBuilder()
                        .put(step.done(day, leftOnSchedule(step, days, day), Optional.empty()))
                        .build());
            });
        }
        List<PlannedAction> actions =
                new Companions(snapshot.account(), policy, message, day, builder).of(message.lines());
        return new Applied(builder.build(), actions);
    }

    /** The steps that came back from a message that had failed, and have been neither planned anew nor passed over since. */
    public static List<StepExecution> returnedFrom(DunningCase memory, MessageId id) {
        MessageState message = known(memory, id);
        return message.lines().stream()
                .flatMap(line -> returnedFrom(memory, message, line).stream())
                .toList();
    }

    private static Optional<StepExecution> returnedFrom(DunningCase memory, MessageState message, MessageLine line) {
        return message.status() == MessageState.Status.FAILED
                ? line.stepKey()
                        .flatMap(memory.progressOf(line.receivable())::step)
                        .filter(step -> step.state() == StepState.RETURNED
                                && step.message().equals(Optional.of(message.id())))
                : Optional.empty();
    }

    /**
     * A message that had failed turns out to have been taken on {@code day}: those of its steps that are still where it left
     * them ({@link #returnedFrom}) are executed, and their other actions follow.
     */
    public static Applied takenAfterAll(AccountSnapshot snapshot, Policy policy, MessageId id, LocalDate day) {
        DunningCase memory = snapshot.memory();
        MessageState message = known(memory, id);
        if (message.status() != MessageState.Status.FAILED) {
            return new Applied(memory, List.of());
        }
        ContactDays days = new ContactDays(memory, snapshot.ledger().customer(), policy, day, Optional.of(id));
        DunningCase.Builder builder = memory.toBuilder()
                .message(message.become(MessageState.Status.ACCEPTED, day))
                .reviewBy(day);
        List<MessageLine> executed = new ArrayList<>();
        for (MessageLine line : message.lines()) {
            returnedFrom(memory, message, line).ifPresent(step -> {
                builder.progress(memory.progressOf(line.receivable()).toBuilder()
                        .put(step.waitingForNothing().done(day, leftOnSchedule(step, days, day), Optional.empty()))
                        .build());
                executed.add(line);
            });
        }
        List<PlannedAction> actions = new Companions(snapshot.account(), policy, message, day, builder).of(executed);
        return new Applied(builder.build(), actions);
    }

    /** A task was completed on {@code day}: the steps that it executed are done. */
    public static DunningCase taskCompleted(DunningCase memory, String taskId, LocalDate day, String result) {
        TaskState task = memory.task(taskId)
                .orElseThrow(
                        () -> new IllegalArgumentException("account " + memory.account() + " has no task " + taskId));
        if (!task.isOpen()) {
            return memory;
        }
        DunningCase.Builder builder =
                memory.toBuilder().task(task.completedOn(day, result)).reviewBy(day);
        for (ReceivableId id : task.receivables()) {
            ReceivableProgress progress = memory.progressOf(id);
            progress.steps().stream()
                    .filter(step ->
                            step.state() == StepState.PLANNED && step.task().equals(Optional.of(taskId)))
                    .findFirst()
                    .ifPresent(step -> builder.progress(progress.toBuilder()
                            .put(step.done(day, step.onSchedule(), Optional.of(result)))
                            .build()));
        }
        return builder.build();
    }

    private static MessageState known(DunningCase memory, MessageId id) {
        return memory.message(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("account " + memory.account() + " has no message " + id));
    }

    private static Optional<StepExecution> carriedBy(
            Map<ReceivableId, ReceivableProgress> progress, MessageState message, MessageLine line) {
        ReceivableProgress of = progress.get(line.receivable());
        return of == null
                ? Optional.empty()
                : line.stepKey()
                        .flatMap(of::step)
                        .filter(step -> step.isBlocking() && step.message().equals(Optional.of(message.id())));
    }

    private static DunningCase ended(
            DunningCase memory,
            MessageState message,
            MessageState.Status status,
            LocalDate day,
            UnaryOperator<StepExecution> change) {
        DunningCase.Builder builder = memory.toBuilder().message(message.become(status, day));
        if (status != MessageState.Status.ACCEPTED) {
            builder.reviewBy(day.plusDays(1));
        }
        for (MessageLine line : message.lines()) {
            carriedBy(memory.progress(), message, line)
                    .ifPresent(step -> builder.progress(memory.progressOf(line.receivable()).toBuilder()
                            .put(change.apply(step))
                            .build()));
        }
        return builder.build();
    }

    /** Whether a step's date was nominal and it left on the first day on or after it that sending days and the cap allowed. */
    static boolean leftOnSchedule(StepExecution step, ContactDays days, LocalDate day) {
        if (!step.date().equals(step.nominal())) {
            return step.step().stage() == Stage.PREVENTIVE;
        }
        return days.firstAllowed(step.date(), step.step().stage()).equals(Optional.of(day));
    }
}
