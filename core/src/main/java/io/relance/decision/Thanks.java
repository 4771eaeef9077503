package io.relance.decision;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.action.Stage;
import io.relance.action.Tone;
import io.relance.plan.PlannedAction;
import io.relance.receivable.ContactRole;
import io.relance.receivable.ItemState;
import io.relance.receivable.Movement;
import io.relance.scenario.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Thanks for a payment that followed a reminder (SEMANTICS 6.8): once an invoice and cycle, alone on its day. */
final class Thanks {
    private final Work work;

    Thanks(Work work) {
        this.work = work;
    }

    void plan() {
        List<Item> owed = owed();
        if (owed.isEmpty() || !mayLeave(work.today)) {
            return;
        }
        Item lead = owed.get(0);
        Route route = route(lead).orElseThrow();
        Optional<Recipient> recipient = Recipient.of(work.customer, List.of(ContactRole.BILLING), List.of(route));
        if (recipient.isEmpty()) {
            return;
        }
        List<MessageLine> lines = new ArrayList<>();
        for (Item item : owed) {
            lines.add(new MessageLine(
                    item.id(), Optional.empty(), 0, MessageLine.Role.THANKED, item.books.paid(), work.today));
            item.progress = item.progress.toBuilder().thanked(work.today).build();
        }
        MessageState message = new MessageState(
                Ids.thanks(work.account(), lead.id(), lead.progress.cycle()),
                MessageState.Kind.THANK_YOU,
                Stage.AMICABLE,
                Optional.empty(),
                lead.id(),
                Optional.empty(),
                recipient.get().routes(),
                recipient.get().contact().id(),
                Tone.FRIENDLY,
                false,
                MessageState.Status.READY,
                work.today,
                work.today,
                1,
                lines);
        work.after.message(message);
        work.actions.add(new PlannedAction.NewMessage(message));
    }

    private boolean mayLeave(LocalDate date) {
        boolean otherMessage = work.memory().messages().stream().anyMatch(m -> m.wasHandedOver() && m.on().equals(date))
                || work.items.stream().anyMatch(item -> item.outcome == io.relance.plan.ItemOutcome.Kind.MESSAGE);
        return work.days.isSendingDay(date) && !otherMessage;
    }

    /** Whether thanks that could not leave on the day of their plan are still in place. */
    boolean areStillDue(MessageState thanks) {
        return !isAnythingOverdue()
                && thanks.lines().stream()
                        .allMatch(line -> work.item(line.receivable())
                                .flatMap(this::lastDay)
                                .filter(day -> !work.today.isAfter(day))
                                .isPresent());
    }

    private boolean isAnythingOverdue() {
        return work.items.stream().anyMatch(item -> item.overdue && item.isDunnable());
    }

    /** The invoices that thanks are owed for today, by due date, then number; none while anything dunnable is overdue. */
    private List<Item> owed() {
        if (isAnythingOverdue()) {
            return List.of();
        }
        return work.items.stream()
                .filter(item -> item.progress.thanked().isEmpty())
                .filter(item ->
                        lastDay(item).filter(day -> !work.today.isAfter(day)).isPresent())
                .sorted(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                .toList();
    }

    /** The next day on which thanks may leave, when some are owed and could not leave today. */
    Optional<LocalDate> nextDay() {
        boolean stillOwed =
                owed().stream().anyMatch(item -> item.progress.thanked().isEmpty());
        return stillOwed ? Optional.of(work.days.nextSendingDay(work.today.plusDays(1))) : Optional.empty();
    }

    private Optional<Route> route(Item item) {
        return item.progress
                .scenario()
                .flatMap(ref -> work.policy.scenario(ref.id()))
                .flatMap(Scenario::thankYou);
    }

    /** The last day on which thanks for this invoice may leave; empty when none are owed for it. */
    private Optional<LocalDate> lastDay(Item item) {
        if (item.books.state() != ItemState.SETTLED
                || route(item).isEmpty()
                || !wasReminded(item)) {
            return Optional.empty();
        }
        Optional<Instant> recorded = work.ledger.movements(item.id()).stream()
                .filter(m -> m.kind() == Movement.Kind.PAYMENT
                        && m.amount().isPositive()
                        && !m.effective().isAfter(work.today))
                .map(Movement::recordedAt)
                .max(Instant::compareTo);
        return recorded.map(at -> at.atZone(work.policy.timeZone()).toLocalDate())
                .filter(day -> !day.isAfter(work.today))
                .map(day -> work.office.plusBusinessDays(day, work.policy.thanksWithin()));
    }

    private boolean wasReminded(Item item) {
        LocalDate settled = item.books.settled().orElse(work.today);
        LocalDate since = item.progress.firstSeen().orElse(LocalDate.MIN);
        return work.memory().messages().stream()
                .filter(m -> m.countsInCap() && !m.on().isAfter(settled) && !m.on().isBefore(since))
                .anyMatch(m -> m.line(item.id())
                        .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                        .isPresent());
    }
}
