package io.relance.rule;

import io.relance.plan.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbours among a set's rules whose comparisons have a bit each in a word, so that a fact that several of them ask is
 * read once and a rule is a few operations on the word. A rule with more comparisons than bits is a block of its own and
 * asks them one by one.
 */
final class RuleBlock {
    private final CompiledRule[] rules;
    private final Fact<?>[] facts;
    private final FactTable[] tables;

    private RuleBlock(List<CompiledRule> rules) {
        this.rules = rules.toArray(new CompiledRule[0]);
        Map<Fact<?>, List<FactTable.Numbered>> byFact = new LinkedHashMap<>();
        if (comparisons(rules) <= Long.SIZE) {
            int number = 0;
            for (CompiledRule rule : rules) {
                for (Leaf leaf : rule.condition.leaves()) {
                    byFact.computeIfAbsent(leaf.fact, fact -> new ArrayList<>())
                            .add(new FactTable.Numbered(leaf, 1L << number++));
                }
            }
        }
        this.facts = byFact.keySet().toArray(new Fact<?>[0]);
        this.tables = byFact.values().stream().map(FactTable::of).toArray(FactTable[]::new);
    }

    /** Rules in their order, in as few blocks as they need. */
    static List<RuleBlock> of(CompiledRule... rules) {
        List<RuleBlock> blocks = new ArrayList<>();
        List<CompiledRule> block = new ArrayList<>();
        for (CompiledRule rule : rules) {
            block.add(rule);
            if (block.size() > 1 && comparisons(block) > Long.SIZE) {
                blocks.add(new RuleBlock(block.subList(0, block.size() - 1)));
                block = new ArrayList<>(List.of(rule));
            }
        }
        if (!block.isEmpty()) {
            blocks.add(new RuleBlock(block));
        }
        return blocks;
    }

    private static int comparisons(List<CompiledRule> rules) {
        int comparisons = 0;
        for (CompiledRule rule : rules) {
            comparisons += rule.condition.leaves().size();
        }
        return comparisons;
    }

    /** Sets how each of its rules comes out. */
    void evaluate(FactSource source, PerRule<Truth> truths) {
        if (tables.length == 0) {
            for (CompiledRule rule : rules) {
                truths.set(rule.place, rule.condition.matches(source));
            }
            return;
        }
        long holding = 0;
        long unknown = 0;
        for (int i = 0; i < tables.length; i++) {
            FactTable.Answers answers = tables[i].of(source.value(facts[i]));
            holding |= answers.holding();
            unknown |= answers.unknown();
        }
        int first = 0;
        for (CompiledRule rule : rules) {
            truths.set(rule.place, rule.condition.matches(holding >>> first, unknown >>> first));
            first += rule.comparisons;
        }
    }
}
