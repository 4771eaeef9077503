package io.relance.money;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One exact sum per currency. Currencies are never added to, compared with or set off against each other.
 *
 * <p>Immutable. A currency whose sum is zero is not in the bag, so two bags that hold the same money are equal. Iteration
 * is by currency code.
 */
public final class MoneyBag {
    private static final MoneyBag EMPTY = new MoneyBag(new TreeMap<>());

    private final SortedMap<CurrencyUnit, Money> sums;

    private MoneyBag(SortedMap<CurrencyUnit, Money> sums) {
        this.sums = sums;
    }

    /** The bag with no money in it. */
    public static MoneyBag empty() {
        return EMPTY;
    }

    /** The sum of the amounts given, by currency. */
    public static MoneyBag of(Money... amounts) {
        return of(List.of(amounts));
    }

    /** The sum of the amounts given, by currency. */
    public static MoneyBag of(Collection<Money> amounts) {
        SortedMap<CurrencyUnit, Money> sums = new TreeMap<>();
        for (Money amount : amounts) {
            sums.merge(amount.getCurrencyUnit(), amount, Money::plus);
        }
        return canonical(sums);
    }

    /** The sum of an amount of each of {@code items}, by currency. */
    public static <T> MoneyBag sum(Collection<T> items, Function<? super T, Money> amount) {
        return sum(
                items,
                item -> amount.apply(item).getCurrencyUnit(),
                item -> amount.apply(item).getAmountMinorLong());
    }

    /**
     * The sum of an amount of each of {@code items}, by currency.
     *
     * @param minor the amount, in minor units of {@code unit}
     */
    public static <T> MoneyBag sum(
            Collection<T> items, Function<? super T, CurrencyUnit> unit, ToLongFunction<? super T> minor) {
        SortedMap<CurrencyUnit, Money> sums = null;
        CurrencyUnit current = null;
        long sum = 0;
        // most sums are of one currency: its minor units are added up, and joined with the others when it changes
        for (T item : items) {
            CurrencyUnit next = unit.apply(item);
            if (current != null && !current.equals(next)) {
                sums = joined(sums, current, sum);
                sum = 0;
            }
            current = next;
            long part = minor.applyAsLong(item);
            if (overflows(sum, part)) {
                sums = joined(sums, current, sum);
                sum = 0;
            }
            sum += part;
        }
        if (current == null || (sums == null && sum == 0)) {
            return EMPTY;
        }
        return canonical(joined(sums, current, sum));
    }

    private static boolean overflows(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0;
    }

    private static SortedMap<CurrencyUnit, Money> joined(
            @Nullable SortedMap<CurrencyUnit, Money> sums, CurrencyUnit unit, long minor) {
        SortedMap<CurrencyUnit, Money> map = sums == null ? new TreeMap<>() : sums;
        map.merge(unit, Money.ofMinor(unit, minor), Money::plus);
        return map;
    }

    /** This bag with {@code amount} added to the sum of its currency. */
    public MoneyBag plus(Money amount) {
        if (amount.isZero()) {
            return this;
        }
        SortedMap<CurrencyUnit, Money> copy = new TreeMap<>(sums);
        copy.merge(amount.getCurrencyUnit(), amount, Money::plus);
        return canonical(copy);
    }

    /** This bag with every sum of {@code other} added. */
    public MoneyBag plus(MoneyBag other) {
        if (other.isEmpty()) {
            return this;
        }
        SortedMap<CurrencyUnit, Money> copy = new TreeMap<>(sums);
        other.sums.forEach((unit, sum) -> copy.merge(unit, sum, Money::plus));
        return canonical(copy);
    }

    /** This bag with {@code amount} taken from the sum of its currency; a sum may become negative. */
    public MoneyBag minus(Money amount) {
        return plus(amount.negated());
    }

    /** This bag with every sum of {@code other} taken off, currency by currency; sums may become negative. */
    public MoneyBag minus(MoneyBag other) {
        return plus(other.mapped(Money::negated));
    }

    /** The sums that are above zero. */
    public MoneyBag positive() {
        return mapped(sum -> sum.isPositive() ? sum : Money.zero(sum.getCurrencyUnit()));
    }

    /** The sum held in {@code unit}: zero of that currency when the bag has none. */
    public Money in(CurrencyUnit unit) {
        Money sum = sums.get(unit);
        return sum == null ? Money.zero(unit) : sum;
    }

    /** The currencies whose sum is not zero, by code. */
    public Set<CurrencyUnit> currencies() {
        return java.util.Collections.unmodifiableSet(sums.keySet());
    }

    /** The sums that are not zero, by currency code. */
    public List<Money> sums() {
        return List.copyOf(sums.values());
    }

    /** Whether every sum is zero. */
    public boolean isEmpty() {
        return sums.isEmpty();
    }

    private MoneyBag mapped(UnaryOperator<Money> change) {
        SortedMap<CurrencyUnit, Money> copy = new TreeMap<>();
        sums.forEach((unit, sum) -> copy.put(unit, change.apply(sum)));
        return canonical(copy);
    }

    private static MoneyBag canonical(SortedMap<CurrencyUnit, Money> sums) {
        sums.values().removeIf(Money::isZero);
        return sums.isEmpty() ? EMPTY : new MoneyBag(sums);
    }

    /** The sums as a map by currency, in the order of the codes. */
    public Map<CurrencyUnit, Money> asMap() {
        return java.util.Collections.unmodifiableSortedMap(sums);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MoneyBag bag && sums.equals(bag.sums);
    }

    @Override
    public int hashCode() {
        return sums.hashCode();
    }

    /** For people: {@code EUR 12.00 and USD 3.50}, or {@code nothing}. */
    @Override
    public String toString() {
        return sums.isEmpty()
                ? "nothing"
                : sums.values().stream().map(Money::toString).collect(Collectors.joining(" and "));
    }
}
