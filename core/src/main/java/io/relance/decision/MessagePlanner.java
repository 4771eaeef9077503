package io.relance.decision;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.delivery.MessageId;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Effect;
import io.relance.scenario.Grouping;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts due steps into messages (SEMANTICS 6.5 to 6.7): formal ones first, then one about what is overdue, then one about what
 * is soon due; what needs approval becomes a proposal, what is left waits for a day on which it may leave.
 */
final class MessagePlanner {
    private static final Comparator<Item> LEAD = Comparator.comparing(
                    (Item item) -> slot(item).step().stage(), Comparator.reverseOrder())
            .thenComparing(item -> slot(item).date())
            .thenComparing(item -> item.due)
            .thenComparing(Item::id);
    private static final Comparator<Item> BY_DUE =
            Comparator.comparing((Item item) -> item.due).thenComparing(Item::id);

    private final Work work;
    private final boolean approvalByRule;
    private final Approvals approvals;
    private final List<MessageState> outstanding;

    MessagePlanner(Work work, List<MessageState> outstanding, Approvals approvals) {
        this.work = work;
        this.outstanding = new ArrayList<>(outstanding);
        this.approvals = approvals;
        this.approvalByRule = work.rules().isInForce(Effect.RequireApproval.class);
    }

    void plan() {
        List<Item> due = new ArrayList<>();
        for (Item item : work.items) {
            if (mayBeSent(item)) {
                due.add(item);
            }
        }
        if (due.isEmpty() && outstanding.isEmpty()) {
            return;
        }
        due.sort(LEAD);
        letApprovedGo(message -> !message.stage().isBelow(Stage.FORMAL_NOTICE));
        formal(due, Stage.LITIGATION);
        formal(due, Stage.FORMAL_NOTICE);
        dropWhatBecameFormal();
        letApprovedGo(message -> message.stage().isBelow(Stage.FORMAL_NOTICE));
        friendly(due);
    }

    /** Reminders still to be handed over no longer claim what a formal step of today has reached. */
    private void dropWhatBecameFormal() {
        for (int i = 0; i < outstanding.size(); i++) {
            MessageState message = outstanding.get(i);
            if (message.kind() == MessageState.Kind.DUNNING && message.stage() == Stage.AMICABLE) {
                List<MessageLine> kept = message.lines().stream()
                        .filter(line -> line.carried().isPresent()
                                || work.item(line.receivable())
                                        .filter(item -> hasReachedFormal(item.progress))
                                        .isEmpty())
                        .toList();
                if (kept.size() < message.lines().size()) {
                    outstanding.set(i, message.with(kept, work.today));
                    work.changed(outstanding.get(i));
                }
            }
        }
    }

    private static Schedule.Slot slot(Item item) {
        Schedule.Slot due = item.dueSlot;
        if (due == null) {
            throw new IllegalStateException(item.id() + " has no due step");
        }
        return due;
    }

    private static Schedule schedule(Item item) {
        Schedule schedule = item.schedule;
        if (schedule == null) {
            throw new IllegalStateException(item.id() + " has no schedule");
        }
        return schedule;
    }

    private boolean mayBeSent(Item item) {
        return item.isDunnable()
                && item.dueSlot != null
                && !item.belowMinimum
                && slot(item).step().message().isPresent()
                && !schedule(item).earliest(slot(item).step()).isAfter(work.today);
    }

    /** Messages that only waited for a day: those of higher stages first. */
    private void letApprovedGo(Predicate<MessageState> which) {
        if (work.staleness().isPresent()) {
            return;
        }
        List<MessageState> approved = new ArrayList<>();
        for (MessageState message : outstanding) {
            if (message.status() == MessageState.Status.READY
                    && message.kind() == MessageState.Kind.DUNNING
                    && !message.isPostponedAfter(work.today)
                    && which.test(message)) {
                approved.add(message);
            }
        }
        approved.sort(Comparator.comparing(MessageState::stage, Comparator.reverseOrder())
                .thenComparing(MessageState::plannedOn)
                .thenComparing(message -> leadDue(message))
                .thenComparing(MessageState::lead)
                .thenComparing(MessageState::id));
        for (MessageState message : approved) {
            if (work.days.allows(work.today, message.stage())) {
                leaves(message);
            }
        }
    }

    private LocalDate leadDue(MessageState message) {
        return work.item(message.lead()).map(item -> item.due).orElse(LocalDate.MAX);
    }

    private void leaves(MessageState message) {
        work.days.add(work.today);
        for (MessageLine line : message.lines()) {
            // an invoice names the message that carries its step before one that only claims it
            work.item(line.receivable())
                    .filter(item -> item.outcome == ItemOutcome.Kind.LEFT_ALONE
                            || (line.carried().isPresent() && item.outcome == ItemOutcome.Kind.MESSAGE))
                    .ifPresent(item -> {
                        item.outcome = ItemOutcome.Kind.MESSAGE;
                        item.message = message.id();
                    });
        }
    }

