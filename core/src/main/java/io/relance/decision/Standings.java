package io.relance.decision;

import io.relance.account.Assignment;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.PendingPayment;
import io.relance.account.ReceivableProgress;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.receivable.ItemState;
import io.relance.receivable.Movement;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Effect;
import io.relance.rule.RuleEffect;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/** How every receivable of an account stands: what may be asked for of it, and if nothing, why (SEMANTICS 2 and 6.1). */
final class Standings {
    private final Work work;

    private Standings(Work work) {
        this.work = work;
    }

    /** Finds the items of the account and the amounts that may be asked for. */
    static void amounts(Work work) {
        Standings standings = new Standings(work);
        for (OpenItem item : work.position.items()) {
            work.add(standings.item(item, Optional.empty(), work.policy.effectiveDue(item.receivable())));
        }
        for (InstalmentPlan plan : Plans.inOrder(work.memory())) {
            if (plan.isLive(work.today) && isFirstOnItsInvoices(work, plan)) {
                for (OpenItem instalment :
                        Plans.instalments(plan, work.ledger, work.position, work.policy.tolerance())) {
                    // an invoice issued later may have its number: nothing is asked for under a number of something
                    // else
                    if (work.item(instalment.id()).isEmpty()) {
                        work.add(standings.item(
                                instalment,
                                Optional.of(plan),
                                instalment.receivable().due()));
                    }
                }
            }
        }
        work.items.forEach(standings::parts);
        standings.coverByCredit();
        PlanParts.amounts(work);
        for (Item item : work.items) {
            item.dunnable = Math.max(0, item.open - item.disputed - item.promised - item.pending - item.cover);
        }
    }

    /** Of two live plans over one invoice only the one recorded first is asked for. */
    private static boolean isFirstOnItsInvoices(Work work, InstalmentPlan plan) {
        for (ReceivableId id : plan.receivables()) {
            Optional<InstalmentPlan> first = Plans.covering(work.memory(), id, work.today);
            if (first.isEmpty() || !first.get().id().equals(plan.id())) {
                return false;
            }
        }
        return true;
    }

    private Item item(OpenItem books, Optional<InstalmentPlan> plan, LocalDate due) {
        ReceivableProgress progress = work.memory().progressOf(books.id());
        int reopenings =
                plan.isPresent() ? 0 : Reopenings.count(work.ledger, books.receivable(), work.today, work.policy);
        Item item = new Item(books, plan, due, work.today, progress);
        return reopenings > progress.reopenings() ? item.inNewCycle(reopenings) : item;
    }

    private void parts(Item item) {
        long open = item.open;
        if (open == 0) {
            return;
        }
        item.disputed = Math.min(open, disputedPart(item, open));
        item.promised = Math.min(open - item.disputed, work.promises().suspendedOf(item.id()));
        item.pending = Math.min(open - item.disputed - item.promised, pendingPart(item));
    }

    private long pendingPart(Item item) {
        long pending = 0;
        for (PendingPayment payment : work.underWay()) {
            if (payment.receivable().equals(item.id())
                    && payment.amount().getCurrencyUnit().equals(item.unit())) {
                pending = Math.addExact(pending, payment.amount().getAmountMinorLong());
            }
        }
        return pending;
    }

    private long disputedPart(Item item, long open) {
        Receivable receivable = item.books.receivable();
        Optional<LocalDate> flagged = reached(receivable.disputedFrom());
        if (flagged.isPresent() && !wasClosedSince(receivable, flagged.get())) {
            return open;
        }
        if (work.memory().disputes().isEmpty()) {
            return 0;
        }
        long sum = 0;
        for (Dispute dispute : openDisputes(item)) {
            sum = Math.addExact(
                    sum, dispute.amount().map(a -> a.getAmountMinorLong()).orElse(open));
        }
        return sum;
    }

    private List<Dispute> openDisputes(Item item) {
        return work.memory().disputes().stream()
                .filter(dispute -> dispute.receivable().equals(item.id())
                        && dispute.isOpen(work.today)
                        && dispute.amount()
                                .filter(amount -> !amount.getCurrencyUnit().equals(item.unit()))
                                .isEmpty()
                        && !wasClosedSince(item.books.receivable(), dispute.opened()))
                .sorted(Comparator.comparing(Dispute::opened).thenComparing(Dispute::id))
                .toList();
    }

