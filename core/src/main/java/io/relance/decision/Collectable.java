package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.DirectDebit;
import io.relance.account.PendingPayment;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What may be collected of receivables by direct debit: what is open, less the disputed and the promised part, what is under way, and the
 * customer's credit. Credit goes to what is due first, as it does for reminders; but as who collects need not wait for the due date,
 * what is left of it goes on to what is not due yet.
 */
public final class Collectable {
    private final Work work;
    private final List<Item> byDue;

    Collectable(Work work) {
        this.work = work;
        this.byDue = work.items.stream()
                .filter(item -> item.isOpen() && item.instalmentOf.isEmpty())
                .sorted(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                .toList();
    }

    /** Of each open receivable of an account as of {@code date}, those on plans too; may be 0, never below. */
    public static Map<ReceivableId, Money> of(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        Collectable collectable = new Collectable(DunningDecider.standings(snapshot, policy, date));
        Map<ReceivableId, Money> amounts = new HashMap<>();
        Map<ReceivableId, Long> minor = collectable.amounts(payment -> true);
        collectable.byDue.forEach(item -> amounts.put(item.id(), item.money(minor.getOrDefault(item.id(), 0L))));
        return amounts;
    }

    /** The open receivables of an account that are not collected for now as of {@code date}: on hold, or of books that are too old. */
    public static Set<ReceivableId> waiting(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return DunningDecider.standings(snapshot, policy, date).items.stream()
                .filter(item -> item.isOpen()
                        && (Reasons.has(item.forbids, ReasonCode.STALE_LEDGER)
                                || Reasons.has(item.forbids, ReasonCode.ON_HOLD)))
                .map(Item::id)
                .collect(Collectors.toSet());
    }

    /** In minor units, beside what is under way by others than {@code debit} and those that give way to it. */
    Map<ReceivableId, Long> beside(DirectDebit debit) {
        List<DirectDebit> debits = work.memory().directDebits();
        List<DirectDebit> less = debits.stream()
                .filter(other -> other.equals(debit) || (other.isExpected() && givesWay(other, debit, debits)))
                .toList();
        return amounts(payment -> less.stream().noneMatch(other -> other.isBy(payment)));
    }

    /**
     * Of two that would collect the same, as when a provider tries one again that had failed, the one that is nearest to the money stays: at
     * the bank before wanted before to be withdrawn, then the one that was asked for first.
     */
    private static boolean givesWay(DirectDebit other, DirectDebit to, List<DirectDebit> inOrder) {
        int nearer = Integer.compare(distance(to), distance(other));
        return nearer < 0 || (nearer == 0 && inOrder.indexOf(to) < inOrder.indexOf(other));
    }

    private static int distance(DirectDebit debit) {
        return switch (debit.state()) {
            case STARTED -> 0;
            case WANTED -> 1;
            case TO_WITHDRAW, DECLINED, WITHDRAWN, TOO_LATE -> 2;
        };
    }

    private Map<ReceivableId, Long> amounts(Predicate<PendingPayment> counts) {
        Map<ReceivableId, Long> underWay = new HashMap<>();
        work.underWay().stream()
                .filter(counts)
                .filter(payment -> work.item(payment.receivable())
                        .filter(item -> item.unit().equals(payment.amount().getCurrencyUnit()))
                        .isPresent())
                .forEach(payment ->
                        underWay.merge(payment.receivable(), payment.amount().getAmountMinorLong(), Math::addExact));
        Map<CurrencyUnit, Long> credit = new HashMap<>();
        work.position.unallocatedCredit().asMap().forEach((unit, sum) -> credit.put(unit, sum.getAmountMinorLong()));
        Map<ReceivableId, Long> amounts = new HashMap<>();
        for (Item item : byDue) {
            long left = Math.max(0, item.open - item.disputed - item.promised - underWay.getOrDefault(item.id(), 0L));
            long available = credit.getOrDefault(item.unit(), 0L);
            long cover = Math.min(left, available);
            credit.put(item.unit(), available - cover);
            amounts.put(item.id(), left - cover);
        }
        return amounts;
    }
}
