package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.DirectDebit;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.plan.Reason;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What may be collected of receivables by direct debit: what is open, less the disputed and the promised part, what is under way, and the
 * customer's credit. Credit goes to what is due first, as it does for reminders; but as who collects need not wait for the due date,
 * what is left of it goes on to what is not due yet.
 */
public final class Collectable {
    /**
     * Of two that would collect the same, as when a provider tries one again that had failed, the one that is nearest to the money stays: at
     * the bank before wanted before to be withdrawn, then the one that was asked for first.
     */
    static final Comparator<DirectDebit> NEAREST = Comparator.comparing(Collectable::distance)
            .thenComparing(DirectDebit::wanted)
            .thenComparing(DirectDebit::id);

    private final Work work;
    private final List<Item> byDue;
    /** What is under way, by receivable. */
    private final Map<ReceivableId, List<PendingPayment>> underWay = new HashMap<>();
    /** Whose they are, by their names. */
    private final Map<String, DirectDebit> owners = new HashMap<>();

    Collectable(Work work) {
        this.work = work;
        this.byDue = work.items.stream()
                .filter(item -> item.isOpen() && item.instalmentOf.isEmpty())
                .sorted(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                .toList();
        work.underWay()
                .forEach(payment -> underWay.computeIfAbsent(payment.receivable(), id -> new ArrayList<>())
                        .add(payment));
        for (DirectDebit debit : work.memory().directDebits()) {
            debit.lines().forEach(line -> owners.put(debit.pendingId(line.receivable()), debit));
        }
    }

    /**
     * Of one receivable.
     *
     * @param amount may be 0, never below
     * @param barring why nothing of it may be collected at all, in order of precedence
     */
    public record Part(Money amount, List<Reason> barring) {}

    /** Of each open receivable of an account as of {@code date}, instalments of plans apart. */
    public static Map<ReceivableId, Part> of(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        Collectable collectable = new Collectable(DunningDecider.standings(snapshot, policy, date));
        Map<ReceivableId, Long> amounts = collectable.amounts(collectable.byDue, payment -> true);
        Map<ReceivableId, Part> parts = new HashMap<>();
        for (Item item : collectable.byDue) {
            long amount = amounts.getOrDefault(item.id(), 0L);
            parts.put(item.id(), new Part(item.money(amount), RequestedPayments.barring(item)));
        }
        return parts;
    }

    /**
     * Whether a provider may be asked for a direct debit as of {@code date}: it is wanted, may be collected in full, and nothing has it wait. What is on
     * hold, or of books that are too old, waits; so does what the customer can still pay on a page, or another direct debit may collect.
     */
    public static boolean mayBeAsked(AccountSnapshot snapshot, Policy policy, LocalDate date, DirectDebit debit) {
        boolean otherwise = snapshot.memory().requestedPayments().stream()
                .filter(other -> !other.key().equals(debit.key()) && other.shares(debit))
                .anyMatch(Collectable::mayStillCollect);
        return !otherwise && new RequestedPayments(DunningDecider.standings(snapshot, policy, date)).mayBeAsked(debit);
    }

    private static boolean mayStillCollect(RequestedPayment payment) {
        return payment instanceof PaymentLink link ? link.isPayable() : ((DirectDebit) payment).isExpected();
    }

    /**
     * In minor units, of what {@code debit} is for: beside what is under way by others, but for those that give way to it and those that are withdrawn
     * anyhow.
     */
    Map<ReceivableId, Long> beside(DirectDebit debit, Collection<DirectDebit> withdrawn) {
        Predicate<PendingPayment> counts = payment -> Optional.ofNullable(owners.get(payment.id()))
                .filter(owner -> owner.equals(debit)
                        || withdrawn.contains(owner)
                        || (owner.isExpected() && NEAREST.compare(debit, owner) < 0))
                .isEmpty();
        List<Item> items = work.position.unallocated().isEmpty()
                ? debit.lines().stream()
                        .flatMap(line -> work.item(line.receivable()).stream())
                        .filter(item -> item.isOpen() && item.instalmentOf.isEmpty())
                        .toList()
                : byDue;
        return amounts(items, counts);
    }

    private static int distance(DirectDebit debit) {
        return switch (debit.state()) {
            case STARTED -> 0;
            case WANTED -> 1;
            case TO_WITHDRAW, DECLINED, WITHDRAWN, TOO_LATE -> 2;
        };
    }

    /** @param items by due date, all of them when there is credit */
    private Map<ReceivableId, Long> amounts(List<Item> items, Predicate<PendingPayment> counts) {
        Map<CurrencyUnit, Long> credit = new HashMap<>();
        work.position.unallocatedCredit().asMap().forEach((unit, sum) -> credit.put(unit, sum.getAmountMinorLong()));
        Map<ReceivableId, Long> amounts = new HashMap<>();
        for (Item item : items) {
            long left = Math.max(0, item.open - item.disputed - item.promised - underWay(item, counts));
            long available = credit.getOrDefault(item.unit(), 0L);
            long cover = Math.min(left, available);
            credit.put(item.unit(), available - cover);
            amounts.put(item.id(), left - cover);
        }
        return amounts;
    }

    private long underWay(Item item, Predicate<PendingPayment> counts) {
        return underWay.getOrDefault(item.id(), List.of()).stream()
                .filter(payment -> payment.amount().getCurrencyUnit().equals(item.unit()))
                .filter(counts)
                .mapToLong(payment -> payment.amount().getAmountMinorLong())
                .reduce(0, Math::addExact);
    }
}