    /** Whether nothing was open at the end of some day since {@code from}: that ends a dispute for good. */
    private boolean wasClosedSince(Receivable receivable, LocalDate from) {
        long open = receivable.amount().getAmountMinorLong();
        List<Movement> movements = work.ledger.movements(receivable.id());
        for (int i = 0; i < movements.size(); i++) {
            Movement movement = movements.get(i);
            if (movement.effective().isAfter(work.today)) {
                break;
            }
            open -= movement.amount().getAmountMinorLong();
            boolean dayEnds = i + 1 == movements.size()
                    || movements.get(i + 1).effective().isAfter(movement.effective());
            if (dayEnds && open == 0 && !movement.effective().isBefore(from)) {
                return true;
            }
        }
        return false;
    }

    /** Unallocated credit of the customer, against overdue items of its currency, oldest due first, then by number. */
    private void coverByCredit() {
        if (work.position.unallocated().isEmpty()) {
            return;
        }
        Map<CurrencyUnit, Long> credit = new HashMap<>();
        work.position.unallocatedCredit().asMap().forEach((unit, sum) -> credit.put(unit, sum.getAmountMinorLong()));
        List<Item> byDue = work.items.stream()
                .filter(item -> item.overdue && item.isOpen() && item.instalmentOf.isEmpty())
                .sorted(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                .toList();
        for (Item item : byDue) {
            long left = item.open - item.disputed - item.promised - item.pending;
            long available = credit.getOrDefault(item.unit(), 0L);
            item.cover = Math.min(left, available);
            credit.put(item.unit(), available - item.cover);
        }
    }

    /** Finds why nothing may be asked for, once the rules are known. */
    static void forbid(Work work) {
        Standings standings = new Standings(work);
        work.items.forEach(standings::forbid);
        PlanParts.stops(work);
    }

    private void forbid(Item item) {
        Receivable receivable = item.books.receivable();
        closed(item);
        assigned(item);
        insolvency(item)
                .ifPresent(judgment -> add(
                        item,
                        ReasonCode.INSOLVENCY,
                        "issued on " + receivable.issued() + ", insolvency proceedings opened on " + judgment));
        litigation(item).ifPresent(from -> add(item, ReasonCode.IN_LITIGATION, "in litigation since " + from));
        staleLedger(item);
        hold(item);
        long tolerance = work.policy.tolerance().minor(item.unit());
        long left = item.open;
        left -= item.disputed;
        if (item.disputed > 0 && left <= tolerance) {
            dispute(item);
        }
        plan(item);
        left -= item.promised;
        if (item.promised > 0 && left <= tolerance) {
            promise(item);
        }
        left -= item.pending;
        if (item.pending > 0 && left <= tolerance) {
            pending(item);
        }
        autoCollected(item);
        left -= item.cover;
        if (item.cover > 0 && left <= tolerance) {
            add(
                    item,
                    ReasonCode.COVERED_BY_CREDIT,
                    "the customer's credit covers " + item.money(item.cover) + " of it");
        }
    }

    private void closed(Item item) {
        OpenItem books = item.books;
        switch (books.state()) {
            case OPEN ->
                reached(item.progress.writtenOffFrom())
                        .ifPresent(from -> add(
                                item,
                                ReasonCode.WRITTEN_OFF,
                                "written off on " + from + "; the books have " + books.open() + " open"));
            case WRITTEN_OFF -> add(item, ReasonCode.WRITTEN_OFF, books.writtenOff() + " was written off");
            case SETTLED ->
                add(
                        item,
                        ReasonCode.PAID,
                        books.settled().isEmpty()
                                ? "settled"
                                : "settled on " + books.settled().get());
            case CANCELLED -> add(item, ReasonCode.PAID, "cancelled by credit notes of " + books.credited());
            case NEGLIGIBLE -> add(item, ReasonCode.PAID, "no more than " + books.open() + " is owed");
        }
    }

    private void assigned(Item item) {
        Optional<Assignment> said = item.progress
                .assignment()
                .filter(assignment -> !assignment.from().isAfter(work.today));
        if (said.isPresent()) {
            add(
                    item,
                    ReasonCode.ASSIGNED,
                    "assigned to " + said.get().to() + " since " + said.get().from());
            return;
        }
        Optional<LocalDate> books = reached(item.books.receivable().assignedFrom());
        if (books.isPresent()) {
            add(item, ReasonCode.ASSIGNED, "assigned since " + books.get());
        }
    }

    private Optional<LocalDate> insolvency(Item item) {
        Optional<LocalDate> judgment = reached(item.books.receivable().insolvencyFrom());
        if (judgment.isEmpty() && work.memory().insolvency().isPresent()) {
            judgment = reached(Optional.of(work.memory().insolvency().get().judgment()));
        }
        return judgment.isPresent() && !item.books.receivable().issued().isAfter(judgment.get())
                ? judgment
                : Optional.empty();
    }

    private Optional<LocalDate> litigation(Item item) {
        Optional<LocalDate> handedOver = item.progress.litigationFrom();
        return reached(
                handedOver.isPresent() ? handedOver : item.books.receivable().litigationFrom());
    }

    private Optional<LocalDate> reached(Optional<LocalDate> day) {
        return day.isPresent() && day.get().isAfter(work.today) ? Optional.empty() : day;
    }

    private void staleLedger(Item item) {
        work.staleness().ifPresent(why -> add(item, ReasonCode.STALE_LEDGER, why));
    }

    private void hold(Item item) {
        if (work.memory().holds().isEmpty()) {
            holdByRule(item);
            return;
        }
        // of several that which ends last, for only then does the reason end
        Optional<Hold> longest = work.memory().holds().stream()
                .filter(hold -> hold.covers(item.id(), work.today))
                .max(Comparator.comparing((Hold hold) -> hold.until().orElse(LocalDate.MAX))
                        .thenComparing(Hold::from, Comparator.reverseOrder())
                        .thenComparing(Hold::id, Comparator.reverseOrder()));
        if (longest.isPresent()) {
            Hold hold = longest.get();
            item.forbids.add(new Reason(
                    ReasonCode.ON_HOLD,
                    "on hold since " + hold.from()
                            + hold.until().map(end -> " until " + end).orElse("") + ": " + hold.reason(),
                    hold.until()));
            return;
        }
        holdByRule(item);
    }

    private void holdByRule(Item item) {
        for (RuleEffect ruled : work.rules().inForce()) {
            if (ruled.effect() instanceof Effect.Hold hold) {
                add(item, ReasonCode.ON_HOLD, "on hold by rule \"" + ruled.ruleId() + "\": " + hold.reason());
                return;
            }
        }
    }

    private void dispute(Item item) {
        Optional<Dispute> recorded = openDisputes(item).stream().findFirst();
        String since = recorded.map(dispute -> dispute.opened() + " (" + dispute.category() + ")")
                .orElseGet(() -> item.books
                        .receivable()
                        .disputedFrom()
                        .map(LocalDate::toString)
                        .orElse("?"));
        add(item, ReasonCode.DISPUTED, item.money(item.disputed) + " disputed since " + since);
    }

    private void plan(Item item) {
        if (item.instalmentOf.isPresent() || work.memory().plans().isEmpty()) {
            return;
        }
        Plans.covering(work.memory(), item.id(), work.today)
                .filter(this::isUnpaid)
                .ifPresent(plan -> add(
                        item,
                        ReasonCode.ON_PLAN,
                        "paid in instalments under plan " + plan.id() + " since " + plan.agreedOn()));
    }

    /** Whether anything is left of a plan; what its instalments did not cover goes on by itself afterwards. */
    private boolean isUnpaid(InstalmentPlan plan) {
        return isFirstOnItsInvoices(work, plan)
                && Plans.instalments(plan, work.ledger, work.position, work.policy.tolerance()).stream()
                        .anyMatch(instalment -> instalment.state() == ItemState.OPEN);
    }

    private void promise(Item item) {
        Optional<LocalDate> until = PlanParts.standingFor(item).stream()
                .flatMap(id -> work.promises().suspendedUntil(id).stream())
                .max(LocalDate::compareTo);
        item.forbids.add(new Reason(
                ReasonCode.PROMISED,
                item.money(item.promised) + " promised"
                        + until.map(day -> ", to come by " + day + " at the latest")
                                .orElse(""),
                until));
    }

    private void pending(Item item) {
        Optional<LocalDate> until = work.underWay().stream()
                .filter(payment -> PlanParts.standingFor(item).contains(payment.receivable()))
                .map(PendingPayment::lapses)
                .max(LocalDate::compareTo);
        item.forbids.add(new Reason(
                ReasonCode.PAYMENT_PENDING,
                item.money(item.pending) + " on its way"
                        + until.map(day -> ", expected until " + day).orElse(""),
                until));
    }

    private void autoCollected(Item item) {
        if (item.overdue && RequestedPayments.isLeftToDirectDebit(work.memory(), item)) {
            add(
                    item,
                    ReasonCode.AUTO_COLLECTED,
                    "collected by direct debit; due on " + item.due + ", no collection failed");
        }
    }

    private static void add(Item item, ReasonCode code, String text) {
        item.forbids.add(new Reason(code, text, Optional.empty()));
    }
}
