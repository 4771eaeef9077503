package io.relance.decision;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.PaymentLink;
import io.relance.account.PaymentLink.State;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which links and direct debits are to be withdrawn: those of which something is paid, settled or collected otherwise, since nobody should pay
 * it twice, and links that are over. One by which money came or is on its way is left to its provider.
 */
final class RequestedPayments {
    /** How long one that is over is remembered: disputes of payments come in that time. */
    private static final int REMEMBERED_DAYS = 200;
    /** A debit can be charged back as one that nobody allowed for thirteen months. */
    private static final int REMEMBERED_DEBIT_DAYS = 400;
    /** For how long an invoice is left to a mandate, in business days after its due date, before somebody is asked why nothing was collected. */
    private static final int UNCOLLECTED_DAYS = 5;

    private static final List<ReasonCode> NOT_COLLECTED = List.of(
            ReasonCode.INSOLVENCY,
            ReasonCode.ASSIGNED,
            ReasonCode.IN_LITIGATION,
            ReasonCode.WRITTEN_OFF,
            ReasonCode.ON_PLAN);

    /** What is not collected while that holds. */
    private static final List<ReasonCode> WAITS = List.of(ReasonCode.STALE_LEDGER, ReasonCode.ON_HOLD);

    /** Who would pay then would pay the wrong creditor. */
    private static final List<ReasonCode> NOT_PAID_HERE = List.of(ReasonCode.INSOLVENCY, ReasonCode.ASSIGNED);

    private final Work work;

    RequestedPayments(Work work) {
        this.work = work;
    }

    /** Whether it is left to direct debit; the instalments of plans are not. */
    static boolean isLeftToDirectDebit(DunningCase memory, Item item) {
        return item.instalmentOf.isEmpty() && memory.isLeftToDirectDebit(item.books.receivable());
    }

    /** A mandate in force: the first by name. */
    static Optional<Mandate> mandate(DunningCase memory) {
        return memory.mandates().stream()
                .filter(mandate -> mandate.state() == Mandate.State.ACTIVE)
                .min(Comparator.comparing(Mandate::provider).thenComparing(Mandate::id));
    }

    /** The last day on which nobody is asked why an invoice was not collected; empty when nobody is, as things are. */
    Optional<LocalDate> uncollectedUntil(Item item) {
        boolean byMandate = item.isOpen()
                && item.forbids.stream().allMatch(reason -> reason.code() == ReasonCode.AUTO_COLLECTED)
                && item.books.receivable().collection() != Receivable.CollectionMode.AUTOMATIC
                && isLeftToDirectDebit(work.memory(), item);
        return byMandate ? Optional.of(work.office.plusBusinessDays(item.due, UNCOLLECTED_DAYS)) : Optional.empty();
    }

    void review() {
        work.memory().paymentLinks().forEach(this::review);
        if (!work.memory().directDebits().isEmpty()) {
            Collectable collectable = new Collectable(work);
            List<DirectDebit> withdrawn = new ArrayList<>();
            // what the first of them leaves, and what one that goes gives back, is for the next
            work.memory().directDebits().stream()
                    .sorted(Collectable.NEAREST)
                    .forEach(debit -> review(debit, collectable, withdrawn));
        }
    }

    private void review(PaymentLink link) {
        // its last moments were on the day after its last whole day
        boolean expired = work.today.isAfter(link.lastDay().plusDays(1));
        if (link.state() == State.OVER && isForgotten(link.lastDay())) {
            work.after.withoutPaymentLink(link.key());
            forget(link);
        } else if (expired && (link.state() == State.TOO_LATE || (link.state() == State.OPEN && link.wasUsed()))) {
            work.after.paymentLink(link.become(State.OVER));
        } else if (link.state() == State.OPEN
                && !link.wasUsed()
                && (expired || !isOwed(link) || isCollected(link) || isPaidElsewhere(link))) {
            work.after.paymentLink(link.become(State.TO_WITHDRAW));
        }
    }

