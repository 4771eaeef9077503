package io.relance.rule;

import io.relance.money.MoneyBag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** An account as a map of facts; those not set are absent. Counts how often it is asked. */
final class KnownFacts implements FactSource {
    private final Map<Fact<?>, Object> values = new HashMap<>();
    private final Map<Fact<?>, LocalDate> days = new HashMap<>();
    int asked;

    static KnownFacts none() {
        return new KnownFacts();
    }

    <T> KnownFacts with(Fact<T> fact, T value) {
        values.put(fact, value);
        return this;
    }

    KnownFacts withAny(Fact<?> fact, Object value) {
        values.put(fact, value);
        return this;
    }

    KnownFacts absent(Fact<?> fact) {
        values.remove(fact);
        return this;
    }

    KnownFacts asOf(Fact<?> fact, LocalDate day) {
        days.put(fact, day);
        return this;
    }

    /** The same facts {@code later} days later, when nothing but time has passed. */
    KnownFacts later(long later) {
        KnownFacts copy = new KnownFacts();
        values.forEach((fact, value) ->
                copy.withAny(fact, fact.motion() == Motion.ONE_A_DAY ? (Object) ((Long) value + later) : value));
        return copy;
    }

    @Override
    public Object value(Fact<?> fact) {
        asked++;
        return values.get(fact);
    }

    @Override
    public Optional<LocalDate> asOf(Fact<?> fact) {
        return Optional.ofNullable(days.get(fact));
    }

    static KnownAmounts amounts(String... amounts) {
        MoneyBag sums = MoneyBag.empty();
        Set<CurrencyUnit> known = new TreeSet<>();
        for (String text : amounts) {
            Money money = Money.parse(text);
            sums = sums.plus(money);
            known.add(money.getCurrencyUnit());
        }
        return KnownAmounts.of(sums, known);
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