    private Map<Optional<ReceivableId>, List<Item>> byGroup(List<Item> items) {
        Map<Optional<ReceivableId>, List<Item>> groups = new LinkedHashMap<>();
        for (Item item : items) {
            Optional<ReceivableId> key =
                    item.grouping() == Grouping.CUSTOMER ? Optional.empty() : Optional.of(item.id());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
        }
        return groups;
    }

    private static List<Item> ofStage(List<Item> due, Stage stage) {
        List<Item> of = new ArrayList<>();
        for (Item item : due) {
            if (slot(item).step().stage() == stage) {
                of.add(item);
            }
        }
        return of;
    }

    private void formal(List<Item> due, Stage stage) {
        List<Item> ofStage = ofStage(due, stage);
        if (ofStage.isEmpty()) {
            return;
        }
        byGroup(ofStage).forEach((group, items) -> {
            List<Item> rest = offerToProposal(group, stage, items);
            if (rest.isEmpty()) {
                return;
            }
            if (needsApproval(rest)) {
                create(group, rest, List.of(), true);
            } else if (work.days.allows(work.today, stage)) {
                create(group, rest, List.of(), false);
            }
        });
    }

    private void friendly(List<Item> due) {
        if (due.isEmpty()) {
            return;
        }
        Map<Optional<ReceivableId>, List<Item>> soon = byGroup(ofStage(due, Stage.PREVENTIVE));
        List<List<Item>> toSend = new ArrayList<>();
        byGroup(ofStage(due, Stage.AMICABLE)).forEach((group, items) -> {
            List<Item> rest = offerToProposal(group, Stage.AMICABLE, items);
            if (needsApproval(rest)) {
                create(group, rest, List.of(), true);
            } else if (!rest.isEmpty()) {
                toSend.add(rest);
            }
        });
        toSend.sort(Comparator.comparing(items -> items.get(0), LEAD));
        for (List<Item> items : toSend) {
            if (work.days.allows(work.today, Stage.AMICABLE)) {
                Optional<ReceivableId> group = groupOf(items);
                List<Item> listed =
                        group.isPresent() ? List.of() : withoutApproval(soon.getOrDefault(group, List.of()));
                create(group, items, listed, false);
            }
        }
        soon.forEach(this::soonDue);
    }

    private Optional<ReceivableId> groupOf(List<Item> items) {
        Item lead = items.get(0);
        return lead.grouping() == Grouping.CUSTOMER ? Optional.empty() : Optional.of(lead.id());
    }

    private void soonDue(Optional<ReceivableId> group, List<Item> items) {
        List<Item> waiting = items.stream().filter(item -> item.message == null).toList();
        List<Item> asking =
                waiting.stream().filter(item -> needsApproval(List.of(item))).toList();
        List<Item> rest = offerToProposal(group, Stage.PREVENTIVE, asking);
        if (!rest.isEmpty()) {
            create(group, rest, List.of(), true);
        }
        List<Item> free = withoutApproval(waiting);
        if (!free.isEmpty() && work.days.allows(work.today, Stage.PREVENTIVE)) {
            create(group, free, List.of(), false);
        }
    }

    private List<Item> withoutApproval(List<Item> items) {
        return items.stream().filter(item -> !needsApproval(List.of(item))).toList();
    }

    private boolean needsApproval(List<Item> items) {
        for (Item item : items) {
            if (approvalByRule || approvals.needed(item, slot(item).step())) {
                return true;
            }
        }
        return false;
    }

    /** A proposal that nobody has approved yet takes up what is newly due; returns what it may not take. */
    private List<Item> offerToProposal(Optional<ReceivableId> group, Stage stage, List<Item> items) {
        if (items.isEmpty()) {
            return items;
        }
        for (int i = 0; i < outstanding.size(); i++) {
            MessageState proposal = outstanding.get(i);
            if (proposal.status() == MessageState.Status.AWAITING_APPROVAL
                    && proposal.kind() == MessageState.Kind.DUNNING
                    && proposal.stage() == stage
                    && proposal.group().equals(group)) {
                Map<Boolean, List<Item>> byRelease = items.stream()
                        .collect(Collectors.partitioningBy(
                                item -> item.progress.releasedFrom().contains(proposal.id())));
                List<Item> taken = byRelease.getOrDefault(false, List.of());
                if (!taken.isEmpty()) {
                    outstanding.set(i, takeUp(proposal, taken));
                }
                return byRelease.getOrDefault(true, List.of());
            }
        }
        return items;
    }