    private void review(DirectDebit debit, Collectable collectable, List<DirectDebit> withdrawn) {
        boolean open = debit.lines().stream()
                .anyMatch(line ->
                        work.item(line.receivable()).filter(Item::isOpen).isPresent());
        boolean over = debit.state() != DirectDebit.State.WANTED && debit.state() != DirectDebit.State.TO_WITHDRAW;
        if (!open && over && debit.day().plusDays(REMEMBERED_DEBIT_DAYS).isBefore(work.today)) {
            work.after.withoutDirectDebit(debit.id());
            forget(debit);
        } else if (debit.isExpected() && isToBeWithdrawn(debit, collectable, withdrawn)) {
            withdrawn.add(debit);
            work.after.directDebit(debit.become(DirectDebit.State.TO_WITHDRAW, work.today));
        }
    }

    private boolean isToBeWithdrawn(DirectDebit debit, Collectable collectable, List<DirectDebit> withdrawn) {
        return !isOwed(debit) || isBarred(debit, collectable, withdrawn) || isGivenUp(debit);
    }

    /** Whether it is wanted, and nothing has it wait or bars it. */
    boolean mayBeAsked(DirectDebit debit) {
        boolean waits = debit.lines().stream()
                .flatMap(line -> work.item(line.receivable()).stream())
                .anyMatch(item -> WAITS.stream().anyMatch(code -> Reasons.has(item.forbids, code)));
        return debit.state() == DirectDebit.State.WANTED
                && !waits
                && !isToBeWithdrawn(debit, new Collectable(work), List.of());
    }

    /** Why nothing of it may be collected at all. */
    static List<Reason> barring(Item item) {
        return item.forbids.stream()
                .filter(reason -> NOT_COLLECTED.contains(reason.code()))
                .toList();
    }

    private boolean isForgotten(LocalDate last) {
        return last.plusDays(REMEMBERED_DAYS).isBefore(work.today);
    }

    private void forget(RequestedPayment payment) {
        work.memory().pendingPayments().stream()
                .filter(payment::isBy)
                .forEach(pending -> work.after.withoutPendingPayment(pending.id()));
    }

    /** Whether all that it asks for is still open. */
    private boolean isOwed(RequestedPayment payment) {
        return payment.lines().stream()
                .allMatch(line -> work.item(line.receivable())
                        .filter(Item::isOpen)
                        .filter(item -> item.unit().equals(line.amount().getCurrencyUnit()))
                        .filter(item -> item.open >= line.amount().getAmountMinorLong())
                        .isPresent());
    }

    private boolean isPaidElsewhere(PaymentLink link) {
        return link.lines().stream()
                .flatMap(line -> work.item(line.receivable()).stream())
                .anyMatch(item -> NOT_PAID_HERE.stream().anyMatch(code -> Reasons.has(item.forbids, code)));
    }

    /** Whether something of it is collected by direct debit, or expected to have been. */
    private boolean isCollected(PaymentLink link) {
        return work.memory().directDebits().stream()
                .filter(debit -> debit.shares(link))
                .anyMatch(
                        debit -> debit.isExpected() || work.underWay().stream().anyMatch(debit::isBy));
    }

    /**
     * Whether something of it may not be collected: it is disputed, promised, on a plan, covered by credit, on its way otherwise, or in other
     * hands. A page waits for the customer, a direct debit does not.
     */
    private boolean isBarred(DirectDebit debit, Collectable collectable, List<DirectDebit> withdrawn) {
        Map<ReceivableId, Long> amounts = collectable.beside(debit, withdrawn);
        return debit.lines().stream()
                .anyMatch(line -> amounts.getOrDefault(line.receivable(), 0L)
                                < line.amount().getAmountMinorLong()
                        || work.item(line.receivable())
                                .filter(item -> !barring(item).isEmpty())
                                .isPresent());
    }

    /** Whether the provider could not be asked for it in all the days for which its money was expected: reminders go on by now. */
    private boolean isGivenUp(DirectDebit debit) {
        List<PendingPayment> expected =
                work.memory().pendingPayments().stream().filter(debit::isBy).toList();
        return debit.state() == DirectDebit.State.WANTED
                && expected.stream().allMatch(payment -> work.today.isAfter(payment.lapses()));
    }
}
