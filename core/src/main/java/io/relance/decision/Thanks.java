package io.relance.decision;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
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
        MessageState message = MessageState.ofNoStep(
                Ids.thanks(work.account(), lead.id(), lead.progress.cycle()),
                MessageState.Kind.THANK_YOU,
                lead.id(),
                recipient.get().routes(),
                recipient.get().contact().id(),
                work.today,
                lines,
                Optional.empty());
        work.after.message(message);
        work.actions.add(new PlannedAction.NewMessage(message));
    }

    /** Whether a message to the customer that is no reminder leaves or left on a day: thanks are alone on theirs. */
    static boolean isInTheWay(MessageState message, LocalDate date) {
        boolean leaves = message.status() == MessageState.Status.READY
                && (message.kind() == MessageState.Kind.CONFIRMATION || message.kind() == MessageState.Kind.STATEMENT);
        boolean left = message.isForCustomer()
                && message.wasHandedOver()
                && message.on().equals(date);
        return leaves || left;
    }

    private boolean mayLeave(LocalDate date) {
        boolean otherMessage = work.after.messages().stream().anyMatch(message -> isInTheWay(message, date))
                || work.items.stream().anyMatch(item -> item.outcome == io.relance.plan.ItemOutcome.Kind.MESSAGE);
        return work.days.isSendingDay(date) && !otherMessage;
    }

    /** The invoices that thanks are owed for today, by due date, then number; none while anything dunnable is overdue. */
    private List<Item> owed() {
        List<Item> owed = new ArrayList<>();
        for (Item item : work.items) {
            boolean overdue = item.overdue && item.isDunnable();
            boolean stopped =
                    Reasons.has(item.forbids, ReasonCode.STALE_LEDGER) || Reasons.has(item.forbids, ReasonCode.ON_HOLD);
            if (overdue || stopped) {
                return List.of();
            }
        }
        for (Item item : work.items) {
            if (item.books.state() == ItemState.SETTLED && lastDay(item).isPresent()) {
                owed.add(item);
            }
        }
        owed.sort(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id));
        return owed;
    }

    /** The next day on which thanks may leave, when some are owed and could not leave today. */
    Optional<LocalDate> nextDay() {
        for (Item item : owed()) {
            if (item.progress.thanked().isEmpty()) {
                return Optional.of(work.days.nextSendingDay(work.today.plusDays(1)));
            }
        }
        return Optional.empty();
    }

    private Optional<Route> route(Item item) {
        return item.progress
                .scenario()
                .flatMap(ref -> work.policy.scenario(ref.id()))
                .flatMap(Scenario::thankYou);
    }

    /** Why thanks that were planned on an earlier day, or earlier today, are not owed any more; empty when they are. */
    Optional<String> whyNoLonger(MessageState thanks) {
        for (MessageLine line : thanks.lines()) {
            Optional<Item> item = work.item(line.receivable());
            if (item.filter(of -> of.books.state() == ItemState.SETTLED).isEmpty()) {
                return Optional.of(line.receivable() + " is not paid any more");
            }
            if (item.flatMap(this::lastDayAfterPayment)
                    .filter(day -> !work.today.isAfter(day))
                    .isEmpty()) {
                return Optional.of("the payment of " + line.receivable() + " is too long ago");
            }
        }
        return Optional.empty();
    }

    /** The last day, today or later, on which thanks for this invoice may leave; empty when none are owed for it. */
    private Optional<LocalDate> lastDay(Item item) {
        boolean maybe = item.progress.thanked().isEmpty() && route(item).isPresent();
        // the messages are looked through only for what was paid these days
        return maybe
                ? lastDayAfterPayment(item).filter(day -> !work.today.isAfter(day) && wasReminded(item))
                : Optional.empty();
    }

    private Optional<LocalDate> lastDayAfterPayment(Item item) {
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
                .filter(m -> m.status() == MessageState.Status.ACCEPTED
                        && m.wasReminder()
                        && !m.on().isAfter(settled)
                        && !m.on().isBefore(since))
                .anyMatch(m -> m.line(item.id())
                        .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                        .isPresent());
    }
}