    private MessageState takeUp(MessageState proposal, List<Item> taken) {
        MessageId id = proposal.id();
        taken.forEach(item -> carry(item, id, false));
        List<MessageLine> lines = new ArrayList<>();
        Set<ReceivableId> again = new HashSet<>();
        taken.forEach(item -> again.add(item.id()));
        for (MessageLine line : proposal.lines()) {
            if (!again.contains(line.receivable())) {
                lines.add(line);
            }
        }
        MessageLine.Role role = role(proposal.stage());
        taken.stream().sorted(BY_DUE).forEach(item -> lines.add(line(item, role)));
        if (proposal.stage() == Stage.AMICABLE) {
            claimedBeside(proposal.group(), lines).forEach(lines::add);
        }
        MessageState revised = proposal.revised(lines, proposal.routes(), proposal.contact(), true, work.today);
        work.changed(revised);
        return revised;
    }

    /** A new message about {@code items}, led by the first of them that can be reached; none if nobody can. */
    private void create(Optional<ReceivableId> group, List<Item> items, List<Item> listed, boolean approval) {
        Item lead = items.stream()
                .filter(item -> Recipient.of(work.customer, slot(item).step()).isPresent())
                .findFirst()
                .orElse(null);
        if (lead == null) {
            return;
        }
        Step step = slot(lead).step();
        Recipient recipient = Recipient.of(work.customer, step).orElseThrow();
        MessageId id = Ids.message(
                work.account(),
                lead.id(),
                lead.progress.cycle(),
                slot(lead).key(),
                Attempts.next(lead.progress, slot(lead).key()));
        List<MessageLine> lines = new ArrayList<>();
        MessageLine.Role role = role(step.stage());
        items.forEach(item -> carry(item, id, !approval));
        listed.forEach(item -> carry(item, id, !approval));
        lines.add(line(lead, role));
        items.stream().filter(item -> item != lead).sorted(BY_DUE).forEach(item -> lines.add(line(item, role)));
        if (step.stage() == Stage.AMICABLE) {
            claimedBeside(group, lines).forEach(lines::add);
        }
        listed.stream().sorted(BY_DUE).forEach(item -> lines.add(line(item, MessageLine.Role.SOON_DUE)));
        MessageState message = new MessageState(
                id,
                MessageState.Kind.DUNNING,
                step.stage(),
                group,
                lead.id(),
                Optional.of(slot(lead).ref()),
                recipient.routes(),
                recipient.contact().id(),
                step.tone(),
                approval,
                approval ? MessageState.Status.AWAITING_APPROVAL : MessageState.Status.READY,
                work.today,
                work.today,
                1,
                lines);
        work.after.message(message);
        work.actions.add(new PlannedAction.NewMessage(message));
        if (!approval) {
            leaves(message);
        }
    }

    private static MessageLine.Role role(Stage stage) {
        return stage == Stage.PREVENTIVE ? MessageLine.Role.SOON_DUE : MessageLine.Role.CLAIMED;
    }

    private MessageLine line(Item item, MessageLine.Role role) {
        Schedule.Slot due = slot(item);
        return new MessageLine(
                item.id(), Optional.of(due.ref()), due.trigger(), role, item.dunnableMoney(), work.today);
    }

    /** What an overdue message asks for besides what it carries: everything overdue that no formal step has reached. */
    private List<MessageLine> claimedBeside(Optional<ReceivableId> group, List<MessageLine> lines) {
        if (group.isPresent()) {
            return List.of();
        }
        Set<ReceivableId> listed = new HashSet<>();
        lines.forEach(line -> listed.add(line.receivable()));
        return work.items.stream()
                .filter(item -> item.isDunnable() && item.overdue && item.scenario != null)
                .filter(item -> item.grouping() == Grouping.CUSTOMER && !hasReachedFormal(item.progress))
                .filter(item -> !listed.contains(item.id()))
                .sorted(BY_DUE)
                .map(item -> new MessageLine(
                        item.id(), Optional.empty(), 0, MessageLine.Role.CLAIMED, item.dunnableMoney(), work.today))
                .toList();
    }

    /** Whether the last step executed or planned is a formal one. */
    static boolean hasReachedFormal(ReceivableProgress progress) {
        for (StepExecution step : progress.steps()) {
            if ((step.state() == StepState.DONE || step.isBlocking())
                    && !step.step().stage().isBelow(Stage.FORMAL_NOTICE)) {
                return true;
            }
        }
        return false;
    }

    /** Marks a receivable's due step as planned with a message. */
    private void carry(Item item, MessageId id, boolean leavesToday) {
        Schedule.Slot due = slot(item);
        StepExecution planned = new StepExecution(
                due.ref(),
                due.trigger(),
                StepState.PLANNED,
                due.nominal(),
                due.date(),
                work.today,
                false,
                Optional.of(id),
                Optional.empty(),
                Attempts.next(item.progress, due.key()),
                Optional.empty());
        Attempts.bind(item, planned);
        item.message = id;
        if (leavesToday) {
            item.outcome = ItemOutcome.Kind.MESSAGE;
        }
    }

    /** The end of the patience of an invoice that a proposal took up on {@code takenUp}. */
    static LocalDate patienceEnd(Work work, LocalDate takenUp) {
        return work.office.plusBusinessDays(takenUp, work.policy.approvalPatience());
    }
}
