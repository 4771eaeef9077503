package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.rule.Condition;
import io.relance.rule.Expected;
import io.relance.rule.FactType;
import java.util.List;

/** Conditions as trees. */
final class ConditionTree {
    private ConditionTree() {}

    static Node.Mapping of(Condition condition) {
        MappingBuilder m = new MappingBuilder();
        if (condition instanceof Condition.All all) {
            m.list("all", each(all.conditions()));
        } else if (condition instanceof Condition.Any any) {
            m.list("any", each(any.conditions()));
        } else if (condition instanceof Condition.Not not) {
            m.node("not", of(not.condition()));
        } else if (condition instanceof Condition.Known known) {
            m.text("isKnown", known.fact().name());
        } else {
            comparison((Condition.Comparison) condition, m);
        }
        return m.build();
    }

    private static List<Node.Mapping> each(List<Condition> conditions) {
        return conditions.stream().map(ConditionTree::of).toList();
    }

    private static void comparison(Condition.Comparison comparison, MappingBuilder m) {
        m.text("fact", comparison.fact().name());
        String key = comparison.operator().key();
        FactType type = comparison.fact().type();
        Expected expected = comparison.expected();
        if (expected instanceof Expected.Amount amount) {
            m.text(ConditionReading.CURRENCY, amount.value().getCurrencyUnit().getCode());
            m.decimal(key, amount.value().getAmount());
        } else if (expected instanceof Expected.Numeric number) {
            if (type == FactType.DAYS || type == FactType.COUNT) {
                m.number(key, number.value().longValueExact());
            } else {
                m.decimal(key, number.value());
            }
        } else if (expected instanceof Expected.Texts texts) {
            m.texts(key, texts.values());
        } else if (expected instanceof Expected.Date date) {
            m.date(key, date.value());
        } else if (expected instanceof Expected.Flag flag) {
            m.bool(key, flag.value());
        } else {
            m.text(key, ((Expected.Text) expected).value());
        }
    }
}
