package io.relance.rule;

import io.relance.money.MoneyBag;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The value of an amount fact: a sum per currency, and the currencies in which the fact is known.
 *
 * <p>A sum of zero is known (the account deals in that currency and owes nothing), a sum in a currency with which the
 * account has nothing to do is not: a threshold in that currency is UNKNOWN.
 *
 * @param sums one sum per currency
 * @param known the currencies in which there is a sum, zero included
 */
public record KnownAmounts(MoneyBag sums, Set<CurrencyUnit> known) {
    /** @throws IllegalArgumentException when there is a sum in a currency that is not known */
    public KnownAmounts {
        known = Set.copyOf(known);
        if (!known.containsAll(sums.currencies())) {
            throw new IllegalArgumentException("the sums " + sums + " are not all in the known currencies " + known);
        }
    }

    /** One amount, known in its own currency alone. */
    public static KnownAmounts of(Money amount) {
        return new KnownAmounts(MoneyBag.of(amount), Set.of(amount.getCurrencyUnit()));
    }

    /** For people: the known sums by currency code, {@code EUR 12.00 and USD 0.00}. */
    @Override
    public String toString() {
        return known.isEmpty()
                ? "nothing"
                : known.stream()
                        .sorted()
                        .map(unit -> sums.in(unit).toString())
                        .collect(java.util.stream.Collectors.joining(" and "));
    }
}
