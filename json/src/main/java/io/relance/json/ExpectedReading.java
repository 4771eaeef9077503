package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.rule.Expected;
import io.relance.rule.Fact;
import io.relance.rule.FactType;
import io.relance.rule.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/** What a fact is compared with, read as the fact's type asks. */
final class ExpectedReading {
    private static final int MOST_WHOLE = 999_999_999;

    private final ObjectReader o;
    private final Problems problems;

    ExpectedReading(ObjectReader o, Problems problems) {
        this.o = o;
        this.problems = problems;
    }

    /** Empty when it can't be read. {@code misspelt}: a key that is not known may be the one that is missing. */
    Optional<? extends Expected> read(Fact<?> fact, Operator operator, boolean misspelt) {
        FactType type = fact.type();
        String key = operator.key();
        if (!operator.serves(type)) {
            problems.error(
                    o.node(key).place(),
                    "WRONG_OPERATOR",
                    fact + " is " + type.phrase() + ", which \"" + key + "\" does not compare",
                    "use "
                            + String.join(
                                    ", ",
                                    Operator.serving(type).stream()
                                            .map(Operator::key)
                                            .toList()));
            return Optional.empty();
        }
        if (type == FactType.AMOUNT) {
            return amount(fact, key, misspelt);
        }
        Value<String> currency = o.text(ConditionReading.CURRENCY);
        if (currency.written()) {
            problems.error(
                    currency.place(),
                    "CONTRADICTION",
                    fact + " is " + type.phrase() + ", not an amount, and has no currency",
                    "leave \"currency\" out");
        }
        return switch (type) {
            case DAYS, COUNT ->
                o.integer(key, -MOST_WHOLE, MOST_WHOLE)
                        .as(number -> new Expected.Numeric(BigDecimal.valueOf(number)))
                        .optional();
            case RATE, DECIMAL -> o.decimal(key).as(Expected.Numeric::new).optional();
            case TEXT, TAGS -> operator == Operator.IN ? texts(fact, key) : text(fact, key);
            case DATE -> o.date(key).as(Expected.Date::new).optional();
            case FLAG -> o.bool(key).as(Expected.Flag::new).optional();
            case AMOUNT -> throw new IllegalStateException("read above");
        };
    }

    private Optional<Expected.Amount> amount(Fact<?> fact, String key, boolean misspelt) {
        Value<String> code = o.text(ConditionReading.CURRENCY);
        Value<BigDecimal> value = o.decimal(key);
        if (!code.written()) {
            if (misspelt) {
                code.required();
            } else {
                o.error(
                        "MISSING_CURRENCY",
                        fact + " is an amount, and its threshold has no currency",
                        "add \"currency\", as in currency: EUR");
            }
            return Optional.empty();
        }
        Optional<CurrencyUnit> unit = code.optional().flatMap(c -> Amounts.currency(c, code.place(), problems));
        return unit.flatMap(u -> value.as(number -> new Expected.Amount(Amounts.money(u, number)))
                .optional());
    }

    private Optional<Expected.Text> text(Fact<?> fact, String key) {
        Value<String> text = fact.values().isEmpty() ? o.text(key) : o.word(key, fact.values());
        return text.as(Expected.Text::new).optional();
    }

    private Optional<Expected.Texts> texts(Fact<?> fact, String key) {
        Value<List<String>> texts = o.texts(key);
        boolean known = true;
        if (o.node(key).optional().orElse(null) instanceof Node.Items items
                && texts.orElse(List.of()).size() == items.values().size()) {
            for (Node item : items.values()) {
                known &= isKnown(fact, (Node.Text) item);
            }
            return known ? texts.as(Expected.Texts::of).optional() : Optional.empty();
        }
        return Optional.empty();
    }

    private boolean isKnown(Fact<?> fact, Node.Text item) {
        if (fact.values().isEmpty() || fact.values().contains(item.value())) {
            return true;
        }
        problems.error(
                item.place(),
                "UNKNOWN_VALUE",
                fact + " is never \"" + item.value() + "\" but one of " + String.join(", ", fact.values()),
                NearestWord.remedy(item.value(), fact.values()));
        return false;
    }
}
