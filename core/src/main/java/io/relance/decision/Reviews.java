package io.relance.decision;

import io.relance.account.DirectDebit;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.delivery.MessageId;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.rule.CompiledCondition;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When an account must be looked at again if nothing changes (SEMANTICS 6.10): the earliest day on which an action, a reason
 * or a rule may come out otherwise.
 */
final class Reviews {
    private static final long NEVER = Long.MAX_VALUE;

    private final Work work;
    private final SnapshotFacts facts;
    private final List<MessageState> outstanding;
    private final Approvals approvals;
    /** The epoch day found so far. */
    private long next = NEVER;

    private boolean readsMessages;
    /** Found when it is asked for: few decisions do, those that send many messages do for each of them. */
    private @Nullable Contacts contacts;

    /** The days of all contacts, and the messages that are among them. */
    private record Contacts(ContactDays days, Set<MessageId> counted) {}

    Reviews(Work work, SnapshotFacts facts, List<MessageState> outstanding) {
        this.work = work;
        this.facts = facts;
        this.outstanding = outstanding;
        this.approvals = new Approvals(work);
    }

    Optional<LocalDate> next(Thanks thanks, OnceTasks once) {
        books();
        memory();
        for (Item item : work.items) {
            if (item.isOpen()) {
                item(item);
            }
        }
        messages();
        work.rules().nextLook().ifPresent(this::consider);
        readsMessages |= work.policy.rules().readsMessages();
        if (work.policy.rules().readsFrozen()) {
            creditData();
        }
        if (readsMessages && contactToday()) {
            consider(work.today.plusDays(1));
        }
        thanks.nextDay().ifPresent(this::consider);
        if (once.isOwed()) {
            // a day off put them back
            consider(work.office.next(work.today));
        }
        return next == NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(next));
    }

    private boolean contactToday() {
        for (Item item : work.items) {
            if (item.outcome == ItemOutcome.Kind.MESSAGE) {
                return true;
            }
        }
        for (LoggedContact contact : work.memory().contacts()) {
            if (contact.date().equals(work.today)) {
                return true;
            }
        }
        for (MessageState message : work.memory().messages()) {
            if (message.countsInCap() && message.on().equals(work.today)) {
                return true;
            }
        }
        return false;
    }

    private void consider(LocalDate date) {
        consider(date.toEpochDay());
    }

    private void consider(long day) {
        if (day > work.day && day < next) {
            next = day;
        }
    }

    /** What the books hold already, dated later. */
    private void books() {
        work.ledger.nextChange(work.today).ifPresent(this::consider);
    }

    /** What people recorded, with a day on which it begins or ends. */
    private void memory() {
        for (Hold hold : work.memory().holds()) {
            consider(hold.from());
            hold.until().filter(end -> end.isBefore(LocalDate.MAX)).ifPresent(end -> consider(end.plusDays(1)));
        }
        for (Promises.Judged judged : work.promises().judged()) {
            if (judged.status() == PromiseStatus.LIVE) {
                consider(judged.graceEnd().plusDays(1));
            }
        }
        work.memory().disputes().forEach(dispute -> {
            consider(dispute.opened());
            dispute.closed().ifPresent(this::consider);
        });
        for (PendingPayment payment : work.memory().pendingPayments()) {
            consider(payment.since());
            consider(payment.lapses().plusDays(1));
        }
        for (PaymentLink link : work.after.paymentLinks()) {
            if (link.state() == PaymentLink.State.TO_WITHDRAW) {
                consider(work.today.plusDays(1));
            } else if (link.state() == PaymentLink.State.OPEN) {
                consider(link.lastDay().plusDays(2));
            }
        }
        boolean unasked = work.after.directDebits().stream()
                .anyMatch(debit ->
                        debit.state() == DirectDebit.State.WANTED || debit.state() == DirectDebit.State.TO_WITHDRAW);
        if (unasked) {
            consider(work.today.plusDays(1));
        }
        work.memory().mandates().stream()
                .flatMap(mandate -> mandate.ask(work.policy.timeZone()).stream())
                .forEach(day -> consider(day.isAfter(work.today) ? day : work.today.plusDays(1)));
        if (RequestedPayments.mandate(work.memory()).isPresent()) {
            RequestedPayments payments = new RequestedPayments(work);
            work.items.forEach(item -> payments.uncollectedUntil(item).ifPresent(until -> consider(until.plusDays(1))));
        }
        for (InstalmentPlan plan : work.memory().plans()) {
            consider(plan.agreedOn());
            plan.broken().ifPresent(this::consider);
            plan.ended().ifPresent(this::consider);
        }
        work.memory().insolvency().ifPresent(insolvency -> consider(insolvency.judgment()));
    }

    private void item(Item item) {
        if (!item.overdue) {
            consider(item.due.plusDays(1));
        }
        if (item.progress.assignment().isPresent()) {
            consider(item.progress.assignment().get().from());
        }
        item.instalmentOf.ifPresent(plan -> instalment(item, plan));
        if (work.staleness().isPresent() && Reasons.has(item.forbids, ReasonCode.STALE_LEDGER)) {
            // fresher books need not hold anything new about this account
            consider(work.today.plusDays(1));
        }
        // what may not be asked for changes its scenario all the same
        ScenarioChoice.cooldownEnd(work, item).ifPresent(this::consider);
        Scenario scenario = item.scenario;
        if (!item.forbids.isEmpty() || item.schedule == null || scenario == null) {
            return;
        }
        ReceivableProgress progress = afterToday(item);
        if (progress.blocking().isPresent()) {
            return;
        }
        boolean actedToday = !progress.equals(item.progress) || item.outcome == ItemOutcome.Kind.TASK;
        Schedule schedule = actedToday ? StepSearch.schedule(work, item, scenario, progress) : item.schedule;
        for (Schedule.Slot slot : schedule.slots()) {
            step(item, schedule, slot, item.resting || actedToday);
        }
    }

    /** The progress as it will be when the message that leaves today was taken. */
    private ReceivableProgress afterToday(Item item) {
        StepExecution step =
                item.outcome == ItemOutcome.Kind.MESSAGE ? item.blocking().orElse(null) : null;
        if (step == null || step.message().isEmpty() || !step.message().get().equals(item.message)) {
            return item.progress;
        }
        boolean onSchedule = CaseUpdates.leftOnSchedule(step, daysBefore(step), work.today);
        return item.progress.toBuilder()
                .put(step.done(work.today, onSchedule, Optional.empty()))
                .build();
    }

    /** The contacts without the message of the step itself. */
    private ContactDays daysBefore(StepExecution step) {
        Contacts known = contacts;
        if (known == null) {
            Set<MessageId> counted = new HashSet<>();
            for (MessageState message : work.memory().messages()) {
                if (message.countsInCap()) {
                    counted.add(message.id());
                }
            }
            known = new Contacts(days(Optional.empty()), counted);
            contacts = known;
        }
        return step.message().filter(known.counted()::contains).isPresent() ? days(step.message()) : known.days();
    }

    private ContactDays days(Optional<MessageId> except) {
        return new ContactDays(work.memory(), work.customer, work.policy, work.today, except);
    }

    private void instalment(Item item, InstalmentPlan plan) {
        LocalDate graceEnd = PlanBreaks.graceEnd(work, item.due);
        consider(graceEnd.plusDays(1));
        if (plan.breaking() == InstalmentPlan.Breaking.AFTER_NOTICE) {
            item.progress
                    .steps()
                    .forEach(step ->
                            consider(PlanBreaks.graceEnd(work, step.on()).plusDays(1)));
        }
    }

    private void step(Item item, Schedule schedule, Schedule.Slot slot, boolean resting) {
        if (slot.isExpired(work.day)) {
            return;
        }
        if (!slot.isReached(work.day)) {
            // on that date the reason changes, even when the step itself must wait for a sending day
            consider(slot.day());
            return;
        }
        LocalDate tomorrow = work.today.plusDays(1);
        slot.last().ifPresent(last -> consider(last.plusDays(1)));
        if (slot.step().compiled().isPresent() && isAsked(item, slot)) {
            watch(item, slot.step().compiled().get());
        }
        if (resting) {
            consider(tomorrow);
        } else if (waitsForDay(item, slot)) {
            // from then on a proposal may take it up, whatever the day
            consider(schedule.earliest(slot.step()));
            schedule.ready(slot.step(), tomorrow, work.office).ifPresent(this::consider);
        }
    }

    /** Whether a step's condition matters now: none is asked beyond the first that is TRUE. */
    private static boolean isAsked(Item item, Schedule.Slot slot) {
        return item.dueSlot == null || slot.index() <= item.dueSlot.index();
    }

    /** Whether a due step is only kept back by the day or the cap. */
    private boolean waitsForDay(Item item, Schedule.Slot slot) {
        boolean reachable = slot.step().message().isEmpty()
                || Recipient.of(work.customer, slot.step()).isPresent();
        return item.dueSlot != null && slot.isSameAs(item.dueSlot) && !item.belowMinimum && reachable;
    }

    private void watch(Item item, CompiledCondition condition) {
        condition.nextChange(facts.of(item), work.today).ifPresent(this::consider);
        if (condition.readsFrozen()) {
            consider(work.today.plusMonths(1).withDayOfMonth(1));
            creditData();
        }
        readsMessages |= condition.readsMessages();
    }

    private void creditData() {
        work.memory()
                .externalScore()
                .ifPresent(score -> consider(score.expires().plusDays(1)));
    }

    /** Whether a line of a proposal waits for an approval that only others need. */
    private boolean mayBeReleased(MessageLine line) {
        Item item = work.item(line.receivable()).orElse(null);
        Scenario scenario = item == null ? null : item.scenario;
        return item != null
                && scenario != null
                && line.carried()
                        .flatMap(ref -> scenario.step(ref.step()))
                        .filter(step -> !approvals.needed(item, step))
                        .isPresent();
    }

    /** What may drop a line of a message still to be handed over. */
    private void line(MessageLine line, Item item) {
        if (line.role() == MessageLine.Role.SOON_DUE) {
            consider(item.due);
        }
        line.carried()
                .flatMap(ref -> Optional.ofNullable(item.scenario).flatMap(scenario -> scenario.step(ref.step())))
                .flatMap(Step::compiled)
                .ifPresent(condition -> watch(item, condition));
    }

    private void messages() {
        if (outstanding.isEmpty()) {
            return;
        }
        Set<MessageId> leaving = new HashSet<>();
        for (Item item : work.items) {
            if (item.outcome == ItemOutcome.Kind.MESSAGE && item.message != null) {
                leaving.add(item.message);
            }
        }
        for (MessageState message : outstanding) {
            message(message, leaving.contains(message.id()));
        }
    }

    private void message(MessageState message, boolean leaves) {
        for (MessageLine line : message.lines()) {
            work.item(line.receivable()).ifPresent(item -> line(line, item));
        }
        if (message.status() == MessageState.Status.READY) {
            if (message.kind() == MessageState.Kind.THANK_YOU) {
                consider(work.days.nextSendingDay(work.today.plusDays(1)));
            } else if (message.kind() != MessageState.Kind.DUNNING) {
                // what it confirms may be over before the next sending day, and notes go by the creditor's days
                consider(work.today.plusDays(1));
            } else if (!leaves) {
                LocalDate tomorrow = work.today.plusDays(1);
                LocalDate from = message.postponed().filter(tomorrow::isBefore).orElse(tomorrow);
                work.days.firstAllowed(from, message.stage()).ifPresent(this::consider);
                // its reason is another from then on
                message.postponed().ifPresent(this::consider);
            }
        } else {
            for (MessageLine line : message.lines()) {
                if (mayBeReleased(line)) {
                    consider(MessagePlanner.patienceEnd(work, line.takenUp()).plusDays(1));
                }
            }
        }
    }
}
