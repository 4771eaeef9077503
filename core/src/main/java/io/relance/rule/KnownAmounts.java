package io.relance.rule;

import io.relance.money.MoneyBag;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The value of an amount fact: a sum for each of the currencies in which the fact is known.
 *
 * <p>A sum of zero is known (the account deals in that currency and owes nothing), a sum in a currency with which the
 * account has nothing to do is not: a threshold in that currency is UNKNOWN. Immutable.
 */
public final class KnownAmounts {
    private static final Money[] NONE = {};

    // Nearly all are in one currency, whose minor units are all that a comparison needs; if so, there are no others.
    private final @Nullable CurrencyUnit only;
    private final long minor;
    private final Money[] others;

    private KnownAmounts(@Nullable CurrencyUnit only, long minor, Money[] others) {
        this.only = only;
        this.minor = minor;
        this.others = others;
    }

    /** One amount, known in its own currency alone. */
    public static KnownAmounts of(Money amount) {
        return of(new Money[] {amount});
    }

    /** One amount in minor units, known in its own currency alone. */
    public static KnownAmounts ofMinor(CurrencyUnit unit, long minor) {
        return new KnownAmounts(unit, minor, NONE);
    }

    /**
     * One sum per currency, zero where {@code sums} has none.
     *
     * @param known the currencies in which there is a sum, zero included
     * @throws IllegalArgumentException when there is a sum in a currency that is not known
     */
    public static KnownAmounts of(MoneyBag sums, Collection<CurrencyUnit> known) {
        if (!known.containsAll(sums.currencies())) {
            throw new IllegalArgumentException("the sums " + sums + " are not all in the known currencies " + known);
        }
        return of(known.stream().sorted().distinct().map(sums::in).toArray(Money[]::new));
    }

    private static KnownAmounts of(Money[] amounts) {
        if (amounts.length == 1) {
            Money amount = amounts[0];
            try {
                return ofMinor(amount.getCurrencyUnit(), amount.getAmountMinorLong());
            } catch (ArithmeticException beyondLong) {
                return new KnownAmounts(null, 0, amounts);
            }
        }
        return new KnownAmounts(null, 0, amounts);
    }

    /** The currencies in which there is a sum, zero included, by code. */
    public Set<CurrencyUnit> known() {
        Set<CurrencyUnit> known = new TreeSet<>();
        for (Money amount : amounts()) {
            known.add(amount.getCurrencyUnit());
        }
        return Collections.unmodifiableSet(known);
    }

    /** Whether there is no currency in which it is known. */
    boolean isEmpty() {
        return only == null && others.length == 0;
    }

    /** The sum in a currency; empty when it is not known there. */
    public Optional<Money> in(CurrencyUnit unit) {
        for (Money amount : amounts()) {
            if (amount.getCurrencyUnit().equals(unit)) {
                return Optional.of(amount);
            }
        }
        return Optional.empty();
    }

    /** Whether this and the other are one sum in the same currency, so that it is enough to compare their {@link #minor}. */
    boolean areAlike(KnownAmounts other) {
        return only != null && only.equals(other.only);
    }

    /** The currency, if it is known in one alone and fits minor units. */
    @Nullable
    CurrencyUnit only() {
        return only;
    }

    /** The sum in minor units, of amounts that {@link #areAlike}. */
    long minor() {
        return minor;
    }

    private Money[] amounts() {
        return only == null ? others : new Money[] {Money.ofMinor(only, minor)};
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KnownAmounts amounts && Arrays.equals(amounts(), amounts.amounts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(amounts());
    }

    /** For people: the known sums by currency code, {@code EUR 12.00 and USD 0.00}. */
    @Override
    public String toString() {
        return isEmpty()
                ? "nothing"
                : Arrays.stream(amounts()).map(Money::toString).collect(Collectors.joining(" and "));
    }
}
