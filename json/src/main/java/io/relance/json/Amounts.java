package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Amounts by currency: {@code { EUR: "15.00" }}. */
final class Amounts {
    private Amounts() {}

    static List<Money> read(ObjectReader o, Problems problems) {
        List<Money> amounts = new ArrayList<>();
        for (Node.Entry entry : o.entries()) {
            o.has(entry.key());
            Optional<CurrencyUnit> unit = currency(entry.key(), entry.keyPlace(), problems);
            o.decimal(entry.key())
                    .as(value -> unit.map(u -> money(u, value)))
                    .optional()
                    .flatMap(amount -> amount)
                    .ifPresent(amounts::add);
        }
        o.finish();
        return amounts;
    }

    /** A currency by its code; an unknown one is among the problems, with the nearest that is known. */
    static Optional<CurrencyUnit> currency(String code, Place place, Problems problems) {
        List<String> known = CurrencyUnit.registeredCurrencies().stream()
                .map(CurrencyUnit::getCode)
                .toList();
        if (known.contains(code)) {
            return Optional.of(CurrencyUnit.of(code));
        }
        problems.error(
                place,
                "UNKNOWN_CURRENCY",
                "there is no currency \"" + code + "\"",
                NearestWord.to(code, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("write its code of ISO 4217, as in EUR"));
        return Optional.empty();
    }

    /** @throws IllegalArgumentException when the value has more decimals than the currency */
    static Money money(CurrencyUnit unit, BigDecimal value) {
        int decimals = Math.max(0, unit.getDecimalPlaces());
        if (value.stripTrailingZeros().scale() > decimals) {
            throw new IllegalArgumentException(
                    value.toPlainString() + " has more decimals than " + unit + ", which has " + decimals);
        }
        return Money.of(unit, value.setScale(decimals));
    }

    static void write(String key, Collection<Money> amounts, MappingBuilder into) {
        into.mapping(
                key,
                m -> amounts.forEach(
                        amount -> m.decimal(amount.getCurrencyUnit().getCode(), amount.getAmount())));
    }
}
