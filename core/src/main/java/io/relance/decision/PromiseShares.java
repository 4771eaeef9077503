package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.PromiseToPay;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Shares what a customer promises out over invoices, once, on the day on which it is recorded: oldest first (due date, then
 * number), each up to its dunnable amount (what is open less disputed, promised and pending parts and credit cover). A pure
 * function of the same arguments as the decision.
 *
 * <p>Defaults: the invoices are all that are overdue and may be asked for in one currency; the amount is their dunnable sum.
 * Instalments of plans are no invoices: a promise names none.
 */
public final class PromiseShares {
    private final List<Item> items;
    private final LocalDate date;

    private PromiseShares(List<Item> items, LocalDate date) {
        this.items = items;
        this.date = date;
    }

    /**
     * The parts of a promise of all that is overdue and may be asked for.
     *
     * @param currency empty: the only one there is
     * @throws IllegalArgumentException when there is nothing, or several currencies and none is named
     */
    public static List<PromiseToPay.Share> ofOverdue(
            AccountSnapshot snapshot, Policy policy, LocalDate date, Optional<CurrencyUnit> currency) {
        return of(snapshot, policy, date).overdue(currency, Optional.empty());
    }

    /**
     * The parts of a promise of an amount, over all that is overdue and may be asked for in its currency; when less is
     * promised than that, the newest invoices have no part.
     *
     * @throws IllegalArgumentException when there is nothing, the amount is not above 0, or more than may be asked for
     */
    public static List<PromiseToPay.Share> ofOverdue(
            AccountSnapshot snapshot, Policy policy, LocalDate date, Money amount) {
        return of(snapshot, policy, date).overdue(Optional.of(amount.getCurrencyUnit()), Optional.of(amount));
    }

    /**
     * The parts of a promise for invoices that are named, overdue or not.
     *
     * @param invoices in any order; all in one currency
     * @param amount empty: their dunnable sum
     * @throws IllegalArgumentException when one of them is unknown or on a plan, or nothing of it is left, when they mix
     *     currencies, or when the amount is in another one, not above 0 or more than their dunnable sum; it tells all of that
     */
    public static List<PromiseToPay.Share> of(
            AccountSnapshot snapshot,
            Policy policy,
            LocalDate date,
            Collection<ReceivableId> invoices,
            Optional<Money> amount) {
        return of(snapshot, policy, date).named(new LinkedHashSet<>(invoices), amount);
    }

    private static PromiseShares of(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        List<Item> items = DunningDecider.standings(snapshot, policy, date).items.stream()
                .filter(item -> item.instalmentOf.isEmpty())
                .sorted(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                .toList();
        return new PromiseShares(items, date);
    }

    private List<PromiseToPay.Share> overdue(Optional<CurrencyUnit> currency, Optional<Money> amount) {
        List<Item> overdue = items.stream()
                .filter(item -> item.overdue && item.isDunnable() && item.dunnable > 0)
                .filter(item -> currency.isEmpty() || currency.get().equals(item.unit()))
                .toList();
        if (overdue.isEmpty()) {
            String in = currency.map(unit -> " in " + unit).orElse("");
            throw new IllegalArgumentException(
                    "nothing overdue" + in + " may be asked for on " + date + ": name the invoices of the promise");
        }
        List<CurrencyUnit> units =
                overdue.stream().map(Item::unit).distinct().sorted().toList();
        if (units.size() > 1) {
            throw new IllegalArgumentException("what is overdue is in several currencies, " + units
                    + ": name that of the promise, or its invoices");
        }
        return shared(overdue, amount);
    }

    private List<PromiseToPay.Share> named(Set<ReceivableId> invoices, Optional<Money> amount) {
        List<String> problems = new ArrayList<>();
        if (invoices.isEmpty()) {
            problems.add("a promise names at least one invoice");
        }
        List<Item> named =
                items.stream().filter(item -> invoices.contains(item.id())).toList();
        for (ReceivableId id : invoices) {
            if (named.stream().noneMatch(item -> item.id().equals(id))) {
                problems.add("there is no invoice \"" + id + "\" on " + date);
            }
        }
        for (Item item : named) {
            Optional<Reason> plan = item.forbids.stream()
                    .filter(reason -> reason.code() == ReasonCode.ON_PLAN)
                    .findFirst();
            if (plan.isPresent()) {
                problems.add("\"" + item.id() + "\" is " + plan.get().text());
            } else if (item.dunnable == 0) {
                String why = item.forbids.stream()
                        .findFirst()
                        .map(Reason::toString)
                        .orElse("nothing of it may be asked for");
                problems.add("nothing is left of \"" + item.id() + "\" to be promised: " + why);
            }
        }
        if (named.stream().map(Item::unit).distinct().count() > 1) {
            problems.add("the invoices are in several currencies: a promise is in one");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return shared(named, amount);
    }

    /** Shares an amount out over items of one currency, oldest first. */
    private static List<PromiseToPay.Share> shared(List<Item> over, Optional<Money> amount) {
        CurrencyUnit unit = over.get(0).unit();
        long sum = 0;
        for (Item item : over) {
            sum = Math.addExact(sum, item.dunnable);
        }
        Money all = Money.ofMinor(unit, sum);
        Money promised = amount.orElse(all);
        if (!promised.getCurrencyUnit().equals(unit)) {
            throw new IllegalArgumentException("the promise is over " + promised + ", but its invoices are in " + unit);
        }
        if (!promised.isPositive()) {
            throw new IllegalArgumentException("a promise must be above 0, but was " + promised);
        }
        if (promised.isGreaterThan(all)) {
            throw new IllegalArgumentException(
                    "the promise is over " + promised + ", but only " + all + " may be asked for of its invoices");
        }
        long left = promised.getAmountMinorLong();
        List<PromiseToPay.Share> shares = new ArrayList<>();
        for (Item item : over) {
            long part = Math.min(left, item.dunnable);
            left -= part;
            if (part > 0) {
                shares.add(new PromiseToPay.Share(item.id(), item.money(part)));
            }
        }
        return shares;
    }
}
